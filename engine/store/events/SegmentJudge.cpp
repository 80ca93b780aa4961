#include "store/events/SegmentJudge.h"

#include "domain/Activity.h"
#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/EventReader.h"

#include <algorithm>

namespace unmta::store {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A question reads the filters of all segments of that time: with thousands of them some tens of milliseconds, while
// commits want to be merged.
constexpr auto openedWithin = 24h * 30;

void note(std::vector<ActivityMove> &moves, const QString &clusterId, const EventView &event, int people)
{
    const QString host = QString::fromUtf8(event[EventText::Host]);
    const std::int64_t hour = event.timestamp / hourMs;
    auto move = std::find_if(moves.begin(), moves.end(), [&](const ActivityMove &each) {
        return each.hour == hour && each.domainId == event.domainId && each.trackingHost == host &&
               each.clusterId == clusterId;
    });
    if (move == moves.end())
        move = moves.insert(move, {clusterId, host, event.domainId, hour});
    (event.kind == LinkKind::Click ? move->clicksByPeople : move->opensByPeople) += people;
}

} // namespace

SegmentJudge::SegmentJudge(Database &database, int maxQuestions)
    : m_database(database)
    , m_judge(shippedBotMatcher())
    , m_questions(maxQuestions)
{}

std::int64_t SegmentJudge::judge(const QString &clusterId, std::span<EventRun::Item> items, EventJudge::Scope scope,
                                 std::vector<ActivityMove> &moves)
{
    std::int64_t changed = 0;
    std::vector<StoredEvent> events;
    events.reserve(items.size());
    for (const EventRun::Item &item : items)
        events.push_back(storedEvent(item.event));
    // What has higher numbers came later, and is much where merging is behind.
    const std::int64_t before = items.empty() ? 0 : items.front().seq;
    const auto contextOf = [&](const StoredEvent &first) { return contextBefore(clusterId, first, before); };
    const auto reasons = m_judge.judge(events, scope, contextOf);
    for (std::size_t i = 0; i < items.size(); ++i) {
        EventView &event = items[i].event;
        const QByteArrayView verdict = m_judge.verdict(reasons[i], events[i]);
        if (verdict == event[EventText::Bot])
            continue;
        if (verdict.isEmpty() != event[EventText::Bot].isEmpty())
            note(moves, clusterId, event, verdict.isEmpty() ? 1 : -1);
        event[EventText::Bot] = verdict; // of the program's own words
        ++changed;
    }
    return changed;
}

bool SegmentJudge::opensAreTracked(const QString &clusterId) const
{
    Statement find(m_database, u"SELECT 1 FROM activity WHERE cluster_id = ? AND opens > 0 LIMIT 1"_s);
    const auto found = find.bind(clusterId).row([](const Statement &row) { return row.integer(0); });
    return found && found->has_value();
}

RunContext SegmentJudge::contextBefore(const QString &clusterId, const StoredEvent &first, std::int64_t before)
{
    constexpr RunContext unknown{.isKnown = false};
    if (m_questions-- <= 0)
        return unknown;
    if (!opensAreTracked(clusterId))
        return {.opensAreTracked = false};
    EventFilter filter{.clusterId = clusterId, .kind = LinkKind::Open};
    filter.recipient = QString::fromUtf8(first.recipient);
    filter.messageId = QString::fromUtf8(first.messageId);
    filter.since = first.timestamp - openedWithin;
    filter.until = first.timestamp;
    bool opened = false;
    const auto look = [&opened](std::int64_t, const EventView &event) {
        opened = tellsOfAnOpen(standingOf(event[EventText::Bot]));
        return !opened;
    };
    if (!EventReader(m_database).visit(filter, 0, before, ReadOrder::Newest, look))
        return unknown;
    return {.openedBefore = opened};
}

} // namespace unmta::store
