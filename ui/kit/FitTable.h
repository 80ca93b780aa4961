// A table that is as tall as its rows and scrolls only when there is no room for them; whole rows are chosen.
#pragma once

#include <QTableView>

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
    // The column is left out when the table is narrower than `width`.
    void hideWhenNarrow(int column, int width);
    [[nodiscard]] int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }

Q_SIGNALS:
    // Enter, or a click.
    void rowChosen(int row);
    void viewportChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void keepPlace(const QModelIndex &parent, int first, int last);

    [[nodiscard]] int heightOfRows(int rows) const;

    QHash<int, int> m_narrow; // column → the width below which it is hidden
};

} // namespace unmta::ui
