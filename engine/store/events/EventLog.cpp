#include "store/events/EventLog.h"

#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/EventPack.h"
#include "store/events/EventSql.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// A batch is the smallest step of expansion, and a step should take a few milliseconds.
constexpr std::size_t batchSize = 128;

ActivityIncrease readIncrease(const Statement &row)
{
    return {row.text(0), row.integer(1), row.text(2), {row.integer(3), row.integer(4), row.integer(5), row.integer(6)}};
}

Result<std::int64_t> lastStored(Database &database)
{
    Statement statement(database, u"SELECT coalesce(max(seq), 0) FROM event"_s);
    const auto last = statement.row([](const Statement &row) { return row.integer(0); });
    if (!last)
        return last.error();
    return last->value_or(0);
}

struct Step
{
    std::int64_t lastBatch = 0; // 0: there is no batch
    std::int64_t events = 0;
    bool more = false;
};

// The oldest batches that hold about `maxEvents` events together.
Result<Step> nextStep(Database &database, int maxEvents)
{
    Statement statement(database, u"SELECT id, events FROM event_batch ORDER BY id LIMIT 257"_s);
    if (const auto ran = statement.run(); !ran)
        return ran.error();
    Step step;
    for (int batches = 0; statement.next(); ++batches) {
        const bool full = batches == 256 || step.events + statement.integer(1) > maxEvents;
        if (batches > 0 && full) {
            step.more = true;
            break;
        }
        step.lastBatch = statement.integer(0);
        step.events += statement.integer(1);
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    return step;
}

Result<void> insertBatch(Database &database, std::span<const TrackingEvent> events)
{
    Statement statement(database, u"INSERT INTO event_batch (events, packed) VALUES (?, ?)"_s);
    // Given as text: SQLite's JSON functions refuse BLOBs.
    return statement.bind(static_cast<std::int64_t>(events.size())).bind(QString::fromUtf8(packEvents(events))).run();
}

} // namespace

Result<void> EventLog::append(std::span<const TrackingEvent> events)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    while (!events.empty()) {
        const auto batch = events.first(std::min(batchSize, events.size()));
        if (auto inserted = insertBatch(m_database, batch); !inserted)
            return inserted;
        events = events.subspan(batch.size());
    }
    return transaction->commit();
}

Result<void> EventLog::probe()
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (auto inserted = insertBatch(m_database, {}); !inserted)
        return inserted;
    return transaction->commit();
}

Result<EventLog::Expansion> EventLog::expand(int maxEvents)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    const auto step = nextStep(m_database, maxEvents);
    if (!step)
        return step.error();
    Expansion expansion;
    if (step->lastBatch == 0)
        return expansion;
    expansion.taken = step->events;
    expansion.more = step->more;
    const auto before = lastStored(m_database);
    if (!before)
        return before.error();
    {
        Statement insert(m_database, expandBatchesSql());
        if (const auto inserted = insert.bind(step->lastBatch).run(); !inserted)
            return inserted.error();
        expansion.events = insert.changedRows();
        // Counted from what was really stored, so that an event that came twice counts once.
        Statement activity(m_database, addActivitySql());
        if (const auto added = activity.bind(*before).run(); !added)
            return added.error();
        Statement counts(m_database, countIncreasesSql());
        auto increases = counts.bind(*before).rows(readIncrease);
        if (!increases)
            return increases.error();
        expansion.increases = *increases;
        Statement remove(m_database, u"DELETE FROM event_batch WHERE id <= ?"_s);
        if (const auto removed = remove.bind(step->lastBatch).run(); !removed)
            return removed.error();
    }
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    return expansion;
}

Result<EventLog::Backlog> EventLog::backlog() const
{
    Statement statement(m_database, u"SELECT count(*), coalesce(sum(events), 0) FROM event_batch"_s);
    const auto counted = statement.row([](const Statement &row) { return Backlog{row.integer(0), row.integer(1)}; });
    if (!counted)
        return counted.error();
    return counted->value_or(Backlog{});
}

Result<std::int64_t> EventLog::prune(TimePoint before, int limit)
{
    Statement statement(m_database, u"DELETE FROM event WHERE seq IN "
                                    "(SELECT seq FROM event WHERE timestamp < ? ORDER BY timestamp LIMIT ?)"_s);
    if (const auto pruned = statement.bind(before).bind(clampLimit(limit)).run(); !pruned)
        return pruned.error();
    return statement.changedRows();
}

} // namespace unmta::store
