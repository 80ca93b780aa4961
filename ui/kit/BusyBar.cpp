#include "kit/BusyBar.h"

#include "support/Palette.h"

#include <QPainter>

namespace unmta::ui {

BusyBar::BusyBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(3);
    setAccessibleName(tr("Under way"));
    m_animation.setStartValue(-0.3);
    m_animation.setEndValue(1.0);
    m_animation.setDuration(1400);
    m_animation.setLoopCount(-1);
    m_animation.setEasingCurve(QEasingCurve::InOutSine);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this] { update(); });
}

void BusyBar::paintEvent(QPaintEvent *)
{
    const Palette &colours = Palette::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.accentPale);
    painter.drawRoundedRect(rect(), 1.5, 1.5);
    painter.setBrush(colours.accent);
    const double left = m_animation.currentValue().toDouble() * width();
    painter.drawRoundedRect(QRectF(left, 0, 0.3 * width(), height()), 1.5, 1.5);
}

void BusyBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_animation.start();
}

void BusyBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_animation.stop();
}

} // namespace unmta::ui
