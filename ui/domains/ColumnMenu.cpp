#include "domains/ColumnMenu.h"

#include "kit/FitTable.h"

#include <QHeaderView>

namespace unmta::ui {

using namespace Qt::StringLiterals;

ColumnMenu::ColumnMenu(FitTable &table, QStringList ids, QWidget *parent)
    : QMenu(tr("Columns"), parent)
    , m_table(table)
    , m_ids(std::move(ids))
{
    setObjectName(u"columnMenu"_s);
    menuAction()->setObjectName(u"columnMenuAction"_s);
    for (int column = 1; column < m_ids.size(); ++column) {
        QAction *entry = addAction(table.model()->headerData(column, Qt::Horizontal).toString());
        entry->setObjectName(u"columnAction_"_s + m_ids.at(column));
        entry->setCheckable(true);
        entry->setChecked(true);
        m_entries << entry;
        connect(entry, &QAction::triggered, this, [this, column](bool wanted) {
            m_table.setColumnWanted(column, wanted);
            Q_EMIT hiddenChanged(hidden());
        });
    }
    QHeaderView *header = table.horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint &at) { popup(header->mapToGlobal(at)); });
}

void ColumnMenu::hideColumns(const QStringList &ids)
{
    for (int column = 1; column < m_ids.size(); ++column) {
        const bool wanted = !ids.contains(m_ids.at(column));
        m_entries.at(column - 1)->setChecked(wanted);
        m_table.setColumnWanted(column, wanted);
    }
}

QStringList ColumnMenu::hidden() const
{
    QStringList ids;
    for (int column = 1; column < m_ids.size(); ++column) {
        if (!m_entries.at(column - 1)->isChecked())
            ids << m_ids.at(column);
    }
    return ids;
}

} // namespace unmta::ui
