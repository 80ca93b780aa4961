// A row that goes on in the next line where there is no room, as words do. What expands gets what is left of its line.
// Where something around it does not ask how the height follows from the width, it tells the height at the width it
// has.
#pragma once

#include <QLayout>
#include <QList>

namespace unmta::ui {

class WrapRow final : public QLayout
{
    Q_OBJECT

public:
    explicit WrapRow(QWidget *parent = nullptr);
    ~WrapRow() override;

    // With a `basis` it expands, and is kept in a line as long as it gets that much, or its own least width where that
    // is more; what is left of a line is given in proportion. Of what does not expand, all of it has to fit.
    // At the line's middle, or with Qt::AlignTop at its top.
    void add(QWidget *widget, int basis = 0, Qt::Alignment alignment = {});
    void add(QLayout *layout, int basis = 0);
    void addStretch();
    // Where lines are that are not filled: left, right, or in the middle.
    void setEnds(Qt::Alignment side);
    // Lines are not lower than this, so that a line with a title and one with buttons are level.
    void setLineHeight(int height);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect &rect) override;
    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

private:
    struct Item
    {
        QLayoutItem *item;
        int basis;
    };
    struct Line
    {
        QList<Item> items;
        int height = 0;
    };
    [[nodiscard]] static bool expands(const Item &item);
    [[nodiscard]] static bool isShown(const QLayoutItem &item);
    [[nodiscard]] static int needed(const Item &item);
    [[nodiscard]] QList<Line> linesAt(int width) const;
    // The width of each item of the line, in its order.
    [[nodiscard]] QList<int> widthsIn(const Line &line, int width) const;
    [[nodiscard]] int gap() const;

    QList<Item> m_items;
    Qt::Alignment m_ends = Qt::AlignLeft;
    int m_lineHeight = 0;
    int m_width = 0;      // that it was given last
    int m_heightThen = 0; // and what it needs at that
};

} // namespace unmta::ui
