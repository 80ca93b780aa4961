#include "kit/Sheet.h"

#include "kit/Labels.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QEvent>
#include <QHideEvent>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int besideWindow = 48; // of a screen: the window's frame

} // namespace

Sheet::Sheet(const QString &objectName, const QString &title, int width, QWidget *parent)
    : QDialog(parent)
    , m_area(new QScrollArea)
    , m_buttons(new WrapRow)
{
    setObjectName(objectName);
    setWindowTitle(title);
    setFixedWidth(std::min(scaled(width, fontMetrics()), screen()->availableSize().width() - besideWindow));
    auto *body = new QWidget;
    body->setObjectName(u"pageBody"_s);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(24, 20, 24, 0);
    m_column->setSpacing(8);
    m_column->addWidget(paragraph(title, u"dialogTitle"_s));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(body);
    m_buttons->setContentsMargins(24, 16, 24, 20);
    m_buttons->setEnds(Qt::AlignRight);
    auto *whole = new QVBoxLayout(this);
    // The constraint by the layout does not know how the height follows the width.
    whole->setSizeConstraint(QLayout::SetNoConstraint);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_area, 1);
    whole->addLayout(m_buttons);
    body->installEventFilter(this);
    connect(m_area->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] { reveal(m_revealed); });
}

void Sheet::reveal(QWidget *part)
{
    m_revealed = part;
    if (part)
        m_area->ensureWidgetVisible(part, 0, 0);
}

void Sheet::addButtons(const QList<QWidget *> &buttons)
{
    m_column->addStretch(1);
    for (QWidget *button : buttons)
        m_buttons->add(button);
}

void Sheet::fit()
{
    m_column->activate();
    const QWidget *body = m_area->widget();
    const int content =
        m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width()) : body->sizeHint().height();
    const int whole = content + m_buttons->heightForWidth(width());
    setFixedHeight(std::min(whole, screen()->availableSize().height() - besideWindow));
}

void Sheet::showEvent(QShowEvent *event)
{
    if (parentWidget())
        m_before = parentWidget()->window()->focusWidget();
    QDialog::showEvent(event);
    fit();
}

// A window manager gives the activity back to the window below, and Qt the focus within it; not where there is none, or
// where the dialog changed what lies below.
void Sheet::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    if (event->spontaneous() || !parentWidget() || !parentWidget()->isVisible())
        return;
    QWidget *window = parentWidget()->window();
    window->activateWindow();
    if (!window->focusWidget() && m_before && m_before->isVisible() && m_before->isEnabled())
        m_before->setFocus(Qt::OtherFocusReason);
}

bool Sheet::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    // The buttons' texts changed.
    if (event->type() == QEvent::LayoutRequest && isVisible())
        fit();
    return handled;
}

bool Sheet::eventFilter(QObject *watched, QEvent *event)
{
    const bool handled = QDialog::eventFilter(watched, event);
    // Some text became longer or shorter.
    if (event->type() == QEvent::LayoutRequest && isVisible())
        fit();
    return handled;
}

} // namespace unmta::ui
