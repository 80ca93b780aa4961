#include "store/TargetTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

IssuedTarget readTarget(const Statement &row, int first)
{
    return {row.text(first), row.text(first + 1), row.text(first + 2), row.time(first + 3),
            row.optionalTime(first + 4)};
}

} // namespace

Result<void> TargetTable::claim(const QString &target, const QString &clusterId, const QString &host, TimePoint now)
{
    Statement statement(m_database, u"INSERT INTO target (target, cluster_id, host, issued_at) VALUES (?, ?, ?, ?)"_s);
    auto claimed = statement.bind(target).bind(clusterId).bind(host).bind(now).run();
    if (!claimed && claimed.error().code == "store.duplicate"_L1)
        return Error(u"store.target_taken"_s, {}, {{u"target"_s, target}});
    return claimed;
}

Result<std::optional<IssuedTarget>> TargetTable::owner(const QString &target) const
{
    Statement statement(m_database,
                        u"SELECT target, cluster_id, host, issued_at, deleted_at FROM target WHERE target = ?"_s);
    return statement.bind(target).row([](const Statement &row) { return readTarget(row, 0); });
}

Result<void> TargetTable::burn(const QString &target, TimePoint now)
{
    Statement statement(m_database,
                        u"UPDATE target SET deleted_at = coalesce(deleted_at, ?) WHERE target = ?"_s);
    return statement.bind(now).bind(target).runOnExisting();
}

Result<Page<IssuedTarget>> TargetTable::burntSince(TimePoint since, const QString &after, int limit) const
{
    const auto from = parseCursor(after, 0);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    Statement statement(m_database,
                        u"SELECT seq, target, cluster_id, host, issued_at, deleted_at FROM target "
                        "WHERE deleted_at >= ? AND seq > ? ORDER BY seq LIMIT ?"_s);
    statement.bind(since).bind(*from).bind(size + 1);
    const auto rows = statement.rows(
        [](const Statement &row) { return Numbered<IssuedTarget>{row.integer(0), readTarget(row, 1)}; });
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

} // namespace unmta::store
