// The menu of a table's row, by the right button or the menu key: the table's own actions, what the buttons beside it
// do with the chosen row, and copying what the row says.
#pragma once

#include <QList>
#include <QMenu>
#include <QModelIndex>

class QAbstractButton;
class QTableView;

namespace unmta::ui {

class RowMenu final : public QMenu
{
    Q_OBJECT

public:
    // Of the cell `at`. Buttons that cannot be pressed, or are hidden, are left out. All of them outlive the menu,
    // which goes when it is closed.
    RowMenu(QTableView &table, const QModelIndex &at, const QList<QAbstractButton *> &buttons);

private:
    void addCopies(const QTableView &table, const QModelIndex &at);
};

} // namespace unmta::ui
