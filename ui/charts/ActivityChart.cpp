#include "charts/ActivityChart.h"

#include "access/Access.h"
#include "charts/ActivityModel.h"
#include "support/Formatting.h"
#include "support/Palette.h"
#include "support/Scale.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int lines = 3;

// Beneath the axis: the week's days by their names, a day's hours by the clock.
QString axisName(TimePoint start, bool isHourly, qsizetype steps)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toUnixMs(start), isHourly ? Qt::LocalTime : Qt::UTC);
    const QString day = QLocale().toString(at.date(), u"ddd"_s);
    if (isHourly)
        return steps <= 24 ? clockTime(start) : u"%1 %2"_s.arg(day, clockTime(start));
    return steps <= 7 ? day : dayOfYear(at.date());
}

QColor faint(QColor colour)
{
    colour.setAlphaF(0.38F);
    return colour;
}

} // namespace

qint64 gridStep(qint64 highest)
{
    for (qint64 power = 1;; power *= 10) {
        for (const qint64 factor : {1, 2, 3, 4, 5, 6, 8}) {
            if (factor * power * lines >= highest)
                return factor * power;
        }
    }
}

ActivityChart::ActivityChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"activityChart"_s);
    setMouseTracking(true);
    QFont small = font();
    small.pixelSize() > 0 ? small.setPixelSize(small.pixelSize() - 2) : small.setPointSizeF(small.pointSizeF() * 0.85);
    setFont(small);
    setFocusPolicy(Qt::StrongFocus);
    Access::setRole(*this, QAccessible::Chart);
    setAccessibleName(tr("Opens and clicks per day"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QSize ActivityChart::sizeHint() const
{
    return {scaled(420, fontMetrics()), scaled(190, fontMetrics())};
}

QSize ActivityChart::minimumSizeHint() const
{
    return {scaled(200, fontMetrics()), scaled(150, fontMetrics())};
}

void ActivityChart::show(const QList<wire::ActivityBucket> &steps, bool isHourly)
{
    m_steps = steps;
    m_isHourly = isHourly;
    qint64 highest = 0;
    for (const wire::ActivityBucket &step : steps)
        highest = std::max({highest, step.opens, step.clicks});
    m_top = gridStep(std::max<qint64>(highest, lines)) * lines;
    m_chosen = m_chosen < steps.size() ? m_chosen : -1;
    setAccessibleName(isHourly ? tr("Opens and clicks per hour") : tr("Opens and clicks per day"));
    tell();
    update();
}

// The chosen step; without one the sum, and how to get at the steps.
void ActivityChart::tell()
{
    if (m_chosen >= 0)
        return setAccessibleDescription(stepSentence(m_steps.at(m_chosen), m_isHourly));
    const wire::ActivityBucket sum = sumOf(m_steps);
    setAccessibleDescription(
        tr("%1 opens (%2 by people), %3 clicks (%4 by people) in all. The arrow keys tell each step.")
            .arg(number(sum.opens), number(sum.opensByPeople), number(sum.clicks), number(sum.clicksByPeople)));
}

QRectF ActivityChart::plot() const
{
    const QFontMetrics metrics(font());
    const int left = metrics.horizontalAdvance(number(m_top)) + 12;
    const int top = metrics.height() / 2 + 2;
    return QRectF(rect()).adjusted(left, top, -6, -metrics.height() - 8);
}

double ActivityChart::stepWidth() const
{
    return plot().width() / double(std::max<qsizetype>(m_steps.size(), 1));
}

double ActivityChart::xOf(qsizetype step) const
{
    return plot().left() + stepWidth() * (double(step) + 0.5);
}

double ActivityChart::yOf(qint64 value) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * double(value) / double(m_top);
}

void ActivityChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &colours = Palette::current();
    paintAxes(painter);
    const wire::ActivityBucket sum = sumOf(m_steps);
    if (sum.opens == 0 && sum.clicks == 0) {
        painter.setPen(colours.dim);
        painter.drawText(plot(), Qt::AlignCenter | Qt::TextWordWrap,
                         m_steps.isEmpty() ? tr("Loading…") : tr("No opens or clicks in this period."));
    } else {
        paintBars(painter);
    }
    if (m_chosen >= 0)
        paintFigures(painter);
    if (hasFocus()) {
        painter.setPen(QPen(colours.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void ActivityChart::paintAxes(QPainter &painter) const
{
    const Palette &colours = Palette::current();
    const QRectF area = plot();
    const QFontMetricsF metrics(font());
    for (int i = 0; i <= lines; ++i) {
        const qint64 value = m_top / lines * i;
        const double y = std::round(yOf(value)) + 0.5;
        painter.setPen(colours.line);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colours.dim);
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 8, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, number(value));
    }
    if (m_steps.isEmpty())
        return;
    const auto nameOf = [this](qsizetype step) { return axisName(m_steps.at(step).start, m_isHourly, m_steps.size()); };
    const double room = metrics.horizontalAdvance(nameOf(0)) + 24;
    const auto every = qsizetype(std::ceil(room / std::max(stepWidth(), 0.1)));
    // Counted from the end, so that the present always has its label; it may need the room on its left.
    double free = width();
    for (qsizetype step = m_steps.size() - 1; step >= 0; step -= std::max<qsizetype>(every, 1)) {
        QRectF box(xOf(step) - room / 2, area.bottom() + 6, room, metrics.height());
        const double half = metrics.horizontalAdvance(nameOf(step)) / 2;
        if (box.center().x() + half > width())
            box.moveCenter({width() - half, box.center().y()});
        if (box.center().x() + half > free)
            continue;
        free = box.center().x() - half - 8;
        painter.drawText(box, Qt::AlignCenter, nameOf(step));
    }
}

void ActivityChart::paintBars(QPainter &painter) const
{
    const Palette &colours = Palette::current();
    const double bottom = plot().bottom();
    // Two bars and a gap; many steps leave no room for gaps.
    const double width = std::clamp(stepWidth() * 0.34, 0.8, 26.0);
    painter.setPen(Qt::NoPen);
    const auto bar = [&](double left, qint64 all, qint64 people, const QColor &colour) {
        painter.setBrush(faint(colour));
        painter.drawRect(QRectF(QPointF(left, yOf(all)), QPointF(left + width, yOf(people))));
        painter.setBrush(colour);
        painter.drawRect(QRectF(QPointF(left, yOf(people)), QPointF(left + width, bottom)));
    };
    for (qsizetype step = 0; step < m_steps.size(); ++step) {
        const wire::ActivityBucket &figures = m_steps.at(step);
        const double gap = stepWidth() > 12 ? 1 : 0;
        bar(xOf(step) - width - gap / 2, figures.opens, figures.opensByPeople, colours.accent);
        bar(xOf(step) + gap / 2, figures.clicks, figures.clicksByPeople, colours.good);
    }
}

void ActivityChart::paintFigures(QPainter &painter) const
{
    const Palette &colours = Palette::current();
    const wire::ActivityBucket &step = m_steps.at(m_chosen);
    const QRectF area = plot();
    const double x = xOf(m_chosen);
    const double half = std::max(stepWidth() / 2, 3.0);
    painter.setPen(QPen(colours.dim, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(QPointF(x - half, area.top()), QPointF(x + half, area.bottom())));

    const QString text = tr("%1\nOpens %2 (people %3)\nClicks %4 (people %5)")
                             .arg(stepName(step.start, m_isHourly), number(step.opens), number(step.opensByPeople),
                                  number(step.clicks), number(step.clicksByPeople));
    const QFontMetricsF metrics(font());
    QRectF box = metrics.boundingRect(QRectF(0, 0, 4000, 4000), Qt::AlignLeft, text).adjusted(-8, -6, 8, 6);
    box.moveTopLeft(QPointF(x + half + 6, area.top()));
    if (box.right() > width())
        box.moveRight(x - half - 6);
    if (box.left() < 0)
        box.moveLeft(0);
    painter.setPen(colours.line);
    painter.setBrush(colours.card);
    painter.drawRoundedRect(box, 6, 6);
    painter.setPen(colours.text);
    painter.drawText(box.adjusted(8, 6, -8, -6), Qt::AlignLeft, text);
}

void ActivityChart::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF area = plot();
    if (m_steps.isEmpty() || !area.contains(event->position()))
        return choose(-1);
    const double share = (event->position().x() - area.left()) / area.width();
    choose(std::clamp<qsizetype>(qsizetype(share * double(m_steps.size())), 0, m_steps.size() - 1));
}

void ActivityChart::leaveEvent(QEvent *)
{
    choose(-1);
}

void ActivityChart::keyPressEvent(QKeyEvent *event)
{
    const qsizetype last = m_steps.size() - 1;
    if (last < 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(m_chosen < 0 ? last : std::max<qsizetype>(m_chosen - 1, 0));
    case Qt::Key_Right:
        return choose(m_chosen < 0 ? 0 : std::min(m_chosen + 1, last));
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(last);
    default:
        QWidget::keyPressEvent(event);
    }
}

void ActivityChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    choose(-1);
}

void ActivityChart::choose(qsizetype step)
{
    if (step == m_chosen)
        return;
    m_chosen = step;
    tell();
    update();
}

} // namespace unmta::ui
