#include "store/events/EventBacklog.h"

#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/BatchTable.h"
#include "store/events/EventRowTable.h"
#include "store/events/SegmentTable.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

class Count
{
public:
    Count(QString clusterId, std::int64_t seq)
        : m_cluster(clusterId.toUtf8())
        , m_seq(seq)
    {}

    void add(std::int64_t events, std::int64_t earliest)
    {
        if (events > 0 && !m_sum.oldest)
            m_sum.oldest = fromUnixMs(earliest);
        m_sum.events += events;
    }
    void add(const EventRun &run)
    {
        for (const EventRun::Item &item : run.items) {
            if (item.seq > m_seq && item.event[EventText::Cluster] == m_cluster)
                add(1, item.event.timestamp);
        }
    }
    [[nodiscard]] const EventBacklog &sum() const { return m_sum; }

private:
    const QByteArray m_cluster;
    const std::int64_t m_seq;
    EventBacklog m_sum;
};

Result<void> countSegments(Database &database, const QString &clusterId, std::int64_t seq, Count &count)
{
    const SegmentTable table(database);
    Result<void> outcome;
    auto visited = table.visit(clusterId, seq, endOfEvents, ReadOrder::Oldest, SegmentTable::Filters::Leave,
                               [&](const SegmentHead &head) {
                                   if (head.firstSeq > seq) {
                                       count.add(head.events, head.firstTime);
                                       return true;
                                   }
                                   const auto run = table.read(head);
                                   if (run)
                                       count.add(*run);
                                   else
                                       outcome = run.error();
                                   return run.ok();
                               });
    return visited ? outcome : visited;
}

Result<void> countAll(Database &database, const QString &clusterId, std::int64_t seq, Count &count)
{
    if (auto done = countSegments(database, clusterId, seq, count); !done)
        return done;
    const auto take = [&count](const EventRun &run) {
        count.add(run);
        return true;
    };
    if (auto done = EventRowTable(database).visit(clusterId, seq, endOfEvents, ReadOrder::Oldest, take); !done)
        return done;
    return BatchTable(database).visit(seq, endOfEvents, ReadOrder::Oldest, take);
}

} // namespace

Result<EventBacklog> backlogBehind(Database &database, const QString &clusterId, std::int64_t seq)
{
    // All as it stood at one moment, for events move from one form to another.
    if (auto begun = database.beginReading(); !begun)
        return begun.error();
    Count count(clusterId, seq);
    const auto done = countAll(database, clusterId, seq, count);
    const auto ended = database.endReading();
    if (!done || !ended)
        return done ? ended.error() : done.error();
    return count.sum();
}

} // namespace unmta::store
