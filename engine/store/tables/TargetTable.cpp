#include "store/tables/TargetTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

IssuedTarget readTarget(const Statement &row)
{
    return {row.text(0),         row.text(1),         row.text(2),        row.time(3),
            row.optionalTime(4), row.optionalTime(5), row.optionalTime(6)};
}

QString selectTargets(QLatin1StringView rest)
{
    return "SELECT target, cluster_id, host, issued_at, deleted_at, looked_at, seen_at, seq FROM target "_L1 + rest;
}

} // namespace

Result<void> TargetTable::claim(const QString &target, const QString &clusterId, const QString &host, TimePoint now)
{
    Statement statement(m_database, u"INSERT INTO target (target, cluster_id, host, issued_at) VALUES (?, ?, ?, ?) "
                                    "ON CONFLICT (target) DO NOTHING"_s); // the caller's transaction goes on
    auto claimed = statement.bind(target).bind(clusterId).bind(host).bind(now).run();
    if (claimed && statement.changedRows() == 0)
        return Error(u"store.target_taken"_s, {}, {{u"target"_s, target}});
    return claimed;
}

Result<std::optional<IssuedTarget>> TargetTable::owner(const QString &target) const
{
    Statement statement(m_database, selectTargets("WHERE target = ?"_L1));
    return statement.bind(target).row(readTarget);
}

Result<void> TargetTable::burn(const QString &target, TimePoint now)
{
    Statement statement(m_database, u"UPDATE target SET deleted_at = coalesce(deleted_at, ?) WHERE target = ?"_s);
    return statement.bind(now).bind(target).runOnExisting();
}

Result<std::optional<IssuedTarget>> TargetTable::suspect(TimePoint burntSince, TimePoint lookedBefore) const
{
    Statement statement(m_database, selectTargets("WHERE deleted_at >= ? AND coalesce(looked_at, deleted_at) <= ? "
                                                  "AND cluster_id IN (SELECT id FROM cluster) "
                                                  "ORDER BY coalesce(looked_at, deleted_at), seq LIMIT 1"_L1));
    return statement.bind(burntSince).bind(lookedBefore).row(readTarget);
}

Result<void> TargetTable::looked(const QString &target, TimePoint now, const std::optional<TimePoint> &seenAt)
{
    Statement statement(m_database, u"UPDATE target SET looked_at = ?, seen_at = ? WHERE target = ?"_s);
    return statement.bind(now).bind(seenAt).bind(target).runOnExisting();
}

Result<Page<IssuedTarget>> TargetTable::dangling(const QString &clusterId, TimePoint burntSince, const QString &after,
                                                 int limit) const
{
    const auto from = parseCursor(after, 0);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    // No row ever goes, so what a cursor names is there.
    Statement statement(m_database,
                        selectTargets("WHERE cluster_id = ? AND deleted_at >= ? AND seen_at IS NOT NULL "
                                      "AND (deleted_at, seq) > (coalesce((SELECT deleted_at FROM target WHERE seq = "
                                      "?), 0), ?) ORDER BY deleted_at, seq LIMIT ?"_L1));
    const auto rows = statement.bind(clusterId)
                          .bind(burntSince)
                          .bind(*from)
                          .bind(*from)
                          .bind(size + 1)
                          .rows([](const Statement &row) {
                              return Numbered<IssuedTarget>{row.integer(7), readTarget(row)};
                          });
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

} // namespace unmta::store
