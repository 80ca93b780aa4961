// Events as they were kept before there were segments, one row each: read where they are until they have become part
// of one. Nothing is added any more. Internal to this folder.
#pragma once

#include "base/Result.h"
#include "store/events/segments/EventRun.h"

#include <functional>

namespace unmta::store {

class Database;

class EventRowTable
{
public:
    struct Bounds
    {
        std::int64_t first = 0; // 0: there is none
        std::int64_t last = 0;
    };

    explicit EventRowTable(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<Bounds> bounds(const QString &clusterId) const;
    [[nodiscard]] Result<bool> holds(const EventId &id) const;
    // The oldest of all clusters.
    [[nodiscard]] Result<EventRun> oldest(int limit) const;
    // Those of the cluster with numbers in (after, before), some at a time, until `visit` says false.
    [[nodiscard]] Result<void> visit(const QString &clusterId, std::int64_t after, std::int64_t before, ReadOrder order,
                                     const std::function<bool(EventRun run)> &visit) const;
    // Gives how many.
    [[nodiscard]] Result<std::int64_t> removeUpTo(std::int64_t seq);
    // Whether there is any that is older.
    [[nodiscard]] Result<bool> hasBefore(TimePoint time) const;
    [[nodiscard]] Result<std::int64_t> removeBefore(TimePoint time, int limit);

private:
    Database &m_database;
};

} // namespace unmta::store
