#include "kit/Badge.h"

#include "support/Scale.h"

#include <QPainter>

namespace unmta::ui {

namespace {

// Beside a font of 13 px, as everything that is drawn here.
constexpr int drawnPadding = 9;
constexpr int drawnMark = 8;
constexpr int drawnGap = 5;

QFont badgeFont(QFont font)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(font.pixelSize() - 1);
    else
        font.setPointSizeF(font.pointSizeF() * 0.9);
    font.setWeight(QFont::DemiBold);
    return font;
}

void paintLines(QPainter &painter, const QPolygonF &line, double factor)
{
    painter.setPen(QPen(painter.brush().color(), 1.6 * factor, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
}

void paintMark(QPainter &painter, const QRectF &rect, Mark mark, const QColor &colour)
{
    const double factor = rect.width() / drawnMark;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (mark) {
    case Mark::None:
        break;
    case Mark::Dot:
        painter.drawEllipse(rect);
        break;
    case Mark::Triangle:
        painter.drawPolygon(QPolygonF{QPointF(rect.center().x(), rect.top()), rect.bottomRight(), rect.bottomLeft()});
        break;
    case Mark::DownTriangle:
        painter.drawPolygon(QPolygonF{rect.topLeft(), rect.topRight(), QPointF(rect.center().x(), rect.bottom())});
        break;
    case Mark::Ring:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.5 * factor));
        painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75));
        break;
    case Mark::Check:
        paintLines(painter,
                   {{rect.left(), rect.center().y() + 0.5},
                    {rect.left() + rect.width() * 0.38, rect.bottom() - 0.5},
                    {rect.right(), rect.top() + 0.5}},
                   factor);
        break;
    case Mark::Cross:
        paintLines(painter, {rect.topLeft(), rect.bottomRight()}, factor);
        paintLines(painter, {rect.bottomLeft(), rect.topRight()}, factor);
        break;
    case Mark::Dash:
        paintLines(painter, {{rect.left(), rect.center().y()}, {rect.right(), rect.center().y()}}, factor);
        break;
    }
}

} // namespace

QSize badgeSize(const BadgeText &badge, const QFont &font)
{
    const QFontMetrics metrics(badgeFont(font));
    const QFontMetrics around(font);
    const int mark = badge.mark == Mark::None ? 0 : scaled(drawnMark, around) + scaled(drawnGap, around);
    return {metrics.horizontalAdvance(badge.text) + mark + 2 * scaled(drawnPadding, around),
            metrics.height() + scaled(5, around)};
}

void paintBadge(QPainter &painter, const QRect &rect, const BadgeText &badge, const QFont &font, const Palette &palette)
{
    if (badge.text.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QSize size = badgeSize(badge, font).boundedTo(QSize(rect.width(), rect.height()));
    const int top = rect.top() + (rect.height() - size.height()) / 2;
    const QRectF body(rect.left(), top, size.width(), size.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.pale(badge.tone));
    painter.drawRoundedRect(body, body.height() / 2, body.height() / 2);
    const QFontMetrics around(font);
    const int padding = scaled(drawnPadding, around);
    const int markSize = scaled(drawnMark, around);
    QRectF inner = body.adjusted(padding, 0, -padding, 0);
    if (badge.mark != Mark::None) {
        const QRectF mark(inner.left(), inner.center().y() - markSize / 2.0, markSize, markSize);
        paintMark(painter, mark, badge.mark, palette.strong(badge.tone));
        inner.setLeft(mark.right() + scaled(drawnGap, around));
    }
    const QFont smaller = badgeFont(font);
    painter.setFont(smaller);
    painter.setPen(palette.strong(badge.tone));
    painter.drawText(inner.adjusted(0, 0, 2, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetricsF(smaller).elidedText(badge.text, Qt::ElideRight, inner.width() + 2));
    painter.restore();
}

Badge::Badge(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::show(const BadgeText &badge)
{
    m_badge = badge;
    setText(badge.text);
    setAccessibleName(badge.text);
    // Shown without a parent, it would be a window of its own for a moment.
    if (parentWidget() || badge.text.isEmpty())
        setVisible(!badge.text.isEmpty());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return badgeSize(m_badge, font());
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(painter, rect(), m_badge, font(), Palette::current());
}

} // namespace unmta::ui
