// A table that is as tall as its rows and scrolls only when there is no room for them; whole rows are chosen.
#pragma once

#include <QSet>
#include <QTableView>

class QFrame;

namespace unmta::ui {

class FitTable final : public QTableView
{
    Q_OBJECT

public:
    explicit FitTable(QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    // Rows become as tall as the texts that wrap (WrapRole), which then are shown whole.
    void growRows();
    // Left out, whatever the width.
    void setColumnWanted(int column, bool wanted);
    // The column is left out when the table is narrower than `width`, which is meant beside a font of 13 px.
    void hideWhenNarrow(int column, int width);
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
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void keepPlace(const QModelIndex &parent, int first, int last);

    [[nodiscard]] int heightOfRows(int rows) const;

    void showColumns();

    Qt::KeyboardModifiers m_released; // with the last click
    QSet<int> m_unwanted;             // columns
    QHash<int, int> m_narrow;         // column → the width below which it is hidden
};

// A section that has the table for its content, and is as tall.
[[nodiscard]] QFrame *cardAround(FitTable &table);

} // namespace unmta::ui
