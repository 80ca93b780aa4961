#include "store/nodes/NodeTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

const auto nodeColumns =
    u"SELECT id, name, version, started_at, seen_at, greatest(node_time() - seen_at, 0), is_draining, "
    "facts FROM node "_s;

Node nodeFrom(const Statement &row)
{
    return {row.text(0), row.text(1),         row.text(2), row.time(3), row.time(4), Millis(row.integer(5)),
            row.flag(6), row.text(7).toUtf8()};
}

} // namespace

Result<void> NodeTable::arrive(const Node &node)
{
    Statement statement(m_database, u"INSERT INTO node (id, name, version, started_at, seen_at, is_draining, facts) "
                                    "VALUES (?, ?, ?, node_time(), node_time(), 0, ?) ON CONFLICT (id) DO UPDATE SET "
                                    "name = excluded.name, version = excluded.version, started_at = "
                                    "excluded.started_at, seen_at = excluded.seen_at, is_draining = 0, "
                                    "facts = excluded.facts"_s);
    return statement.bind(node.id).bind(node.name).bind(node.version).bind(QString::fromUtf8(node.facts)).run();
}

Result<std::optional<bool>> NodeTable::sign(const QString &id, const QByteArray &facts)
{
    Statement statement(m_database,
                        u"UPDATE node SET seen_at = node_time(), facts = ? WHERE id = ? RETURNING is_draining"_s);
    statement.bind(QString::fromUtf8(facts)).bind(id);
    return statement.row([](const Statement &row) { return row.flag(0); });
}

Result<QList<Node>> NodeTable::all() const
{
    Statement statement(m_database, nodeColumns + u"ORDER BY started_at, id"_s);
    return statement.rows(nodeFrom);
}

Result<std::optional<Node>> NodeTable::byId(const QString &id) const
{
    Statement statement(m_database, nodeColumns + u"WHERE id = ?"_s);
    return statement.bind(id).row(nodeFrom);
}

Result<void> NodeTable::setDraining(const QString &id, bool isDraining)
{
    Statement statement(m_database, u"UPDATE node SET is_draining = ? WHERE id = ?"_s);
    return statement.bind(isDraining).bind(id).runOnExisting();
}

Result<bool> NodeTable::removeSilent(const QString &id, Millis silent)
{
    Statement statement(m_database, u"DELETE FROM node WHERE id = ? AND seen_at < node_time() - ?"_s);
    if (const auto removed = statement.bind(id).bind(std::int64_t{silent.count()}).run(); !removed)
        return removed.error();
    return statement.changedRows() > 0;
}

} // namespace unmta::store
