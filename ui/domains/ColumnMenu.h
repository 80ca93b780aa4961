// Which columns a table shows: one entry each, but for the first, which is always there.
#pragma once

#include <QMenu>

namespace unmta::ui {

class FitTable;

class ColumnMenu final : public QMenu
{
    Q_OBJECT

public:
    // Entries are named after `ids`, one per column, which is also how columns are remembered.
    ColumnMenu(FitTable &table, QStringList ids, QWidget *parent);
    void hideColumns(const QStringList &ids);

Q_SIGNALS:
    // The user chose; these are not shown.
    void hiddenChanged(const QStringList &ids);

private:
    [[nodiscard]] QStringList hidden() const;

    FitTable &m_table;
    QStringList m_ids;
    QList<QAction *> m_entries; // of the columns from the second on
};

} // namespace unmta::ui
