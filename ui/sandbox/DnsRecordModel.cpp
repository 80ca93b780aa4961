#include "sandbox/DnsRecordModel.h"

#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

int DnsRecordModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_records.size());
}

int DnsRecordModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DnsRecordModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::DnsRecord &record = m_records.at(index.row());
    if (role == FixedRole)
        return index.column() == Name || index.column() == Value;
    if (role == ToneRole)
        return index.column() == Type || index.column() == Ttl ? QVariant::fromValue(Tone::Neutral) : QVariant();
    if (role == Qt::ToolTipRole)
        return plainTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Name:
        return record.name;
    case Type:
        return record.type;
    case Value:
        return record.value;
    case Ttl:
        return tr("%1 s").arg(record.ttl);
    default:
        return {};
    }
}

QVariant DnsRecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Type:
        return tr("Type");
    case Value:
        return tr("Value");
    case Ttl:
        return tr("TTL");
    default:
        return {};
    }
}

void DnsRecordModel::replaceAll(const QList<wire::DnsRecord> &records)
{
    if (records.size() == m_records.size()) {
        for (int row = 0; row < records.size(); ++row) {
            if (records.at(row) == m_records.at(row))
                continue;
            m_records[row] = records.at(row);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_records = records;
    endResetModel();
}

} // namespace unmta::ui
