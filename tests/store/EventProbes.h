// What stands in events.db, seen from a connection of its own.
#pragma once

#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/EventReader.h"

namespace unmta::test {

// The first column of the first row; -1 when there is none.
inline std::int64_t numberIn(const store::DatabasePlace &path, const QString &sql)
{
    const auto database = store::Database::open({path, QStringLiteral("events"), true});
    if (!database)
        return -1;
    store::Statement statement(**database, sql);
    const auto number = statement.row([](const store::Statement &row) { return row.integer(0); });
    return number ? number->value_or(-1) : -1;
}

// Not part of a segment yet.
inline std::int64_t unmergedEvents(const store::DatabasePlace &path)
{
    return numberIn(path, QStringLiteral("SELECT coalesce(sum(events), 0) FROM event_batch"));
}

inline std::int64_t mergedEvents(const store::DatabasePlace &path)
{
    return numberIn(path, QStringLiteral("SELECT coalesce(sum(events), 0) FROM event_segment"));
}

// As a reader counts them, wherever they are.
inline std::int64_t storedEvents(const store::DatabasePlace &path, const store::EventFilter &filter = {})
{
    const auto database = store::Database::open({path, QStringLiteral("events"), true});
    if (!database)
        return -1;
    std::int64_t events = 0;
    const auto count = [&events](std::int64_t, const EventView &) {
        ++events;
        return true;
    };
    QStringList clusters{filter.clusterId};
    if (filter.clusterId.isEmpty())
        clusters = {QStringLiteral("0a0b0c0d"), QStringLiteral("11111111")}; // all that tests use
    for (const QString &cluster : clusters) {
        store::EventFilter ofCluster = filter;
        ofCluster.clusterId = cluster;
        const auto visited =
            store::EventReader(**database).visit(ofCluster, 0, store::endOfEvents, store::ReadOrder::Oldest, count);
        if (!visited)
            return -1;
    }
    return events;
}

inline QStringList storedIds(const store::DatabasePlace &path, const QString &cluster = QStringLiteral("0a0b0c0d"))
{
    QStringList ids;
    const auto database = store::Database::open({path, QStringLiteral("events"), true});
    if (!database)
        return {QStringLiteral("cannot be opened")};
    const auto visited = store::EventReader(**database)
                             .visit({.clusterId = cluster}, 0, store::endOfEvents, store::ReadOrder::Oldest,
                                    [&ids](std::int64_t, const EventView &event) {
                                        ids << toEvent(event).eventId;
                                        return true;
                                    });
    return visited ? ids : QStringList{visited.error().code};
}

} // namespace unmta::test
