#include "kit/RowDelegate.h"

#include "kit/Badge.h"
#include "support/FixedFont.h"
#include "support/Formatting.h"
#include "support/Roles.h"

#include <QPainter>
#include <QPainterPath>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 9;
constexpr int chipGap = 12;
constexpr int headerSign = 8; // a header keeps this room for the sign of its sorting

QFont scaled(QFont font, double factor)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(font.pixelSize() * factor));
    else
        font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                 const Palette &palette)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter.fillRect(option.rect, palette.selected);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, palette.hover);
    const bool last = index.row() == index.model()->rowCount() - 1;
    if (!last)
        painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, palette.line);
    // Where the keyboard is: a bar at the row's beginning.
    if (selected && index.column() == 0 && option.widget && option.widget->hasFocus())
        painter.fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1, palette.accent);
}

// As many words as fit over several lines.
QString fitted(const QString &text, const QFontMetrics &metrics, QSize size)
{
    const QRect room(QPoint(0, 0), QSize(size.width(), 10000));
    QString shown = text;
    while (metrics.boundingRect(room, Qt::TextWordWrap, shown).height() > size.height()) {
        const qsizetype space = shown.lastIndexOf(u' ');
        if (space <= 0)
            break;
        shown = shown.left(space).append(u'…');
    }
    return shown;
}

// A word that is wider than its column, as a host can be, goes on in the next line after one of its dots.
QString wrapped(const QString &text, const QFontMetrics &metrics, int width)
{
    const QRect room(0, 0, width, 100000);
    return metrics.boundingRect(room, Qt::TextWordWrap, text).width() > width ? breakable(text) : text;
}

QFont cellFont(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QFont font = index.data(FixedRole).toBool() ? fixedFont(option.font) : option.font;
    if (index.data(StrongRole).toBool())
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const Palette &palette = Palette::current();
    painter->save();
    painter->setClipRect(cell.rect);
    paintGround(*painter, cell, index, palette);
    const int right = cell.displayAlignment.testFlag(Qt::AlignRight) ? margin + headerSign : margin;
    paintContent(*painter, cell.rect.adjusted(margin, 0, -right, -1), cell, index, palette);
    painter->restore();
}

void RowDelegate::paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                               const QModelIndex &index, const Palette &palette) const
{
    if (const QVariant badge = index.data(BadgeRole); badge.isValid()) {
        paintBadge(painter, rect, badge.value<BadgeText>(), option.font, palette);
        return;
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    QString below = index.data(SubTextRole).toString();
    QString chip = index.data(ChipRole).toString();
    const QVariant tone = index.data(ToneRole);
    const QFont font = cellFont(option, index);
    const QFontMetrics metrics(font);
    // Without room beside the text, the chip goes beneath it.
    const bool chipBelow =
        !chip.isEmpty() && below.isEmpty() && metrics.horizontalAdvance(text + chip) + 2 * chipGap > rect.width();
    if (chipBelow)
        below = std::exchange(chip, {});
    QRect line = rect;
    if (!below.isEmpty()) {
        const QFont small = scaled(option.font, 0.88);
        const QFontMetrics smallMetrics(small);
        const int height = metrics.height() + smallMetrics.height() + 1;
        const int top = rect.top() + (rect.height() - height) / 2;
        line = QRect(rect.left(), top, rect.width(), metrics.height());
        painter.setFont(small);
        const QVariant subTone = index.data(SubToneRole);
        painter.setPen(chipBelow           ? palette.accent
                       : subTone.isValid() ? palette.strong(subTone.value<Tone>())
                                           : palette.dim);
        painter.drawText(QRect(rect.left(), top + metrics.height() + 1, rect.width(), smallMetrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         smallMetrics.elidedText(below, Qt::ElideMiddle, rect.width()));
    }
    const QFont chipFont = [&option] {
        QFont font = scaled(option.font, 0.92);
        font.setWeight(QFont::DemiBold);
        return font;
    }();
    const int chipWidth = chip.isEmpty() ? 0 : QFontMetrics(chipFont).horizontalAdvance(chip) + chipGap;
    painter.setPen(tone.isValid() ? palette.strong(tone.value<Tone>()) : palette.text);
    if (index.data(WrapRole).toBool()) {
        painter.setFont(font);
        painter.drawText(line, Qt::AlignVCenter | Qt::TextWordWrap,
                         fitted(wrapped(text, metrics, line.width()), metrics, line.size()));
        return;
    }
    const int room = std::max(line.width() - chipWidth, 24);
    const QString shown =
        metrics.elidedText(text, index.data(FixedRole).toBool() ? Qt::ElideMiddle : Qt::ElideRight, room);
    painter.setFont(font);
    if (shown != text && below.isEmpty() && chip.isEmpty()) {
        // Two lines before anything is left out; names may be broken after their dots.
        const QString broken = breakable(text);
        constexpr int flags = Qt::AlignVCenter | Qt::TextWordWrap;
        const QRect needed = metrics.boundingRect(QRect(0, 0, line.width(), 100000), flags, broken);
        if (needed.height() <= line.height() && needed.width() <= line.width()) {
            painter.drawText(line, flags, broken);
            return;
        }
    }
    painter.drawText(line.adjusted(0, 0, -chipWidth, 0), int(option.displayAlignment), shown);
    if (!chip.isEmpty()) {
        painter.setFont(chipFont);
        painter.setPen(palette.accent);
        painter.drawText(line.adjusted(metrics.horizontalAdvance(shown) + chipGap, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, chip);
    }
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (const QVariant badge = index.data(BadgeRole); badge.isValid())
        return badgeSize(badge.value<BadgeText>(), option.font) + QSize(2 * margin, 12);
    const QFontMetrics metrics(cellFont(option, index));
    // The view gives a width where it asks how tall a row is, and none where it asks how wide a column is.
    if (index.data(WrapRole).toBool() && option.rect.width() > 2 * margin) {
        const QRect room(0, 0, option.rect.width() - 2 * margin, 100000);
        const QString text = wrapped(index.data(Qt::DisplayRole).toString(), metrics, room.width());
        const int height = metrics.boundingRect(room, Qt::TextWordWrap, text).height();
        return {option.rect.width(), height + 16};
    }
    return {metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 2 * margin + 2, metrics.height() + 16};
}

SparklineDelegate::SparklineDelegate(int role, QObject *parent)
    : RowDelegate(parent)
    , m_role(role)
{}

void SparklineDelegate::paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &,
                                     const QModelIndex &index, const Palette &palette) const
{
    const auto values = index.data(m_role).value<QList<qint64>>();
    if (values.size() < 2 || std::all_of(values.begin(), values.end(), [](qint64 value) { return value == 0; }))
        return;
    const qint64 highest = *std::max_element(values.begin(), values.end());
    const QRectF area = QRectF(rect).adjusted(1, rect.height() * 0.28, -1, -rect.height() * 0.28);
    QPainterPath path;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QPointF point(area.left() + area.width() * double(i) / double(values.size() - 1),
                            area.bottom() - area.height() * double(values.at(i)) / double(highest));
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.accent, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

} // namespace unmta::ui
