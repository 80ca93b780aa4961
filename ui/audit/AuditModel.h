// The audit log as rows.
#pragma once

#include "contract/wire/History.h"

#include <QAbstractTableModel>

#include <functional>

namespace unmta::ui {

class AuditLoader;

class AuditModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        When,
        Who,
        From,
        What,
        Subject,
        ColumnCount
    };

    AuditModel(AuditLoader &loader, std::function<TimePoint()> now, QObject *parent);
    [[nodiscard]] const wire::AuditEntry &at(int row) const { return m_entries.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    AuditLoader &m_loader;
    QList<wire::AuditEntry> m_entries;
    std::function<TimePoint()> m_now;
};

[[nodiscard]] QByteArray auditAsCsv(const QList<wire::AuditEntry> &entries);

} // namespace unmta::ui
