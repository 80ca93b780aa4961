#include "store/events/EventLog.h"

#include "domain/events/PackedEvents.h"
#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/ActivityRollup.h"
#include "store/events/BatchTable.h"
#include "store/events/EventErasure.h"
#include "store/events/EventRowTable.h"
#include "store/events/KnownEvents.h"
#include "store/events/SegmentTable.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

Result<std::int64_t> counter(Database &database, const QString &name)
{
    Statement statement(database, u"SELECT value FROM counter WHERE name = ?"_s);
    const auto value = statement.bind(name).row([](const Statement &row) { return row.integer(0); });
    if (!value)
        return value.error();
    return value->value_or(0);
}

// It only ever grows, whoever comes late with an older one.
Result<void> raiseCounter(Database &database, const QString &name, std::int64_t value)
{
    Statement statement(database, "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET "
                                  "value = "_L1 +
                                      greatest(database.dialect()) + "(counter.value, excluded.value)"_L1);
    return statement.bind(name).bind(value).run();
}

const auto answeredEarlyName = u"answered_early"_s;
const auto lastSeqName = u"last_seq"_s;
const auto sourceName = u"source"_s;

// Adds up, and counts.
std::int64_t sumUp(const QByteArray &packed, ActivityRollup &rollup)
{
    std::int64_t events = 0;
    PackedEvents reader(packed);
    for (EventView event; reader.next(event); ++events)
        rollup.add(event);
    Q_ASSERT(reader.isWhole());
    return events;
}

} // namespace

Result<void> EventLog::open()
{
    const auto noted = counter(m_database, lastSeqName);
    const auto batches = BatchTable(m_database).totals();
    const auto segments = SegmentTable(m_database).lastSeq();
    if (!noted || !batches || !segments)
        return !noted ? noted.error() : !batches ? batches.error() : segments.error();
    m_lastSeq = std::max({*noted, batches->lastSeq, *segments});
    return {};
}

Result<QList<ActivityIncrease>> EventLog::append(const QByteArray &packed, std::optional<quint64> answeredEarly,
                                                 const std::optional<EventOrigin> &origin)
{
    ActivityRollup rollup;
    const std::int64_t events = sumUp(packed, rollup);
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (origin) {
        const auto isNew = noteOrigin(*origin);
        if (!isNew)
            return isNew.error();
        if (!*isNew)
            return QList<ActivityIncrease>();
    }
    if (m_database.dialect() == Dialect::Postgresql) {
        if (const auto known = open(); !known) // others write there, too
            return known.error();
    }
    if (answeredEarly) {
        const auto total = static_cast<std::int64_t>(*answeredEarly);
        if (const auto raised = raiseCounter(m_database, answeredEarlyName, total); !raised)
            return raised.error();
    }
    if (events > 0) {
        if (const auto inserted = BatchTable(m_database).insert(m_lastSeq + 1, events, packed); !inserted)
            return inserted.error();
        if (const auto added = rollup.store(m_database); !added)
            return added.error();
    }
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    m_lastSeq += events;
    return rollup.increases();
}

Result<bool> EventLog::noteOrigin(const EventOrigin &origin)
{
    Statement statement(m_database, u"INSERT INTO event_source (source, delivered) VALUES (?, ?) ON CONFLICT (source) "
                                    "DO UPDATE SET delivered = excluded.delivered "
                                    "WHERE event_source.delivered < excluded.delivered"_s);
    if (const auto noted = statement.bind(origin.source).bind(origin.lastSeq).run(); !noted)
        return noted.error();
    return statement.changedRows() > 0;
}

Result<std::int64_t> EventLog::deliveredOf(Database &database, std::int64_t source)
{
    Statement statement(database, u"SELECT delivered FROM event_source WHERE source = ?"_s);
    const auto delivered = statement.bind(source).row([](const Statement &row) { return row.integer(0); });
    if (!delivered)
        return delivered.error();
    return delivered->value_or(0);
}

Result<std::int64_t> EventLog::source(Random &random, bool isNew)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    const auto known = counter(m_database, sourceName);
    if (!known || (*known != 0 && !isNew))
        return known;
    const std::int64_t fresh = random.hex(7).toLongLong(nullptr, 16) + 1;
    {
        Statement statement(m_database, u"INSERT INTO counter (name, value) VALUES (?, ?) "
                                        "ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s);
        if (const auto noted = statement.bind(sourceName).bind(fresh).run(); !noted)
            return noted.error();
    }
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    return fresh;
}

Result<bool> EventLog::letGo(std::int64_t upTo)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (auto saved = saveLastSeq(); !saved)
        return saved.error();
    if (const auto removed = BatchTable(m_database).removeUpTo(upTo); !removed)
        return removed.error();
    // What was merged before the store moved to a server; each is large.
    bool isAll = true;
    for (const auto &[sql, limit] : {std::pair(u"DELETE FROM event_segment WHERE last_seq IN (SELECT last_seq FROM "
                                               "event_segment WHERE last_seq <= ? ORDER BY last_seq LIMIT ?)"_s,
                                               std::int64_t{32}),
                                     std::pair(u"DELETE FROM event_row WHERE seq IN (SELECT seq FROM event_row WHERE "
                                               "seq <= ? ORDER BY seq LIMIT ?)"_s,
                                               std::int64_t{4096})}) {
        Statement statement(m_database, sql);
        if (const auto removed = statement.bind(upTo).bind(limit).run(); !removed)
            return removed.error();
        isAll = isAll && statement.changedRows() < limit;
        // They lie on pages that a file which only grows from now on may never write again.
        if (statement.changedRows() > 0) {
            if (const auto noted = EventErasure(m_database).noteRemains(); !noted)
                return noted.error();
        }
    }
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    return isAll;
}

Result<EventLog::Kept> EventLog::appendKept(const EventSpool::Contents &contents)
{
    Kept kept;
    const auto packed = withoutKnown(m_database, contents.packed);
    if (!packed)
        return packed.error();
    PackedEvents reader(*packed);
    while (reader.next())
        ++kept.events;
    auto increases = append(*packed, contents.answeredEarly);
    if (!increases)
        return increases.error();
    kept.increases = *std::move(increases);
    return kept;
}

Result<quint64> EventLog::answeredEarly() const
{
    const auto total = counter(m_database, answeredEarlyName);
    if (!total)
        return total.error();
    return static_cast<quint64>(*total);
}

Result<void> EventLog::saveLastSeq()
{
    return raiseCounter(m_database, lastSeqName, m_lastSeq);
}

Result<bool> EventLog::apply(const SegmentChange &change)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    // The youngest events may be among those that go.
    if (const auto saved = saveLastSeq(); !saved)
        return saved.error();
    if (change.batches > 0) {
        const auto removed = BatchTable(m_database).removeUpTo(change.batchesUpTo);
        if (!removed || *removed != change.batches)
            return removed ? Result<bool>(false) : Result<bool>(removed.error());
    }
    if (change.rows > 0) {
        const auto removed = EventRowTable(m_database).removeUpTo(change.rowsUpTo);
        if (!removed || *removed != change.rows)
            return removed ? Result<bool>(false) : Result<bool>(removed.error());
    }
    SegmentTable segments(m_database);
    for (const std::int64_t lastSeq : change.segments) {
        const auto removed = segments.remove(lastSeq);
        if (!removed || *removed != 1)
            return removed ? Result<bool>(false) : Result<bool>(removed.error());
    }
    if (const auto ready = segments.makeRoom(change.added); !ready)
        return ready.error();
    for (const Segment &segment : change.added) {
        if (const auto inserted = segments.insert(segment); !inserted)
            return inserted.error();
    }
    if (const auto moved = ActivityRollup::store(m_database, change.moves); !moved)
        return moved.error();
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    return true;
}

Result<EventLog::Backlog> EventLog::backlog() const
{
    const auto totals = BatchTable(m_database).totals();
    const auto rows = EventRowTable(m_database).oldest(1);
    if (!totals || !rows)
        return totals ? rows.error() : totals.error();
    return Backlog{totals->batches, totals->events, !rows->items.empty()};
}

Result<void> EventLog::probe()
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    // Rewritten with what it has, so that a page goes to the disk.
    if (auto saved = saveLastSeq(); !saved)
        return saved;
    return transaction->commit();
}

Result<std::int64_t> EventLog::prune(TimePoint before, int limit)
{
    const auto hasSegments = SegmentTable(m_database).hasBefore(before);
    const auto hasRows = EventRowTable(m_database).hasBefore(before);
    if (!hasSegments || !hasRows)
        return hasSegments ? hasRows.error() : hasSegments.error();
    if (!*hasSegments && !*hasRows)
        return 0;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (const auto saved = saveLastSeq(); !saved)
        return saved.error();
    const auto merged = SegmentTable(m_database).removeBefore(before, limit);
    if (!merged && merged.error().code == "store.busy"_L1)
        return 0; // next time
    if (!merged)
        return merged.error();
    const auto rows = EventRowTable(m_database).removeBefore(before, limit);
    if (!rows)
        return rows.error();
    if (const auto committed = transaction->commit(); !committed)
        return committed.error();
    return *merged + *rows;
}

} // namespace unmta::store
