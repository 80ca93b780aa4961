#include "audit/AuditModel.h"

#include "audit/AuditLoader.h"
#include "kit/files/SaveDialog.h"
#include "support/AuditWords.h"
#include "support/Formatting.h"
#include "support/Roles.h"

#include <QJsonDocument>

namespace unmta::ui {

using namespace Qt::StringLiterals;

QByteArray auditAsCsv(const QList<wire::AuditEntry> &entries)
{
    const auto json = [](const QJsonObject &values) {
        return values.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(values).toJson(QJsonDocument::Compact));
    };
    QString csv;
    for (const wire::AuditEntry &entry : entries) {
        QStringList cells{toIso8601(entry.at), entry.actor,       entry.peer.value_or(QString()),
                          entry.action,        entry.subject,     entry.detail,
                          json(entry.before),  json(entry.after), entry.node};
        for (QString &cell : cells)
            cell = csvCell(cell);
        csv += cells.join(u',') + u"\r\n"_s;
    }
    return csv.toUtf8();
}

AuditModel::AuditModel(AuditLoader &loader, std::function<TimePoint()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_loader(loader)
    , m_now(std::move(now))
{
    connect(&loader, &AuditLoader::loaded, this, [this] {
        beginResetModel();
        m_entries = m_loader.entries();
        endResetModel();
    });
    connect(&loader, &AuditLoader::arrived, this, [this](int count) {
        beginInsertRows({}, 0, count - 1);
        m_entries = m_loader.entries();
        endInsertRows();
    });
    connect(&loader, &AuditLoader::appended, this, [this](int count) {
        if (count == 0)
            return;
        beginInsertRows({}, rowCount(), rowCount() + count - 1);
        m_entries = m_loader.entries();
        endInsertRows();
    });
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

bool AuditModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_loader.hasMore();
}

void AuditModel::fetchMore(const QModelIndex &)
{
    m_loader.more();
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::AuditEntry &entry = m_entries.at(index.row());
    if (role == SubTextRole && index.column() == What) {
        const QString changes = changeLines(entry);
        return changes.isEmpty() ? detailWords(entry) : changes.section(u'\n', 0, 0);
    }
    if (role == Qt::ToolTipRole)
        return index.column() == When ? plainTip(exactTime(entry.at))
                                      : plainTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case When:
        return dayAndTime(entry.at, m_now());
    case Who:
        return actorWord(entry.actor);
    case From:
        return entry.peer ? *entry.peer : entry.node.isEmpty() ? tr("here") : entry.node;
    case What:
        return actionWord(entry.action);
    case Subject:
        return subjectWords(entry);
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Who:
        return tr("Who");
    case From:
        return tr("From");
    case What:
        return tr("What");
    case Subject:
        return tr("Subject");
    default:
        return {};
    }
}

} // namespace unmta::ui
