#include "support/WrapRow.h"

#include <QWidget>

#include <algorithm>
#include <utility>

namespace unmta::ui {

WrapRow::WrapRow(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(8);
}

WrapRow::~WrapRow()
{
    for (const Item &each : std::as_const(m_items))
        delete each.item;
}

void WrapRow::add(QWidget *widget, int basis, Qt::Alignment alignment)
{
    addWidget(widget);
    m_items.last().basis = basis;
    m_items.last().item->setAlignment(alignment);
}

void WrapRow::add(QLayout *layout, int basis)
{
    addChildLayout(layout);
    m_items.append({layout, basis});
    invalidate();
}

void WrapRow::addStretch()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

void WrapRow::setEnds(Qt::Alignment side)
{
    m_ends = side;
    invalidate();
}

void WrapRow::setLineHeight(int height)
{
    m_lineHeight = height;
    invalidate();
}

void WrapRow::addItem(QLayoutItem *item)
{
    m_items.append({item, 0});
    invalidate();
}

QLayoutItem *WrapRow::itemAt(int index) const
{
    return index >= 0 && index < m_items.size() ? m_items.at(index).item : nullptr;
}

QLayoutItem *WrapRow::takeAt(int index)
{
    if (index < 0 || index >= m_items.size())
        return nullptr;
    QLayoutItem *taken = m_items.takeAt(index).item;
    invalidate();
    return taken;
}

bool WrapRow::expands(const Item &item)
{
    return item.basis > 0 || item.item->expandingDirections().testFlag(Qt::Horizontal);
}

// A hidden widget that keeps its room is no reason for a line of its own.
bool WrapRow::isShown(const QLayoutItem &item)
{
    const QWidget *widget = const_cast<QLayoutItem &>(item).widget();
    return !widget || !widget->isHidden();
}

int WrapRow::needed(const Item &item)
{
    if (!expands(item))
        return item.item->sizeHint().width();
    return std::min(std::max(item.basis, item.item->minimumSize().width()), item.item->maximumSize().width());
}

int WrapRow::gap() const
{
    return std::max(spacing(), 0);
}

QList<WrapRow::Line> WrapRow::linesAt(int width) const
{
    QList<Line> lines{{}};
    int used = 0;
    for (const Item &each : m_items) {
        const bool isSpace = each.item->spacerItem() != nullptr;
        if (each.item->isEmpty() && !isSpace)
            continue;
        const int wanted = needed(each);
        const bool isFirst = lines.last().items.isEmpty();
        if (!isFirst && !isSpace && used + gap() + wanted > width) {
            lines.append(Line{});
            used = 0;
        }
        used += wanted + (lines.last().items.isEmpty() || isSpace ? 0 : gap());
        lines.last().items.append(each);
    }
    for (Line &line : lines) {
        const QList<int> widths = widthsIn(line, width);
        bool isAnyShown = false;
        for (qsizetype i = 0; i < line.items.size(); ++i) {
            QLayoutItem &item = *line.items.at(i).item;
            isAnyShown = isAnyShown || isShown(item);
            line.height = std::max(line.height, item.hasHeightForWidth() ? item.heightForWidth(widths.at(i))
                                                                         : item.sizeHint().height());
        }
        line.height = isAnyShown ? std::max(line.height, m_lineHeight) : 0;
    }
    return lines;
}

QList<int> WrapRow::widthsIn(const Line &line, int width) const
{
    QList<int> widths;
    int left = width;
    int wide = 0; // items, which have a gap between them
    for (const Item &each : line.items) {
        widths << std::min(needed(each), std::max(width, each.item->minimumSize().width()));
        left -= widths.last();
        wide += each.item->spacerItem() ? 0 : 1;
    }
    left -= gap() * std::max(wide - 1, 0);
    // Real things first, up to what they may be; what then is left goes into the stretches.
    for (const bool spaces : {false, true}) {
        for (bool isGiven = true; left > 0 && isGiven;) {
            isGiven = false;
            QList<qsizetype> takers;
            qint64 weights = 0;
            for (qsizetype i = 0; i < line.items.size(); ++i) {
                QLayoutItem &item = *line.items.at(i).item;
                if (!expands(line.items.at(i)) || (item.spacerItem() != nullptr) != spaces ||
                    widths.at(i) >= item.maximumSize().width())
                    continue;
                takers << i;
                weights += std::max(line.items.at(i).basis, 1);
            }
            const qint64 toGive = left;
            for (const qsizetype i : std::as_const(takers)) {
                const int share = int(std::max<qint64>(toGive * std::max(line.items.at(i).basis, 1) / weights, 1));
                const int given = std::min({share, left, line.items.at(i).item->maximumSize().width() - widths.at(i)});
                widths[i] += given;
                left -= given;
                isGiven = isGiven || given > 0;
            }
        }
    }
    return widths;
}

QSize WrapRow::sizeHint() const
{
    int width = 0;
    int height = m_lineHeight;
    int wide = 0;
    for (const Item &each : m_items) {
        if (each.item->isEmpty())
            continue;
        width += std::max(each.item->sizeHint().width(), needed(each));
        height = std::max(height, each.item->sizeHint().height());
        wide += each.item->spacerItem() ? 0 : 1;
    }
    const QMargins margins = contentsMargins();
    const QSize oneLine = QSize(width + gap() * std::max(wide - 1, 0), height).grownBy(margins);
    return oneLine.expandedTo({0, m_width > 0 && m_width < oneLine.width() ? heightForWidth(m_width) : 0});
}

QSize WrapRow::minimumSize() const
{
    QSize least(0, m_lineHeight);
    for (const Item &each : m_items) {
        if (!each.item->isEmpty())
            least = least.expandedTo(each.item->minimumSize());
    }
    return least.grownBy(contentsMargins());
}

int WrapRow::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int height = 0;
    for (const Line &line : linesAt(width - margins.left() - margins.right()))
        height += line.height > 0 ? line.height + (height > 0 ? gap() : 0) : 0;
    return height + margins.top() + margins.bottom();
}

void WrapRow::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    m_width = rect.width();
    if (const int needed = heightForWidth(m_width); std::exchange(m_heightThen, needed) != needed)
        update();
    const QRect inside = rect.marginsRemoved(contentsMargins());
    const bool isMirrored = parentWidget() && parentWidget()->layoutDirection() == Qt::RightToLeft;
    int top = inside.top();
    const QList<Line> lines = linesAt(inside.width());
    for (const Line &line : lines) {
        const QList<int> widths = widthsIn(line, inside.width());
        int used = 0;
        int wide = 0;
        for (qsizetype i = 0; i < line.items.size(); ++i) {
            used += widths.at(i);
            wide += line.items.at(i).item->spacerItem() ? 0 : 1;
        }
        used += gap() * std::max(wide - 1, 0);
        const int rest = std::max(inside.width() - used, 0);
        int left = inside.left() + (m_ends.testFlag(Qt::AlignRight)     ? rest
                                    : m_ends.testFlag(Qt::AlignHCenter) ? rest / 2
                                                                        : 0);
        // One line may be given more than it needs.
        const int height = lines.size() == 1 ? std::max(line.height, inside.height()) : line.height;
        for (qsizetype i = 0; i < line.items.size(); ++i) {
            QLayoutItem &item = *line.items.at(i).item;
            const int needs = item.hasHeightForWidth() ? item.heightForWidth(widths.at(i)) : item.sizeHint().height();
            // Centred in the line, as in a QHBoxLayout, unless the item was put elsewhere.
            const bool isTop = item.alignment().testFlag(Qt::AlignTop);
            const bool fills = !isTop && item.expandingDirections().testFlag(Qt::Vertical);
            const int tall = fills ? height : std::min(needs, height);
            QRect box(left, isTop || fills ? top : top + (height - tall) / 2, widths.at(i), tall);
            if (isMirrored)
                box.moveRight(inside.right() - (box.left() - inside.left()));
            item.setGeometry(box);
            left += widths.at(i) + (item.spacerItem() ? 0 : gap());
        }
        top += line.height > 0 ? line.height + gap() : 0;
    }
}

} // namespace unmta::ui
