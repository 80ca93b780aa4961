#include "store/events/KnownEvents.h"

#include "domain/events/PackedEvents.h"
#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/BatchTable.h"
#include "store/events/EventRowTable.h"
#include "store/events/SegmentTable.h"

#include <algorithm>
#include <limits>
#include <set>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// Segments of any cluster with events from that time.
Result<QList<SegmentHead>> segmentsOf(Database &database, std::int64_t firstTime, std::int64_t lastTime)
{
    Statement statement(database, u"SELECT last_seq, first_seq, cluster_id, events, last_time FROM event_segment "
                                  "WHERE last_time >= ? AND first_time <= ?"_s);
    return statement.bind(firstTime).bind(lastTime).rows([](const Statement &row) {
        SegmentHead head;
        head.lastSeq = row.integer(0);
        head.firstSeq = row.integer(1);
        head.clusterId = row.text(2);
        head.events = row.integer(3);
        head.lastTime = row.integer(4);
        return head;
    });
}

} // namespace

Result<QByteArray> withoutKnown(Database &database, const QByteArray &packed)
{
    std::set<EventId> wanted;
    std::int64_t firstTime = std::numeric_limits<std::int64_t>::max();
    std::int64_t lastTime = std::numeric_limits<std::int64_t>::min();
    for (PackedEvents reader(packed); const auto event = reader.next();) {
        wanted.insert(event->id);
        firstTime = std::min(firstTime, event->timestamp);
        lastTime = std::max(lastTime, event->timestamp);
    }
    const auto forget = [&wanted](const EventRun &run) {
        for (const auto &item : run.items)
            wanted.erase(item.event.id);
        return true;
    };
    const auto segments = segmentsOf(database, firstTime, lastTime);
    if (!segments)
        return segments.error();
    for (const SegmentHead &head : *segments) {
        const auto run = SegmentTable(database).read(head);
        if (!run)
            return run.error();
        forget(*run);
    }
    if (const auto visited = BatchTable(database).visit(0, endOfEvents, ReadOrder::Oldest, forget); !visited)
        return visited.error();
    const EventRowTable rows(database);
    for (auto id = wanted.begin(); id != wanted.end();) {
        const auto held = rows.holds(*id);
        if (!held)
            return held.error();
        id = *held ? wanted.erase(id) : std::next(id);
    }

    QByteArray fresh;
    for (PackedEvents reader(packed); const auto event = reader.next();) {
        if (wanted.erase(event->id) > 0)
            packEvent(fresh, *event);
    }
    return fresh;
}

} // namespace unmta::store
