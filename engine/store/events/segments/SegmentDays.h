// The tables in which a PostgreSQL has its segments, one for each day (UTC) of their last events, so that retention
// takes them away as a whole (resources/schema/postgresql/events/0005_days.sql). Internal to the folder of events.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QList>

namespace unmta::store {

class Database;

class SegmentDays
{
public:
    explicit SegmentDays(Database &database)
        : m_database(database)
    {}

    // Not in a file, and not in a database that an engine of the release before works with, too.
    [[nodiscard]] bool areKept() const;
    // Before segments with these last times are inserted, in the same transaction.
    [[nodiscard]] Result<void> make(QList<std::int64_t> lastTimes);

    // Whether all events of some day are older; where an earlier release has left segments that are not kept by days,
    // whether there is an older one.
    [[nodiscard]] Result<bool> hasBefore(TimePoint time) const;
    // Within a transaction: the oldest such day; or some of those others, up to `limit`. Gives how many events went.
    // Errors: store.busy when somebody reads for long, whom the others shall not have to wait for.
    [[nodiscard]] Result<std::int64_t> dropBefore(TimePoint time, int limit);

private:
    struct Part
    {
        QString name;
        std::int64_t end = 0; // ms since 1970: all of its events are older
        bool isDay = false;
    };
    [[nodiscard]] Result<QList<Part>> parts() const; // the oldest first
    [[nodiscard]] Result<bool> hasOlder(const Part &part, TimePoint time) const;
    [[nodiscard]] Result<std::int64_t> drop(const Part &part);
    [[nodiscard]] Result<std::int64_t> thin(const Part &part, TimePoint time, int limit);

    Database &m_database;
};

} // namespace unmta::store
