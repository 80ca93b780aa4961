#include "audit/AuditModel.h"

#include "audit/AuditLoader.h"
#include "kit/files/SaveDialog.h"
#include "support/Formatting.h"
#include "support/Roles.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString valueText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().isEmpty() ? u"–"_s : value.toString();
    if (value.isUndefined() || value.isNull())
        return u"–"_s;
    if (value.isArray() || value.isObject())
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).sliced(1).chopped(1));
    return value.toVariant().toString();
}

} // namespace

QString actorWord(const QString &actor)
{
    if (actor == u"console")
        return AuditModel::tr("This console");
    if (actor == u"local")
        return AuditModel::tr("Command line here");
    if (actor == u"engine")
        return AuditModel::tr("The engine");
    if (actor.startsWith(u"token:"))
        return AuditModel::tr("Token %1").arg(actor.mid(6));
    return actor;
}

QString actionWord(const QString &action)
{
    const std::pair<const char *, QString> words[]{
        {"cluster.created", AuditModel::tr("Cluster created")},
        {"cluster.deleted", AuditModel::tr("Cluster deleted")},
        {"cluster.notify_to", AuditModel::tr("Addresses of a cluster changed")},
        {"cluster.renamed", AuditModel::tr("Cluster renamed")},
        {"cluster.rewrite_rules", AuditModel::tr("Rewriting rules changed")},
        {"domain.added", AuditModel::tr("Tracking domain added")},
        {"domain.app_links_deleted", AuditModel::tr("App links deleted")},
        {"domain.app_links_set", AuditModel::tr("App links set")},
        {"domain.default_set", AuditModel::tr("Made the default")},
        {"domain.default_unset", AuditModel::tr("No longer the default")},
        {"domain.deleted", AuditModel::tr("Tracking domain deleted")},
        {"events.deleted", AuditModel::tr("A recipient's events deleted")},
        {"events.judged", AuditModel::tr("Events judged again")},
        {"monitor.released", AuditModel::tr("Monitor released")},
        {"notifications.tested", AuditModel::tr("Test mail sent")},
        {"settings.changed", AuditModel::tr("Setting changed")},
        {"shipping.deleted", AuditModel::tr("Shipping stopped")},
        {"shipping.set", AuditModel::tr("Shipping set up")},
        {"store.backed_up", AuditModel::tr("Store backed up")},
        {"token.created", AuditModel::tr("Token created")},
        {"token.revoked", AuditModel::tr("Token revoked")},
        {"token.rotated", AuditModel::tr("Token rotated")},
        {"webhook.changed", AuditModel::tr("Webhook changed")},
        {"webhook.created", AuditModel::tr("Webhook created")},
        {"webhook.deleted", AuditModel::tr("Webhook deleted")},
        {"webhook.replayed", AuditModel::tr("Webhook replayed")},
        {"webhook.secret_rotated", AuditModel::tr("Webhook's secret rotated")}};
    for (const auto &[known, word] : words) {
        if (action == QLatin1StringView(known))
            return word;
    }
    return action;
}

QString changeLines(const wire::AuditEntry &entry)
{
    QStringList lines;
    QStringList names = entry.before.keys() + entry.after.keys();
    names.sort();
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        const bool wasThere = entry.before.contains(name);
        const bool isThere = entry.after.contains(name);
        const QString before = valueText(entry.before.value(name));
        const QString after = valueText(entry.after.value(name));
        lines << (wasThere && isThere ? AuditModel::tr("%1: %2 → %3").arg(name, before, after)
                  : isThere           ? AuditModel::tr("%1: %2").arg(name, after)
                                      : AuditModel::tr("%1 was %2").arg(name, before));
    }
    return lines.join(u'\n');
}

QByteArray auditAsCsv(const QList<wire::AuditEntry> &entries)
{
    const auto json = [](const QJsonObject &values) {
        return values.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(values).toJson(QJsonDocument::Compact));
    };
    QString csv;
    for (const wire::AuditEntry &entry : entries) {
        QStringList cells{toIso8601(entry.at), entry.actor,      entry.peer.value_or(QString()),
                          entry.action,        entry.subject,    entry.detail,
                          json(entry.before),  json(entry.after)};
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
        return changes.isEmpty() ? entry.detail : changes.section(u'\n', 0, 0);
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
        return entry.peer ? *entry.peer : tr("here");
    case What:
        return actionWord(entry.action);
    case Subject:
        return entry.subject;
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
