// The writing side of events.db, used by the recorder only: events arrive as packed batches and are expanded later.
#pragma once

#include "base/Result.h"
#include "domain/Activity.h"
#include "domain/TrackingEvent.h"
#include "store/events/EventSpool.h"

#include <QList>

#include <optional>
#include <span>

namespace unmta::store {

class Database;

class EventLog
{
public:
    struct Expansion
    {
        QList<ActivityIncrease> increases; // one per cluster, domain and host
        std::int64_t events = 0;           // stored by this step
        std::int64_t taken = 0;            // taken out of batches: `events` and those that were stored before
        bool more = false;                 // there are further batches
    };
    struct Backlog
    {
        std::int64_t batches = 0;
        std::int64_t events = 0;
    };

    explicit EventLog(Database &database)
        : m_database(database)
    {}

    // Durable when it returns without an error: one transaction, whatever the number. All or nothing. With the total
    // of answers that left early, where that has changed.
    [[nodiscard]] Result<void> append(std::span<const TrackingEvent> events, std::optional<quint64> answeredEarly = {});
    // The same for what a spool held; gives how many events were in neither form here. The others, expand() leaves out.
    [[nodiscard]] Result<quint64> appendKept(const EventSpool::Contents &contents);
    // The total that was stored last.
    [[nodiscard]] Result<quint64> answeredEarly() const;
    // Moves the oldest batches, about `maxEvents` events and at least one batch, into `event` and `activity`, in the
    // transaction that deletes them. An event whose id is stored already is left out and not counted.
    [[nodiscard]] Result<Expansion> expand(int maxEvents);
    [[nodiscard]] Result<Backlog> backlog() const;
    // Writes a batch without events: whether the disk takes anything again.
    [[nodiscard]] Result<void> probe();
    // Deletes up to `limit` events from before that time, the oldest first; gives how many went. The roll-up stays: it
    // is small and names nobody.
    [[nodiscard]] Result<std::int64_t> prune(TimePoint before, int limit);

private:
    Database &m_database;
};

} // namespace unmta::store
