#include "store/events/segments/SegmentDays.h"

#include "store/Database.h"
#include "store/Statement.h"

#include <algorithm>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstVersion = 5;
constexpr std::int64_t dayLength = 86'400'000;
const auto dayPrefix = u"event_segment_"_s;
const auto untilPrefix = u"event_segment_until_"_s;

} // namespace

bool SegmentDays::areKept() const
{
    return m_database.dialect() == Dialect::Postgresql && m_database.schemaVersion() >= firstVersion;
}

Result<void> SegmentDays::make(QList<std::int64_t> lastTimes)
{
    for (std::int64_t &time : lastTimes)
        time /= dayLength;
    std::sort(lastTimes.begin(), lastTimes.end());
    lastTimes.erase(std::unique(lastTimes.begin(), lastTimes.end()), lastTimes.end());
    for (const std::int64_t day : std::as_const(lastTimes)) {
        Statement statement(m_database, u"SELECT make_event_day(?)"_s);
        if (auto made = statement.bind(day).run(); !made)
            return made;
    }
    return {};
}

Result<QList<SegmentDays::Part>> SegmentDays::parts() const
{
    Statement statement(m_database, u"SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
                                    "WHERE i.inhparent = 'event_segment'::regclass"_s);
    auto found = statement.rows([](const Statement &row) {
        Part part{.name = row.text(0)};
        part.isDay = !part.name.startsWith(untilPrefix);
        const std::int64_t number = part.name.mid((part.isDay ? dayPrefix : untilPrefix).size()).toLongLong();
        part.end = (part.isDay ? number + 1 : number) * dayLength;
        return part;
    });
    if (found)
        std::sort(found->begin(), found->end(), [](const Part &a, const Part &b) { return a.end < b.end; });
    return found;
}

Result<bool> SegmentDays::hasOlder(const Part &part, TimePoint time) const
{
    if (part.end <= toUnixMs(time))
        return true;
    if (part.isDay)
        return false;
    Statement statement(m_database, u"SELECT 1 FROM %1 WHERE last_time < ? LIMIT 1"_s.arg(part.name));
    const auto found = statement.bind(time).row([](const Statement &) { return true; });
    if (!found)
        return found.error();
    return found->has_value();
}

Result<bool> SegmentDays::hasBefore(TimePoint time) const
{
    const auto all = parts();
    if (!all)
        return all.error();
    for (const Part &part : *all) {
        if (const auto older = hasOlder(part, time); !older || *older)
            return older;
    }
    return false;
}

Result<std::int64_t> SegmentDays::dropBefore(TimePoint time, int limit)
{
    const auto all = parts();
    if (!all)
        return all.error();
    for (const Part &part : *all) {
        const auto older = hasOlder(part, time);
        if (!older)
            return older.error();
        if (*older)
            return part.end <= toUnixMs(time) ? drop(part) : thin(part, time, limit);
    }
    return 0;
}

// All who read segments wait behind this for those who already do.
Result<std::int64_t> SegmentDays::drop(const Part &part)
{
    if (auto bounded = m_database.execute(u"SET LOCAL lock_timeout = 300"_s); !bounded)
        return bounded.error();
    if (auto locked = m_database.execute(u"LOCK TABLE ONLY event_segment IN ACCESS EXCLUSIVE MODE"_s); !locked)
        return locked.error();
    std::int64_t events = 0;
    {
        Statement statement(m_database, u"SELECT coalesce(sum(events), 0) FROM "_s + part.name);
        const auto sum = statement.row([](const Statement &row) { return row.integer(0); });
        if (!sum)
            return sum.error();
        events = sum->value_or(0);
    }
    if (auto dropped = m_database.execute(u"DROP TABLE "_s + part.name); !dropped)
        return dropped.error();
    return events;
}

Result<std::int64_t> SegmentDays::thin(const Part &part, TimePoint time, int limit)
{
    Statement statement(m_database, u"DELETE FROM %1 WHERE last_seq IN (SELECT last_seq FROM %1 WHERE last_time < ? "
                                    "ORDER BY last_time LIMIT ?) RETURNING events"_s.arg(part.name));
    const auto removed = statement.bind(time).bind(limit).rows([](const Statement &row) { return row.integer(0); });
    if (!removed)
        return removed.error();
    std::int64_t events = 0;
    for (const std::int64_t count : *removed)
        events += count;
    return events;
}

} // namespace unmta::store
