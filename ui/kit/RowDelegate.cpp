#include "kit/RowDelegate.h"

#include "kit/Badge.h"
#include "kit/FitTable.h"
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
    else if (const auto *table = qobject_cast<const FitTable *>(option.widget);
             table ? table->hoveredRow() == index.row() : option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, palette.hover);
    const bool last = index.row() == index.model()->rowCount() - 1;
    if (!last)
        painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, palette.line);
    // Where the keyboard is: a bar at the row's beginning.
    if (selected && index.column() == 0 && option.widget && option.widget->hasFocus())
        painter.fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1, palette.accent);
}

// A text over several lines.
struct Lines
{
    QString text = {}; // empty: there is too little room
    int flags = Qt::AlignVCenter | Qt::TextWordWrap;
    int height = 0;
};

// Broken between words, else where names and addresses may be, else anywhere.
Lines linesOf(const QString &text, const QFontMetrics &metrics, QSize room)
{
    const QRect area(0, 0, room.width(), 100000);
    for (Lines lines : {Lines{text}, Lines{breakable(text)}, Lines{text, Qt::AlignVCenter | Qt::TextWrapAnywhere}}) {
        const QRect needed = metrics.boundingRect(area, lines.flags, lines.text);
        lines.height = needed.height();
        if (needed.height() <= room.height() && needed.width() <= room.width())
            return lines;
    }
    return {};
}

// As many words as fit over several lines.
Lines fitted(const QString &text, const QFontMetrics &metrics, QSize room)
{
    QString shown = text;
    for (;;) {
        const Lines lines = linesOf(shown, metrics, room);
        const qsizetype space = shown.lastIndexOf(u' ');
        if (!lines.text.isEmpty() || space <= 0)
            return lines.text.isEmpty() ? Lines{shown} : lines;
        shown = shown.left(space).append(u'…');
    }
}

QFont cellFont(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QFont font = index.data(FixedRole).toBool() ? fixedFont(option.font) : option.font;
    if (index.data(StrongRole).toBool())
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

QFont RowDelegate::fontBelow(const QFont &cell)
{
    return scaled(cell, 0.88);
}

QString RowDelegate::textBelow(const QModelIndex &index, const QFont &cell, int columnWidth)
{
    const QString whole = index.data(SubTextRole).toString();
    const QString briefly = index.data(SubBrieflyRole).toString();
    const int needed = QFontMetrics(fontBelow(cell)).horizontalAdvance(whole) + 2 * margin;
    return briefly.isEmpty() || needed <= columnWidth ? whole : briefly;
}

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
    const QFont small = fontBelow(option.font);
    QString below = textBelow(index, option.font, option.rect.width());
    QString chip = index.data(ChipRole).toString();
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFont font = cellFont(option, index);
    const QFontMetrics metrics(font);
    // Without room beside the text, the chip goes beneath it.
    const bool chipBelow =
        !chip.isEmpty() && below.isEmpty() && metrics.horizontalAdvance(text + chip) + 2 * chipGap > rect.width();
    if (chipBelow)
        below = std::exchange(chip, {});
    const int smallHeight = QFontMetrics(small).height();
    const QVariant tone = index.data(ToneRole);
    const QColor ink = tone.isValid() ? palette.strong(tone.value<Tone>()) : palette.text;
    const bool isLong = chip.isEmpty() && metrics.horizontalAdvance(text) > rect.width();
    Lines lines;
    if (isLong && !index.data(WrapRole).toBool()) {
        // Several lines before anything is left out, and what explains it before the text itself.
        lines = linesOf(text, metrics, rect.size() - QSize(0, below.isEmpty() ? 0 : smallHeight + 1));
        if (lines.text.isEmpty() && !below.isEmpty() && !chipBelow) {
            lines = linesOf(text, metrics, rect.size());
            if (!lines.text.isEmpty() || rect.height() >= 2 * metrics.height())
                below.clear();
        }
    }
    const int lineHeight = lines.text.isEmpty() ? metrics.height() : lines.height;
    QRect line = rect;
    if (!below.isEmpty()) {
        const int top = rect.top() + (rect.height() - lineHeight - smallHeight - 1) / 2;
        line = QRect(rect.left(), top, rect.width(), lineHeight);
        painter.setFont(small);
        const QVariant subTone = index.data(SubToneRole);
        painter.setPen(chipBelow           ? palette.accent
                       : subTone.isValid() ? palette.strong(subTone.value<Tone>())
                                           : palette.dim);
        painter.drawText(QRect(rect.left(), top + lineHeight + 1, rect.width(), smallHeight),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(small).elidedText(below, Qt::ElideMiddle, rect.width()));
    }
    painter.setFont(font);
    painter.setPen(ink);
    if (index.data(WrapRole).toBool()) {
        const Lines fits = fitted(text, metrics, line.size());
        painter.drawText(line, fits.flags, fits.text);
        return;
    }
    if (!lines.text.isEmpty()) {
        const bool isRight = option.displayAlignment.testFlag(Qt::AlignRight);
        painter.drawText(line, lines.flags | (isRight ? Qt::AlignRight : Qt::AlignLeft), lines.text);
        return;
    }
    const QFont chipFont = [&option] {
        QFont font = scaled(option.font, 0.92);
        font.setWeight(QFont::DemiBold);
        return font;
    }();
    const int chipWidth = chip.isEmpty() ? 0 : QFontMetrics(chipFont).horizontalAdvance(chip) + chipGap;
    const int room = std::max(line.width() - chipWidth, 24);
    const Qt::TextElideMode mode = index.data(FixedRole).toBool() ? Qt::ElideMiddle : Qt::ElideRight;
    if (isLong && line.height() >= 2 * metrics.height()) {
        const int count = line.height() / metrics.height();
        const int most = count * (room - metrics.averageCharWidth());
        painter.drawText(line, Qt::AlignVCenter | Qt::TextWrapAnywhere, metrics.elidedText(text, mode, most));
        return;
    }
    const QString shown = metrics.elidedText(text, mode, room);
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
        const QSize room(option.rect.width() - 2 * margin, 100000);
        const int height = linesOf(index.data(Qt::DisplayRole).toString(), metrics, room).height;
        return {option.rect.width(), std::max(height, metrics.height()) + 16};
    }
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const int sign = alignment.testFlag(Qt::AlignRight) ? headerSign : 0; // which paint() leaves free, too
    int width = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
    if (index.data(SubToneRole).isValid()) { // it is said for a reason
        const QFontMetrics small(fontBelow(option.font));
        width = std::max(width, small.horizontalAdvance(index.data(SubTextRole).toString()));
    }
    return {width + 2 * margin + sign + 2, metrics.height() + 16};
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
