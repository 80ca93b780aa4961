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

Result<std::int64_t> firstNumber(Database &database, const QString &sql)
{
    Statement statement(database, sql);
    const auto number = statement.row([](const Statement &row) { return row.integer(0); });
    if (!number)
        return number.error();
    return number->value_or(0);
}

Result<std::int64_t> lastStored(Database &database)
{
    return firstNumber(database, u"SELECT coalesce(max(seq), 0) FROM event"_s);
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

Result<void> insertPacked(Database &database, std::int64_t events, const QByteArray &packed)
{
    Statement statement(database, u"INSERT INTO event_batch (events, packed) VALUES (?, ?)"_s);
    // Given as text: SQLite's JSON functions refuse BLOBs.
    return statement.bind(events).bind(QString::fromUtf8(packed)).run();
}

Result<void> insertBatch(Database &database, std::span<const TrackingEvent> events)
{
    return insertPacked(database, static_cast<std::int64_t>(events.size()), packEvents(events));
}

// It only ever grows, whoever comes late with an older one.
Result<void> storeAnsweredEarly(Database &database, quint64 total)
{
    Statement statement(database, u"INSERT INTO counter (name, value) VALUES ('answered_early', ?) "
                                  "ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"_s);
    return statement.bind(static_cast<std::int64_t>(total)).run();
}

} // namespace

Result<void> EventLog::append(std::span<const TrackingEvent> events, std::optional<quint64> answeredEarly)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (answeredEarly) {
        if (auto stored = storeAnsweredEarly(m_database, *answeredEarly); !stored)
            return stored;
    }
    while (!events.empty()) {
        const auto batch = events.first(std::min(batchSize, events.size()));
        if (auto inserted = insertBatch(m_database, batch); !inserted)
            return inserted;
        events = events.subspan(batch.size());
    }
    return transaction->commit();
}

Result<quint64> EventLog::appendKept(const EventSpool::Contents &contents)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (const auto stored = storeAnsweredEarly(m_database, contents.answeredEarly); !stored)
        return stored.error();
    const auto before = firstNumber(m_database, u"SELECT coalesce(max(id), 0) FROM event_batch"_s);
    if (!before)
        return before.error();
    for (const EventSpool::Batch &batch : contents.batches) {
        if (const auto inserted = insertPacked(m_database, batch.events, batch.packed); !inserted)
            return inserted.error();
    }
    std::optional<std::int64_t> fresh;
    {
        Statement count(m_database, countNewSql());
        const auto counted = count.bind(*before).bind(*before).row([](const Statement &row) { return row.integer(0); });
        if (!counted)
            return counted.error();
        fresh = *counted;
    }
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    return static_cast<quint64>(fresh.value_or(0));
}

Result<quint64> EventLog::answeredEarly() const
{
    const auto total = firstNumber(m_database, u"SELECT value FROM counter WHERE name = 'answered_early'"_s);
    if (!total)
        return total.error();
    return static_cast<quint64>(*total);
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
