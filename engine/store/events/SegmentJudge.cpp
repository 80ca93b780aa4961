#include "store/events/SegmentJudge.h"

#include "domain/Activity.h"
#include "store/Database.h"
#include "store/Statement.h"
#include "store/events/EventFilter.h"
#include "store/events/EventRowTable.h"
#include "store/events/SegmentTable.h"

#include <algorithm>

namespace unmta::store {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

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

// Whether the message had been opened by its recipient before this event.
class Question
{
public:
    Question(const QString &clusterId, const StoredEvent &first, RunContext &answer)
        : m_opens({.clusterId = clusterId,
                   .kind = LinkKind::Open,
                   .recipient = QString::fromUtf8(first.recipient),
                   .messageId = QString::fromUtf8(first.messageId),
                   .since = first.timestamp - openedWithin,
                   .until = first.timestamp})
        , m_answer(&answer)
    {}

    [[nodiscard]] bool mayBeAnsweredBy(const SegmentHead &head) const
    {
        return m_opens.mayMatch(head.firstTime, head.lastTime, head.filter);
    }
    // True: it is answered.
    [[nodiscard]] bool look(const EventRun &run)
    {
        const bool isOpened = std::any_of(run.items.begin(), run.items.end(), [&](const EventRun::Item &item) {
            return m_opens.matches(item.event) && tellsOfAnOpen(standingOf(item.event[EventText::Bot]));
        });
        if (isOpened)
            *m_answer = {.openedBefore = true};
        return isOpened;
    }
    void answerNo() { *m_answer = {}; }

private:
    EventMatcher m_opens;
    RunContext *m_answer;
};

} // namespace

SegmentJudge::SegmentJudge(Database &database)
    : m_database(database)
    , m_judge(shippedBotMatcher())
{}

std::int64_t SegmentJudge::judge(const QString &clusterId, std::span<EventRun::Item> items, EventJudge::Scope scope,
                                 std::vector<ActivityMove> &moves)
{
    std::int64_t changed = 0;
    std::vector<StoredEvent> events;
    events.reserve(items.size());
    for (const EventRun::Item &item : items)
        events.push_back(storedEvent(item.event));
    // Most runs ask nothing. What others ask is found in one walk through the segments.
    Contexts contexts;
    const auto ask = [&](const StoredEvent &first) {
        return contexts.try_emplace(&first, RunContext{.isKnown = false}).first->second;
    };
    auto reasons = m_judge.judge(events, scope, ask);
    if (!contexts.empty()) {
        const auto count = static_cast<std::int64_t>(items.size());
        find(contexts, clusterId, items.front().seq, std::max(leastSegments, segmentsPerEvent * count));
        reasons = m_judge.judge(events, scope, [&](const StoredEvent &first) { return contexts.at(&first); });
    }
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

void SegmentJudge::find(Contexts &contexts, const QString &clusterId, std::int64_t before,
                        std::int64_t maxSegments) const
{
    if (!opensAreTracked(clusterId)) {
        for (auto &[first, context] : contexts)
            context = {.opensAreTracked = false};
        return;
    }
    // While rows of an earlier release are taken over, not all that came before is in segments.
    const auto rows = EventRowTable(m_database).bounds(clusterId);
    if (!rows || rows->first > 0)
        return;
    std::vector<Question> open;
    TimePoint since = TimePoint::max();
    for (auto &[first, context] : contexts) {
        open.emplace_back(clusterId, *first, context);
        since = std::min(since, first->timestamp - openedWithin);
    }
    const SegmentTable table(m_database);
    bool isWhole = true;
    // What has higher numbers came later, and is much where merging is behind.
    const auto visited =
        table.visit(clusterId, 0, before, ReadOrder::Newest, SegmentTable::Filters::Read, [&](const SegmentHead &head) {
            if (head.lastTime < toUnixMs(since))
                return false;
            isWhole = maxSegments-- > 0;
            if (!isWhole)
                return false;
            if (std::none_of(open.begin(), open.end(),
                             [&head](const Question &question) { return question.mayBeAnsweredBy(head); }))
                return true;
            const auto run = table.read(head);
            isWhole = run.ok();
            if (isWhole)
                std::erase_if(open, [&](Question &question) { return question.look(*run); });
            return isWhole && !open.empty();
        });
    if (!visited || !isWhole)
        return;
    for (Question &question : open)
        question.answerNo();
}

} // namespace unmta::store
