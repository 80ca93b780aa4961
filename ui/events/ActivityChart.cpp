#include "events/ActivityChart.h"

#include "support/Formatting.h"
#include "support/Palette.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int lines = 3;

QString dayName(TimePoint day, bool weekday)
{
    // Buckets are UTC days.
    const QDate date = QDateTime::fromMSecsSinceEpoch(toUnixMs(day), Qt::UTC).date();
    return QLocale().toString(date, weekday ? u"ddd"_s : u"d MMM"_s);
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
    setAccessibleName(tr("Opens and clicks per day"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ActivityChart::show(const QList<wire::ActivityBucket> &days)
{
    m_days = days;
    qint64 highest = 0;
    QStringList figures;
    for (const wire::ActivityBucket &day : days) {
        highest = std::max({highest, day.opens, day.clicks});
        figures << tr("%1: %2 opens, %3 clicks").arg(dayName(day.start, false), number(day.opens), number(day.clicks));
    }
    m_top = gridStep(std::max<qint64>(highest, lines)) * lines;
    m_chosen = m_chosen < days.size() ? m_chosen : -1;
    setAccessibleDescription(figures.join(u"; "_s));
    update();
}

QRectF ActivityChart::plot() const
{
    const QFontMetrics metrics(font());
    const int left = metrics.horizontalAdvance(number(m_top)) + 12;
    const int top = metrics.height() / 2 + 2;
    return QRectF(rect()).adjusted(left, top, -6, -metrics.height() - 8);
}

double ActivityChart::xOf(qsizetype day) const
{
    const QRectF area = plot();
    const double step = area.width() / double(std::max<qsizetype>(m_days.size(), 1));
    return area.left() + step * (double(day) + 0.5);
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
    const bool quiet =
        std::all_of(m_days.begin(), m_days.end(), [](const auto &day) { return day.opens == 0 && day.clicks == 0; });
    if (quiet) {
        painter.setPen(colours.dim);
        painter.drawText(plot(), Qt::AlignCenter | Qt::TextWordWrap,
                         m_days.isEmpty() ? tr("Loading…") : tr("No opens or clicks in this period."));
        return;
    }
    paintLine(painter, &wire::ActivityBucket::clicks, colours.good);
    paintLine(painter, &wire::ActivityBucket::opens, colours.accent);
    if (m_chosen >= 0)
        paintDay(painter);
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
    if (m_days.isEmpty())
        return;
    const bool weekdays = m_days.size() <= 7;
    const double room = metrics.horizontalAdvance(dayName(m_days.front().start, weekdays)) + 24;
    const auto every = qsizetype(std::ceil(room * double(m_days.size()) / std::max(area.width(), 1.0)));
    // Counted from the end, so that today always has its label.
    for (qsizetype day = m_days.size() - 1; day >= 0; day -= std::max<qsizetype>(every, 1)) {
        const QRectF box(xOf(day) - room / 2, area.bottom() + 6, room, metrics.height());
        painter.drawText(box, Qt::AlignCenter, dayName(m_days.at(day).start, weekdays));
    }
}

void ActivityChart::paintLine(QPainter &painter, qint64 wire::ActivityBucket::*value, const QColor &colour) const
{
    QPainterPath path;
    for (qsizetype day = 0; day < m_days.size(); ++day) {
        const QPointF point(xOf(day), yOf(m_days.at(day).*value));
        day == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

void ActivityChart::paintDay(QPainter &painter) const
{
    const Palette &colours = Palette::current();
    const wire::ActivityBucket &day = m_days.at(m_chosen);
    const QRectF area = plot();
    const double x = xOf(m_chosen);
    painter.setPen(QPen(colours.dim, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.good);
    painter.drawEllipse(QPointF(x, yOf(day.clicks)), 3.5, 3.5);
    painter.setBrush(colours.accent);
    painter.drawEllipse(QPointF(x, yOf(day.opens)), 3.5, 3.5);

    const QString text =
        tr("%1\nOpens %2\nClicks %3").arg(dayName(day.start, false), number(day.opens), number(day.clicks));
    const QFontMetricsF metrics(font());
    QRectF box = metrics.boundingRect(QRectF(0, 0, 300, 200), Qt::AlignLeft, text).adjusted(-8, -6, 8, 6);
    box.moveTopLeft(QPointF(x + 10, area.top()));
    if (box.right() > area.right())
        box.moveRight(x - 10);
    painter.setPen(colours.line);
    painter.setBrush(colours.card);
    painter.drawRoundedRect(box, 6, 6);
    painter.setPen(colours.text);
    painter.drawText(box.adjusted(8, 6, -8, -6), Qt::AlignLeft, text);
}

void ActivityChart::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF area = plot();
    if (m_days.isEmpty() || !area.contains(event->position()))
        return choose(-1);
    const double share = (event->position().x() - area.left()) / area.width();
    choose(std::clamp<qsizetype>(qsizetype(share * double(m_days.size())), 0, m_days.size() - 1));
}

void ActivityChart::leaveEvent(QEvent *)
{
    choose(-1);
}

void ActivityChart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left && !m_days.isEmpty())
        choose(m_chosen < 0 ? m_days.size() - 1 : std::max<qsizetype>(m_chosen - 1, 0));
    else if (event->key() == Qt::Key_Right && !m_days.isEmpty())
        choose(std::min<qsizetype>(m_chosen + 1, m_days.size() - 1));
    else
        QWidget::keyPressEvent(event);
}

void ActivityChart::choose(qsizetype day)
{
    if (day == m_chosen)
        return;
    m_chosen = day;
    update();
}

} // namespace unmta::ui
