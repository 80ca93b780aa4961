// The writing side of events.db, used by the recorder only.
#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "domain/Activity.h"
#include "domain/events/EventBatch.h"
#include "store/events/SegmentChange.h"
#include "store/events/spool/EventSpool.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace unmta::store {

class Database;

class EventLog
{
public:
    struct Backlog
    {
        std::int64_t batches = 0;
        std::int64_t events = 0;
        bool hasRows = false; // of an earlier release
    };
    struct Kept
    {
        quint64 events = 0; // that were not here
        QList<ActivityIncrease> increases;
    };

    explicit EventLog(Database &database)
        : m_database(database)
    {}

    // Before anything else: finds the number of the last event.
    [[nodiscard]] Result<void> open();

    // Durable when it returns without an error: one transaction, whatever the number. All or nothing. `packed` is
    // PackedEvents.h's; gives what it adds to the sums, one per cluster, domain and host. With the total of answers
    // that left early, where that has changed. What has an origin and was taken before is left out: nothing is added.
    [[nodiscard]] Result<QList<ActivityIncrease>> append(const QByteArray &packed,
                                                         std::optional<quint64> answeredEarly = {},
                                                         const std::optional<EventOrigin> &origin = {});
    // Batches up to there lie somewhere else by now.
    // Some of them at a time: true once all are gone.
    [[nodiscard]] Result<bool> letGo(std::int64_t upTo);
    // By what number this file is known where its events are taken over; chosen where it has none yet, or where it is
    // to have another one.
    [[nodiscard]] Result<std::int64_t> source(Random &random, bool isNew = false);
    // Up to which of a source's events this store has taken them; 0: none.
    [[nodiscard]] static Result<std::int64_t> deliveredOf(Database &database, std::int64_t source);
    // The same for what a spool held; events that are here already are left out.
    [[nodiscard]] Result<Kept> appendKept(const EventSpool::Contents &contents);
    // The total that was stored last.
    [[nodiscard]] Result<quint64> answeredEarly() const;
    // False: what it was made from is not there any more, and nothing was changed.
    [[nodiscard]] Result<bool> apply(const SegmentChange &change);
    // What waits for its merge.
    [[nodiscard]] Result<Backlog> backlog() const;
    // Writes something: whether the disk takes anything again.
    [[nodiscard]] Result<void> probe();
    // Deletes up to `limit` segments, and rows of an earlier release, whose events are all from before that time, the
    // oldest first; gives how many events went. The roll-up stays: it is small and names nobody. Nothing is written
    // where nothing is old.
    [[nodiscard]] Result<std::int64_t> prune(TimePoint before, int limit);
    // The number of the youngest event there ever was.
    [[nodiscard]] std::int64_t lastSeq() const { return m_lastSeq; }

private:
    [[nodiscard]] Result<void> saveLastSeq();
    [[nodiscard]] Result<bool> noteOrigin(const EventOrigin &origin);

    Database &m_database;
    std::int64_t m_lastSeq = 0;
};

} // namespace unmta::store
