// Paints a table's cells: the row's ground and line, then text, a second line, a chip, or a badge (support/Roles.h).
#pragma once

#include <QStyledItemDelegate>

namespace unmta::ui {

struct Palette;

class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    // Beside cells of this font.
    [[nodiscard]] static QFont fontBelow(const QFont &cell);
    // The second line in as many words as a column of that width has room for.
    [[nodiscard]] static QString textBelow(const QModelIndex &index, const QFont &cell, int columnWidth);

protected:
    // The cell's content, inside its margins.
    virtual void paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                              const QModelIndex &index, const Palette &palette) const;
};

// The last days' activity as a small line.
class SparklineDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    SparklineDelegate(int role, QObject *parent);

protected:
    void paintContent(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                      const QModelIndex &index, const Palette &palette) const override;

private:
    int m_role;
};

} // namespace unmta::ui
