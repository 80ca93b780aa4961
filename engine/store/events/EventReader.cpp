#include "store/events/EventReader.h"

#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/BatchTable.h"
#include "store/events/EventRowTable.h"
#include "store/events/SegmentTable.h"

#include <algorithm>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// Walks through the three forms. Numbers only grow, and what is merged is always the oldest, so the forms follow one
// another: segments made of rows, the other rows, segments made of batches, the other batches.
class Walk
{
public:
    using Visit = std::function<bool(std::int64_t seq, const EventView &event)>;

    Walk(Database &database, const EventFilter &filter, ReadOrder order, const Visit &visit,
         const std::function<bool()> &goOn)
        : m_database(database)
        , m_cluster(filter.clusterId)
        , m_matcher(filter)
        , m_order(order)
        , m_visit(visit)
        , m_goOn(goOn)
    {}

    // After run(): it was ended before all was visited, and where.
    [[nodiscard]] bool isOver() const { return m_isOver; }
    [[nodiscard]] std::int64_t reached() const { return m_reached; }

    [[nodiscard]] Result<void> run(std::int64_t after, std::int64_t before)
    {
        m_after = after;
        m_before = before;
        const auto rows = EventRowTable(m_database).bounds(m_cluster);
        if (!rows)
            return rows.error();
        using Step = Result<void> (Walk::*)(std::int64_t, std::int64_t);
        struct Stretch
        {
            Step step;
            std::int64_t after;
            std::int64_t before;
        };
        std::vector<Stretch> stretches;
        if (rows->first > 0) {
            stretches.push_back({&Walk::segments, after, std::min(before, rows->first)});
            stretches.push_back({&Walk::rows, after, before});
        }
        stretches.push_back({&Walk::segments, std::max(after, rows->last), before});
        stretches.push_back({&Walk::batches, after, before});
        if (m_order == ReadOrder::Newest)
            std::reverse(stretches.begin(), stretches.end());
        for (const auto &[step, from, to] : stretches) {
            if (m_isOver || from >= to)
                continue;
            if (auto done = (this->*step)(from, to); !done)
                return done;
        }
        return {};
    }

private:
    Result<void> segments(std::int64_t after, std::int64_t before)
    {
        const SegmentTable table(m_database);
        const auto filters = m_matcher.needsKeys() ? SegmentTable::Filters::Read : SegmentTable::Filters::Leave;
        Result<void> outcome;
        const auto visited = table.visit(m_cluster, after, before, m_order, filters, [&](const SegmentHead &head) {
            if (m_matcher.mayMatch(head.firstTime, head.lastTime, head.filter)) {
                const auto run = table.read(head);
                if (!run)
                    outcome = run.error();
                if (!run || !walk(*run))
                    return false;
            }
            return reach(head.firstSeq, head.lastSeq);
        });
        return visited ? outcome : visited;
    }

    Result<void> rows(std::int64_t after, std::int64_t before)
    {
        return EventRowTable(m_database).visit(m_cluster, after, before, m_order, [this](const EventRun &run) {
            return walk(run) && reach(run);
        });
    }

    Result<void> batches(std::int64_t after, std::int64_t before)
    {
        return BatchTable(m_database).visit(after, before, m_order, [this](const EventRun &run) {
            return walk(run) && reach(run);
        });
    }

    bool reach(const EventRun &run) { return run.items.empty() || reach(run.items.front().seq, run.items.back().seq); }

    // All between these two were visited. False: enough for now.
    bool reach(std::int64_t first, std::int64_t last)
    {
        m_reached = m_order == ReadOrder::Newest ? std::max(first, m_after + 1) : std::min(last, m_before - 1);
        m_isOver = m_goOn && !m_goOn();
        return !m_isOver;
    }

    bool walk(const EventRun &run)
    {
        const auto take = [this](const EventRun::Item &item) {
            if (item.seq > m_after && item.seq < m_before && m_matcher.matches(item.event))
                m_isOver = !m_visit(item.seq, item.event);
            if (m_isOver)
                m_reached = item.seq;
            return !m_isOver;
        };
        if (m_order == ReadOrder::Newest)
            return std::all_of(run.items.rbegin(), run.items.rend(), take);
        return std::all_of(run.items.begin(), run.items.end(), take);
    }

    Database &m_database;
    const QString m_cluster;
    const EventMatcher m_matcher;
    const ReadOrder m_order;
    const Visit &m_visit;
    const std::function<bool()> &m_goOn;
    std::int64_t m_reached = 0;
    std::int64_t m_after = 0;
    std::int64_t m_before = 0;
    bool m_isOver = false;
};

} // namespace

Result<void> EventReader::visit(const EventFilter &filter, std::int64_t after, std::int64_t before, ReadOrder order,
                                const std::function<bool(std::int64_t seq, const EventView &event)> &visit) const
{
    const auto reach = visitWhile(filter, after, before, order, visit, {});
    return reach ? Result<void>() : Result<void>(reach.error());
}

Result<EventReader::Reach>
EventReader::visitWhile(const EventFilter &filter, std::int64_t after, std::int64_t before, ReadOrder order,
                        const std::function<bool(std::int64_t seq, const EventView &event)> &visit,
                        const std::function<bool()> &goOn) const
{
    // All as it stood at one moment, for events move from one form to another.
    if (auto begun = m_database.beginReading(); !begun)
        return begun.error();
    Walk walk(m_database, filter, order, visit, goOn);
    const auto done = walk.run(after, before);
    const auto last = done && !walk.isOver() ? lastSeq() : Result<std::int64_t>(0);
    if (const auto ended = m_database.endReading(); !ended)
        return ended.error();
    if (!done)
        return done.error();
    if (!last)
        return last.error();
    if (walk.isOver())
        return Reach{walk.reached(), false};
    const std::int64_t end = order == ReadOrder::Newest ? after + 1 : std::max(after, std::min(*last, before - 1));
    return Reach{end, true};
}

Result<std::int64_t> EventReader::placeOf(const QString &cursor, ReadOrder order)
{
    return parseCursor(cursor, order == ReadOrder::Newest ? endOfEvents : 0);
}

Result<void> EventReader::visitAll(const EventFilter &filter, std::int64_t after, std::int64_t before,
                                   const std::function<bool(std::int64_t seq, const EventView &event)> &visit) const
{
    EventFilter ofAll = filter;
    ofAll.clusterId.clear();
    const EventMatcher matcher(ofAll);
    std::vector<EventRun> runs; // they keep the bytes
    std::vector<EventRun::Item> found;
    const auto take = [&](EventRun run) {
        for (const EventRun::Item &item : run.items) {
            if (item.seq > after && item.seq < before && matcher.matches(item.event))
                found.push_back(item);
        }
        runs.push_back(std::move(run));
        return true;
    };
    if (auto begun = m_database.beginReading(); !begun)
        return begun;
    auto done = SegmentTable(m_database).readOverlapping(after, before, take);
    if (done)
        done = BatchTable(m_database).visit(after, before, ReadOrder::Oldest, take);
    if (const auto ended = m_database.endReading(); done && !ended)
        return ended;
    if (!done)
        return done;
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.seq < b.seq; });
    static_cast<void>(std::all_of(found.begin(), found.end(),
                                  [&](const EventRun::Item &item) { return visit(item.seq, item.event); }));
    return {};
}

Result<std::int64_t> EventReader::lastSeq() const
{
    // What is gone altogether is noted; see EventLog.
    Statement statement(
        m_database,
        "SELECT "_L1 + greatest(m_database.dialect()) +
            "(coalesce((SELECT value FROM counter WHERE name = 'last_seq'), 0), "
            "coalesce((SELECT max(last_seq) FROM event_segment), 0), "
            "coalesce((SELECT first_seq + events - 1 FROM event_batch ORDER BY first_seq DESC LIMIT 1), 0))"_L1);
    const auto last = statement.row([](const Statement &row) { return row.integer(0); });
    if (!last)
        return last.error();
    return last->value_or(0);
}

Result<Page<TrackingEvent>> EventReader::after(const EventFilter &filter, const QString &cursor, int limit) const
{
    const auto from = placeOf(cursor, ReadOrder::Oldest);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    Page<TrackingEvent> page;
    const auto done =
        visit(filter, *from, endOfEvents, ReadOrder::Oldest, [&](std::int64_t seq, const EventView &event) {
            page.items.append(toEvent(event));
            page.next = QString::number(seq);
            return page.items.size() < size;
        });
    if (!done)
        return done.error();
    return page;
}

Result<Page<TrackingEvent>> EventReader::before(const EventFilter &filter, const QString &cursor, int limit) const
{
    const auto from = placeOf(cursor, ReadOrder::Newest);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    QList<Numbered<TrackingEvent>> found;
    const auto done = visit(filter, 0, *from, ReadOrder::Newest, [&](std::int64_t seq, const EventView &event) {
        found.append({seq, toEvent(event)});
        return found.size() <= size;
    });
    if (!done)
        return done.error();
    return pageOf(found, size);
}

} // namespace unmta::store
