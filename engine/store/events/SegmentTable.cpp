#include "store/events/SegmentTable.h"

#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/segments/SegmentDays.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<void> SegmentTable::insert(const Segment &segment)
{
    Statement statement(m_database,
                        u"INSERT INTO event_segment (last_seq, first_seq, cluster_id, events, first_time, last_time, "
                        "filter, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    return statement.bind(segment.lastSeq)
        .bind(segment.firstSeq)
        .bind(segment.clusterId)
        .bind(segment.events)
        .bind(segment.firstTime)
        .bind(segment.lastTime)
        .bind(segment.filter)
        .bind(segment.body)
        .run();
}

Result<std::int64_t> SegmentTable::remove(std::int64_t lastSeq)
{
    Statement statement(m_database, u"DELETE FROM event_segment WHERE last_seq = ?"_s);
    if (const auto removed = statement.bind(lastSeq).run(); !removed)
        return removed.error();
    return statement.changedRows();
}

Result<void> SegmentTable::makeRoom(const std::vector<Segment> &segments)
{
    SegmentDays days(m_database);
    if (!days.areKept())
        return {};
    QList<std::int64_t> lastTimes;
    for (const Segment &segment : segments)
        lastTimes << segment.lastTime;
    return days.make(lastTimes);
}

Result<bool> SegmentTable::hasBefore(TimePoint time) const
{
    if (const SegmentDays days(m_database); days.areKept())
        return days.hasBefore(time);
    Statement statement(m_database, u"SELECT 1 FROM event_segment WHERE last_time < ? LIMIT 1"_s);
    const auto found = statement.bind(time).row([](const Statement &row) { return row.integer(0); });
    if (!found)
        return found.error();
    return found->has_value();
}

Result<std::int64_t> SegmentTable::removeBefore(TimePoint time, int limit)
{
    if (SegmentDays days(m_database); days.areKept())
        return days.dropBefore(time, limit);
    Statement find(m_database, u"SELECT last_seq, events FROM event_segment WHERE last_time < ? ORDER BY last_time "
                               "LIMIT ?"_s);
    const auto old = find.bind(time).bind(limit).rows(
        [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); });
    if (!old)
        return old.error();
    std::int64_t events = 0;
    for (const auto &[lastSeq, count] : *old) {
        if (const auto removed = remove(lastSeq); !removed)
            return removed.error();
        events += count;
    }
    return events;
}

Result<std::int64_t> SegmentTable::lastSeq() const
{
    Statement statement(m_database, u"SELECT coalesce(max(last_seq), 0) FROM event_segment"_s);
    const auto last = statement.row([](const Statement &row) { return row.integer(0); });
    if (!last)
        return last.error();
    return last->value_or(0);
}

Result<void> SegmentTable::visit(const QString &clusterId, std::int64_t after, std::int64_t before, ReadOrder order,
                                 Filters filters, const std::function<bool(const SegmentHead &head)> &visit) const
{
    QString sql = u"SELECT last_seq, first_seq, events, first_time, last_time"_s;
    if (filters == Filters::Read)
        sql += ", filter"_L1;
    // No two overlap, so the first that reaches to `before` is the last that can have anything.
    sql += " FROM event_segment WHERE cluster_id = ? AND last_seq > ? AND first_seq < ? AND last_seq <= "
           "coalesce((SELECT min(last_seq) FROM event_segment WHERE cluster_id = ? AND last_seq >= ?), "
           "9223372036854775807) ORDER BY last_seq"_L1;
    if (order == ReadOrder::Newest)
        sql += " DESC"_L1;
    Statement statement(m_database, sql);
    statement.bind(clusterId).bind(after).bind(before).bind(clusterId).bind(before);
    if (const auto ran = statement.run(); !ran)
        return ran.error();
    while (statement.next()) {
        SegmentHead head{statement.integer(0), statement.integer(1), clusterId, statement.integer(2),
                         statement.integer(3), statement.integer(4), {}};
        if (filters == Filters::Read)
            head.filter = statement.bytes(5);
        if (!visit(head))
            return {};
    }
    return statement.outcome();
}

Result<void> SegmentTable::readOverlapping(std::int64_t after, std::int64_t before,
                                           const std::function<bool(EventRun run)> &visit) const
{
    Statement statement(m_database, u"SELECT cluster_id, first_seq, events, body FROM event_segment "
                                    "WHERE last_seq > ? AND first_seq < ?"_s);
    if (const auto ran = statement.bind(after).bind(before).run(); !ran)
        return ran;
    while (statement.next()) {
        auto run = decodeSegment(statement.text(0), statement.integer(1), statement.integer(2), statement.bytes(3));
        if (!run)
            return run.error();
        if (!visit(*std::move(run)))
            return {};
    }
    return statement.outcome();
}

Result<EventRun> SegmentTable::read(const SegmentHead &head) const
{
    Statement statement(m_database, u"SELECT body FROM event_segment WHERE last_seq = ? AND last_time = ?"_s);
    const auto body =
        statement.bind(head.lastSeq).bind(head.lastTime).row([](const Statement &row) { return row.bytes(0); });
    if (!body)
        return body.error();
    if (!body->has_value())
        return Error(u"store.not_found"_s);
    return decodeSegment(head.clusterId, head.firstSeq, head.events, **body);
}

} // namespace unmta::store
