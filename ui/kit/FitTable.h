// A table that is as tall as its rows and scrolls only when there is no room for them; whole rows are chosen, and each
// has a menu (kit/RowMenu.h).
#pragma once

#include <QList>
#include <QSet>
#include <QTableView>

class QAbstractButton;
class QFrame;
class QTimer;

namespace unmta::ui {

class FitTable final : public QTableView
{
    Q_OBJECT

public:
    explicit FitTable(QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    // What these do with the chosen row is in its menu, too. They outlive the table.
    void offer(const QList<QAbstractButton *> &buttons) { m_offered = buttons; }
    // Rows become as tall as the texts that wrap (WrapRole), which then are shown whole.
    void growRows();
    // Left out, whatever the width.
    void setColumnWanted(int column, bool wanted);
    // The column is left out when the table is narrower than `width`, which is meant beside a font of 13 px.
    void hideWhenNarrow(int column, int width);
    // While `column`, which takes what the others leave, is narrower than its contents (up to the width of some forty
    // letters), the next one of `others` is left out.
    void giveRoom(int column, const QList<int> &others);
    // Under the mouse, or −1.
    [[nodiscard]] int hoveredRow() const { return m_hovered; }
    [[nodiscard]] int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }

Q_SIGNALS:
    // Enter, or a click without Ctrl or Shift, which choose.
    void rowChosen(int row);
    void viewportChanged();
    // Columns have come or gone with the width.
    void columnsChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void keepPlace(const QModelIndex &parent, int first, int last);
    void noteLeaving(const QModelIndex &parent, int first, int last);
    void moveTo(int place);

    [[nodiscard]] int heightOfRows(int rows) const;

    void showColumns();
    [[nodiscard]] QSet<int> givingWay() const;
    [[nodiscard]] int neededWidth(int column) const;
    void setHovered(int row);

    QList<QAbstractButton *> m_offered;
    int m_roomFor = -1;        // the column that others give way to
    QList<int> m_givingWay;    // in this order
    QTimer *m_again = nullptr; // that is found out anew
    int m_wanted = 0;          // the place once rows have gone
    int m_hovered = -1;
    Qt::KeyboardModifiers m_released; // with the last click
    QSet<int> m_unwanted;             // columns
    QHash<int, int> m_narrow;         // column → the width below which it is hidden
};

// A section that has the table for its content, and is as tall.
[[nodiscard]] QFrame *cardAround(FitTable &table);

} // namespace unmta::ui
