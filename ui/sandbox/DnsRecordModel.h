// The records of the sandbox's simulated provider.
#pragma once

#include "contract/wire/Wire.h"

#include <QAbstractTableModel>

namespace unmta::ui {

class DnsRecordModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Type,
        Value,
        Ttl,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void replaceAll(const QList<wire::DnsRecord> &records);
    [[nodiscard]] const wire::DnsRecord &at(int row) const { return m_records.at(row); }

private:
    QList<wire::DnsRecord> m_records;
};

} // namespace unmta::ui
