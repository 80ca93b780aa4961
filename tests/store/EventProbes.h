// What stands in events.db, seen from a connection of its own.
#pragma once

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::test {

// The first column of the first row; -1 when there is none.
inline std::int64_t numberIn(const QString &path, const QString &sql)
{
    const auto database = store::Database::open({path, QStringLiteral("events"), true});
    if (!database)
        return -1;
    store::Statement statement(**database, sql);
    const auto number = statement.row([](const store::Statement &row) { return row.integer(0); });
    return number ? number->value_or(-1) : -1;
}

inline std::int64_t packedEvents(const QString &path)
{
    return numberIn(path, QStringLiteral("SELECT coalesce(sum(events), 0) FROM event_batch"));
}

inline std::int64_t storedEvents(const QString &path)
{
    return numberIn(path, QStringLiteral("SELECT count(*) FROM event"));
}

} // namespace unmta::test
