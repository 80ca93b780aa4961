#include "store/tables/access/AuditTable.h"

#include "store/Database.h"
#include "store/Statement.h"
#include "store/server/Dialect.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

AuditEntry readEntry(const Statement &row, bool hasNode)
{
    return {row.integer(0),
            row.time(1),
            row.text(2),
            row.text(3),
            row.text(4),
            row.optionalText(5),
            row.text(6),
            row.text(7),
            row.bytes(8),
            row.bytes(9),
            hasNode ? row.text(10) : QString()};
}

constexpr int firstVersionWithNode = 13;

bool isPrefix(const QString &action)
{
    return action.endsWith(u'.');
}

// For LIKE with '!' before what stands for itself.
QString startingWith(QString text)
{
    for (const QChar special : {u'!', u'%', u'_'})
        text.replace(special, QString(u'!') + special);
    return text + u'%';
}

} // namespace

bool AuditTable::hasNode() const
{
    return m_database.schemaVersion() >= firstVersionWithNode;
}

Result<std::int64_t> AuditTable::insert(const AuditEntry &entry)
{
    QString sql =
        u"INSERT INTO audit (at, actor, action, subject, cluster_id, detail, peer, value_before, value_after"_s;
    sql += hasNode() ? ", node) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1 : ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1;
    Statement statement(m_database, sql + returningId(m_database.dialect()));
    statement.bind(entry.at)
        .bind(entry.actor)
        .bind(entry.action)
        .bind(entry.subject)
        .bind(entry.clusterId)
        .bind(entry.detail)
        .bind(entry.peer)
        .bind(QString::fromUtf8(entry.before))
        .bind(QString::fromUtf8(entry.after));
    if (hasNode())
        statement.bind(entry.node);
    if (const auto inserted = statement.run(); !inserted)
        return inserted.error();
    return statement.insertedId();
}

Result<Page<AuditEntry>> AuditTable::list(const AuditFilter &filter, const QString &after, int limit) const
{
    const auto from = parseCursor(after, std::numeric_limits<std::int64_t>::max());
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    QString sql = u"SELECT id, at, actor, action, subject, cluster_id, detail, peer, value_before, value_after"_s;
    sql += hasNode() ? ", node FROM audit WHERE id < ?"_L1 : " FROM audit WHERE id < ?"_L1;
    if (!filter.clusterId.isEmpty())
        sql += " AND cluster_id = ?"_L1;
    if (filter.isOfInstallation)
        sql += " AND cluster_id IS NULL"_L1;
    if (!filter.subject.isEmpty())
        sql += " AND subject = ?"_L1;
    if (!filter.actor.isEmpty())
        sql += " AND actor = ?"_L1;
    if (!filter.action.isEmpty())
        sql += isPrefix(filter.action) ? " AND action LIKE ? ESCAPE '!'"_L1 : " AND action = ?"_L1;
    if (filter.since)
        sql += " AND at >= ?"_L1;
    if (filter.until)
        sql += " AND at < ?"_L1;
    Statement statement(m_database, sql + " ORDER BY id DESC LIMIT ?"_L1);
    statement.bind(*from);
    for (const QString &text : {filter.clusterId, filter.subject, filter.actor}) {
        if (!text.isEmpty())
            statement.bind(text);
    }
    if (!filter.action.isEmpty())
        statement.bind(isPrefix(filter.action) ? startingWith(filter.action) : filter.action);
    for (const auto &time : {filter.since, filter.until}) {
        if (time)
            statement.bind(*time);
    }
    const auto rows = statement.bind(size + 1).rows([this](const Statement &row) {
        return Numbered<AuditEntry>{row.integer(0), readEntry(row, hasNode())};
    });
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

Result<std::int64_t> AuditTable::prune(TimePoint before, int limit)
{
    Statement statement(m_database,
                        u"DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < ? ORDER BY at LIMIT ?)"_s);
    if (const auto pruned = statement.bind(before).bind(clampLimit(limit)).run(); !pruned)
        return pruned.error();
    return statement.changedRows();
}

} // namespace unmta::store
