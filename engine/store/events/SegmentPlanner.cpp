#include "store/events/SegmentPlanner.h"

#include "store/Database.h"
#include "store/events/BatchTable.h"
#include "store/events/EventFilter.h"
#include "store/events/EventRowTable.h"
#include "store/events/SegmentJudge.h"
#include "store/events/SegmentTable.h"

#include <algorithm>
#include <map>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t dayMs = 86'400'000;
constexpr std::size_t largestSegment = 16'384;
// So many of one size are merged into one of the next.
constexpr std::size_t fanIn = 4;
std::int64_t dayOf(std::int64_t ms)
{
    return ms / dayMs;
}

// Events of all clusters in the order of their numbers, made into segments.
class Sorter
{
public:
    explicit Sorter(const std::optional<RecipientOfCluster> &erased)
    {
        if (erased)
            m_erased.emplace(EventFilter{.clusterId = erased->clusterId, .recipient = erased->key});
    }

    void add(const EventRun &run)
    {
        for (const EventRun::Item &item : run.items) {
            ++m_taken;
            if (m_erased && m_erased->matches(item.event))
                ++m_deleted;
            else
                clusterOf(item.event[EventText::Cluster]).push_back(item);
        }
    }

    // With verdicts by behaviour, where there is a judge.
    void finish(SegmentChange &change, SegmentJudge *judge)
    {
        change.taken = m_taken;
        change.deleted = m_deleted;
        for (auto &[cluster, items] : m_clusters) {
            const QString name = QString::fromUtf8(cluster);
            change.clusters << name;
            if (judge)
                judge->judge(name, items, EventJudge::Scope::Behaviour, change.moves);
            encode(name, items, change.added);
        }
    }

private:
    using Items = std::vector<EventRun::Item>;

    Items &clusterOf(QByteArrayView cluster)
    {
        if (!m_last || m_last->first != cluster)
            m_last = &*m_clusters.try_emplace(cluster.toByteArray()).first;
        return m_last->second;
    }

    // A new segment where a day begins; what comes late from the day before stays with the new one, so that segments do
    // not overlap.
    static void encode(const QString &cluster, const Items &items, std::vector<Segment> &segments)
    {
        std::size_t from = 0;
        std::int64_t day = dayOf(items.front().event.timestamp);
        for (std::size_t i = 1; i <= items.size(); ++i) {
            const bool isEnd = i == items.size() || i - from == largestSegment || dayOf(items[i].event.timestamp) > day;
            if (!isEnd)
                continue;
            segments.push_back(encodeSegment(cluster, std::span(items).subspan(from, i - from)));
            from = i;
            if (i < items.size())
                day = dayOf(items[i].event.timestamp);
        }
    }

    std::optional<EventMatcher> m_erased;
    std::map<QByteArray, Items> m_clusters;
    std::pair<const QByteArray, Items> *m_last = nullptr;
    std::int64_t m_taken = 0;
    std::int64_t m_deleted = 0;
};

int sizeClass(std::int64_t events)
{
    int result = 0;
    for (; events >= std::int64_t{fanIn}; events /= std::int64_t{fanIn})
        ++result;
    return result;
}

} // namespace

Result<SegmentChange> SegmentPlanner::mergeBatches(std::int64_t maxEvents,
                                                   const std::optional<RecipientOfCluster> &erased) const
{
    SegmentChange change;
    Sorter sorter(erased);
    std::vector<EventRun> runs; // the sorter points into them
    std::int64_t events = 0;
    const auto visited = BatchTable(m_database).visit(0, endOfEvents, ReadOrder::Oldest, [&](EventRun run) {
        const auto size = static_cast<std::int64_t>(run.items.size());
        if (change.batches > 0 && events + size > maxEvents)
            return false;
        ++change.batches;
        change.batchesUpTo = run.items.back().seq;
        events += size;
        runs.push_back(std::move(run));
        return true;
    });
    if (!visited)
        return visited.error();
    for (const EventRun &run : runs)
        sorter.add(run);
    SegmentJudge judge(m_database);
    sorter.finish(change, &judge);
    return change;
}

Result<SegmentChange> SegmentPlanner::mergeRows(int maxRows) const
{
    SegmentChange change;
    const auto run = EventRowTable(m_database).oldest(maxRows);
    if (!run || run->items.empty())
        return run ? Result<SegmentChange>(change) : Result<SegmentChange>(run.error());
    change.rows = static_cast<std::int64_t>(run->items.size());
    change.rowsUpTo = run->items.back().seq;
    Sorter sorter({});
    sorter.add(*run);
    sorter.finish(change, nullptr); // what has long been counted stays
    return change;
}

Result<SegmentChange> SegmentPlanner::compact(const QString &clusterId) const
{
    const SegmentTable table(m_database);
    std::vector<SegmentHead> small; // the newest first
    const auto visited = table.visit(
        clusterId, 0, endOfEvents, ReadOrder::Newest, SegmentTable::Filters::Leave, [&small](const SegmentHead &head) {
            const bool isFull = head.events >= fullSegment;
            const bool isOfDay = small.empty() || dayOf(small.front().lastTime) == dayOf(head.lastTime);
            const bool isSmaller = small.empty() || sizeClass(head.events) <= sizeClass(small.front().events);
            if (isFull || !isOfDay || !isSmaller)
                return false;
            small.push_back(head);
            return true;
        });
    if (!visited)
        return visited.error();
    SegmentChange change;
    if (small.size() < fanIn)
        return change;
    std::reverse(small.begin(), small.end());
    std::vector<EventRun> runs;
    std::vector<EventRun::Item> items;
    for (const SegmentHead &head : small) {
        auto run = table.read(head);
        if (!run)
            return run.error();
        items.insert(items.end(), run->items.begin(), run->items.end());
        runs.push_back(*std::move(run));
        change.segments.push_back(head.lastSeq);
    }
    change.clusters << clusterId;
    SegmentJudge(m_database).judge(clusterId, items, EventJudge::Scope::Behaviour, change.moves);
    change.added.push_back(encodeSegment(clusterId, items));
    return change;
}

Result<SegmentPlanner::Progress> SegmentPlanner::erase(const RecipientOfCluster &erased, std::int64_t after,
                                                       std::int64_t last) const
{
    const EventMatcher matcher(EventFilter{.clusterId = erased.clusterId, .recipient = erased.key});
    const SegmentTable table(m_database);
    Progress erasure{{}, last};
    Result<void> outcome;
    const auto look = [&](const SegmentHead &head) {
        if (!matcher.mayMatch(head.firstTime, head.lastTime, head.filter))
            return true;
        const auto run = table.read(head);
        if (!run) {
            outcome = run.error();
            return false;
        }
        std::vector<EventRun::Item> kept;
        std::copy_if(run->items.begin(), run->items.end(), std::back_inserter(kept),
                     [&matcher](const EventRun::Item &item) { return !matcher.matches(item.event); });
        if (kept.size() == run->items.size())
            return true;
        erasure.reached = head.lastSeq;
        SegmentChange &change = erasure.change;
        change.segments.push_back(head.lastSeq);
        change.clusters << erased.clusterId;
        change.deleted = static_cast<std::int64_t>(run->items.size() - kept.size());
        if (!kept.empty())
            change.added.push_back(encodeSegment(erased.clusterId, kept));
        return false;
    };
    const auto visited =
        table.visit(erased.clusterId, after, endOfEvents, ReadOrder::Oldest, SegmentTable::Filters::Read, look);
    if (!visited || !outcome)
        return visited ? outcome.error() : visited.error();
    return erasure;
}

Result<SegmentPlanner::Progress> SegmentPlanner::judge(const QString &clusterId, std::int64_t after,
                                                       std::int64_t last) const
{
    const SegmentTable table(m_database);
    SegmentJudge judge(m_database);
    Progress progress{{}, last};
    Result<void> outcome;
    int looked = 0;
    const auto look = [&](const SegmentHead &head) {
        auto run = table.read(head);
        if (!run) {
            outcome = run.error();
            return false;
        }
        SegmentChange &change = progress.change;
        change.judged = judge.judge(clusterId, run->items, EventJudge::Scope::Everything, change.moves);
        const bool isLastOne = change.judged > 0 || ++looked == segmentsAtOnce;
        if (isLastOne)
            progress.reached = head.lastSeq;
        if (change.judged > 0) {
            change.segments.push_back(head.lastSeq);
            change.added.push_back(encodeSegment(clusterId, run->items));
        }
        return !isLastOne;
    };
    const auto visited = table.visit(clusterId, after, last + 1, ReadOrder::Oldest, SegmentTable::Filters::Leave, look);
    if (!visited || !outcome)
        return visited ? outcome.error() : visited.error();
    return progress;
}

} // namespace unmta::store
