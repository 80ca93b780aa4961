#include "store/tables/ClusterTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString columns()
{
    return u"id, name, created_at, notify_to, (SELECT count(*) FROM tracking_domain WHERE cluster_id = cluster.id "
           "AND status = 'pending' AND verified_at IS NOT NULL)"_s;
}

Cluster readCluster(const Statement &row, int first)
{
    return {row.text(first), row.text(first + 1), row.time(first + 2),
            row.text(first + 3).split(u'\n', Qt::SkipEmptyParts), row.integer(first + 4)};
}

Result<void> named(Result<void> result, const QString &name)
{
    if (!result && result.error().code == "store.duplicate"_L1)
        return Error(u"cluster.duplicate"_s, u"name"_s, {{u"name"_s, name}});
    return result;
}

} // namespace

Result<void> ClusterTable::insert(const Cluster &cluster)
{
    Statement statement(m_database, u"INSERT INTO cluster (id, name, created_at, notify_to) VALUES (?, ?, ?, ?)"_s);
    statement.bind(cluster.id).bind(cluster.name).bind(cluster.createdAt).bind(cluster.notifyTo.join(u'\n'));
    return named(statement.run(), cluster.name);
}

Result<Page<Cluster>> ClusterTable::list(const QString &after, int limit) const
{
    const auto from = parseCursor(after, 0);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    Statement statement(m_database, u"SELECT seq, %1 FROM cluster WHERE seq > ? ORDER BY seq LIMIT ?"_s.arg(columns()));
    statement.bind(*from).bind(size + 1);
    const auto rows = statement.rows([](const Statement &row) {
        return Numbered<Cluster>{row.integer(0), readCluster(row, 1)};
    });
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

Result<std::optional<Cluster>> ClusterTable::byId(const QString &id) const
{
    Statement statement(m_database, u"SELECT %1 FROM cluster WHERE id = ?"_s.arg(columns()));
    return statement.bind(id).row([](const Statement &row) { return readCluster(row, 0); });
}

Result<void> ClusterTable::rename(const QString &id, const QString &name)
{
    Statement statement(m_database, u"UPDATE cluster SET name = ? WHERE id = ?"_s);
    return named(statement.bind(name).bind(id).runOnExisting(), name);
}

Result<void> ClusterTable::setNotifyTo(const QString &id, const QStringList &addresses)
{
    Statement statement(m_database, u"UPDATE cluster SET notify_to = ? WHERE id = ?"_s);
    return statement.bind(addresses.join(u'\n')).bind(id).runOnExisting();
}

Result<void> ClusterTable::remove(const QString &id, TimePoint now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    {
        Statement burn(m_database, u"UPDATE target SET deleted_at = ? WHERE cluster_id = ? AND deleted_at IS NULL"_s);
        if (auto burnt = burn.bind(now).bind(id).run(); !burnt)
            return burnt;
        Statement statement(m_database, u"DELETE FROM cluster WHERE id = ?"_s);
        if (auto removed = statement.bind(id).runOnExisting(); !removed)
            return removed;
    }
    return transaction->commit();
}

} // namespace unmta::store
