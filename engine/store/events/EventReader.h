// Reading events, wherever they are by now: in the order of their numbers, each once, whatever is merged meanwhile. On
// a connection of its own ("events", readOnly), in any thread.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "store/events/EventFilter.h"
#include "store/events/segments/EventRun.h"

#include <functional>
#include <optional>

namespace unmta::store {

class Database;

class EventReader
{
public:
    explicit EventReader(Database &database)
        : m_database(database)
    {}

    // Where a list goes on behind this cursor; empty: where it begins. Errors: store.bad_cursor.
    [[nodiscard]] static Result<std::int64_t> placeOf(const QString &cursor, ReadOrder order);

    // Oldest first, from behind the cursor (empty: from the start): for followers and exports. `next` is the last
    // item's cursor, empty when there was none.
    [[nodiscard]] Result<Page<TrackingEvent>> after(const EventFilter &filter, const QString &cursor, int limit) const;
    // Newest first, up to before the cursor (empty: from the end): for screens.
    [[nodiscard]] Result<Page<TrackingEvent>> before(const EventFilter &filter, const QString &cursor, int limit) const;

    // All events with numbers in (after, before), in that order, until `visit` says false.
    [[nodiscard]] Result<void> visit(const EventFilter &filter, std::int64_t after, std::int64_t before,
                                     ReadOrder order,
                                     const std::function<bool(std::int64_t seq, const EventView &event)> &visit) const;

    struct Reach
    {
        std::int64_t seq = 0; // everything of the filter's was visited up to here, this one included
        bool isEnd = false;   // and there is no more at present
    };
    // The same as long as `goOn`, which is asked between some thousands of events, says true; once it has said false,
    // another call goes on behind `seq`. Oldest first, the end is the last event that there is, whoever's it is, so
    // that whoever follows does not look at the same ones again and again.
    [[nodiscard]] Result<Reach> visitWhile(const EventFilter &filter, std::int64_t after, std::int64_t before,
                                           ReadOrder order,
                                           const std::function<bool(std::int64_t seq, const EventView &event)> &visit,
                                           const std::function<bool()> &goOn) const;

    // The same of all clusters, oldest first: filter.clusterId is not looked at. What is in a stretch of numbers is
    // read as a whole, so let it be short. Rows of an earlier release are left out.
    [[nodiscard]] Result<void>
    visitAll(const EventFilter &filter, std::int64_t after, std::int64_t before,
             const std::function<bool(std::int64_t seq, const EventView &event)> &visit) const;

    // The number of the youngest event there ever was.
    [[nodiscard]] Result<std::int64_t> lastSeq() const;

private:
    Database &m_database;
};

} // namespace unmta::store
