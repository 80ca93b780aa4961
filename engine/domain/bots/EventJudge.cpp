#include "domain/bots/EventJudge.h"

#include "domain/bots/TextHash.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace unmta {

namespace {

// So long an agent may have been cut.
constexpr qsizetype cutAgent = 512;

bool sameRun(const StoredEvent &a, const StoredEvent &b)
{
    return a.recipient == b.recipient && a.messageId == b.messageId && a.clusterId == b.clusterId;
}

bool runBefore(const StoredEvent &a, const StoredEvent &b)
{
    const auto compared = [](QByteArrayView one, QByteArrayView other) {
        return std::string_view(one.data(), std::size_t(one.size()))
            .compare(std::string_view(other.data(), std::size_t(other.size())));
    };
    for (const int order :
         {compared(a.recipient, b.recipient), compared(a.messageId, b.messageId), compared(a.clusterId, b.clusterId)}) {
        if (order != 0)
            return order < 0;
    }
    return false;
}

bool hasNeighbours(const StoredEvent &event)
{
    return !event.messageId.isEmpty() && !event.recipient.isEmpty();
}

} // namespace

StoredEvent storedEvent(const EventView &view)
{
    return {fromUnixMs(view.timestamp),
            view.kind,
            view[EventText::Cluster],
            view[EventText::MessageId],
            view[EventText::Recipient],
            view[EventText::Url],
            view.linkIndex,
            view[EventText::Ip],
            view[EventText::UserAgent],
            view[EventText::Bot]};
}

std::uint64_t runHash(const StoredEvent &event)
{
    return textHash(event.recipient, textHash(event.messageId));
}

EventJudge::EventJudge(const BotMatcher &matcher, BehaviourRules rules)
    : m_matcher(matcher)
    , m_rules(std::move(rules))
    , m_closest(std::max(m_rules.instant, m_rules.besideHead))
{
    for (const BehaviourRules::Burst &burst : m_rules.bursts)
        m_closest = std::max(m_closest, burst.within);
}

std::span<const BotReason> EventJudge::judge(std::span<const StoredEvent> events, Scope scope,
                                             const ContextOf &contextOf)
{
    m_reasons.clear();
    for (const StoredEvent &event : events)
        m_reasons.push_back(ofRequest(event, scope));
    order(events);
    for (std::size_t first = 0; first < m_places.size();) {
        std::size_t last = first + 1;
        while (last < m_places.size() && m_places[last].run == m_places[first].run &&
               sameRun(events[m_places[last].event], events[m_places[first].event]))
            ++last;
        judgeRunAt(events, std::span(m_places).subspan(first, last - first), contextOf);
        first = last;
    }
    return m_reasons;
}

BotReason EventJudge::ofRequest(const StoredEvent &event, Scope scope) const
{
    const bool wasPerson = event.bot.isEmpty() || behaviourNamed(event.bot) != Behaviour::None;
    if (scope == Scope::Behaviour || event.bot == "head_request")
        return wasPerson ? BotReason() : BotReason::asStored();
    const auto address = IpAddress::parse(event.ip);
    BotRuleId rule = event.userAgent.isEmpty() ? noBotRule : m_matcher.matchAgent(event.userAgent);
    if (address)
        rule = std::min(rule, m_matcher.matchAddress(*address));
    if (wasPerson)
        return BotReason::rule(rule);
    const bool isWhole = address && !event.userAgent.isEmpty() && event.userAgent.size() < cutAgent;
    const bool wasAnnounced = event.bot == "prefetch" && m_matcher.verdict(rule) != event.bot;
    return isWhole && !wasAnnounced ? BotReason::rule(rule) : BotReason::asStored();
}

// Runs next to each other, in them the order of time.
void EventJudge::order(std::span<const StoredEvent> events)
{
    m_places.clear();
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        const StoredEvent &event = events[i];
        if (hasNeighbours(event))
            m_places.push_back({runHash(event), event.timestamp, i});
    }
    std::sort(m_places.begin(), m_places.end(), [&](const Place &a, const Place &b) {
        if (a.run != b.run)
            return a.run < b.run;
        const StoredEvent &one = events[a.event];
        const StoredEvent &other = events[b.event];
        if (!sameRun(one, other))
            return runBefore(one, other);
        return std::tie(a.time, a.event) < std::tie(b.time, b.event);
    });
}

bool EventJudge::isHosting(const StoredEvent &event) const
{
    const auto address = IpAddress::parse(event.ip);
    return address && m_matcher.isHosting(*address);
}

// Whether any behaviour may be found: most runs are an open, or have nothing in them that is close to anything else.
bool EventJudge::canBehave(std::span<const StoredEvent> events, std::span<const Place> run) const
{
    bool hasClick = false;
    bool isClose = false;
    for (std::size_t i = 0; i < run.size(); ++i) {
        const StoredEvent &event = events[run[i].event];
        isClose = isClose || (i > 0 && run[i].time - run[i - 1].time <= m_closest);
        hasClick = hasClick || event.kind == LinkKind::Click || event.bot == "head_request";
        if (hasClick && isClose)
            return true;
        if (event.kind == LinkKind::Click && isHosting(event))
            return true;
    }
    return false;
}

// What was found out once stays, and nothing new is found.
void EventJudge::keepWhatIsKnown(std::span<const StoredEvent> events, std::span<const Place> run)
{
    judgeRun(m_run, {.openedBefore = true}, m_rules, m_behaviours);
    for (std::size_t i = 0; i < run.size(); ++i) {
        const Behaviour stored = behaviourNamed(events[run[i].event].bot);
        if (m_behaviours[i] == Behaviour::None && m_run[i].standing == Standing::Person && hangsOnContext(stored))
            m_behaviours[i] = stored;
    }
}

void EventJudge::judgeRunAt(std::span<const StoredEvent> events, std::span<const Place> run, const ContextOf &contextOf)
{
    if (!canBehave(events, run))
        return;
    m_run.clear();
    for (const Place &place : run) {
        const StoredEvent &event = events[place.event];
        const bool isClick = event.kind == LinkKind::Click;
        m_run.push_back({event.timestamp, event.kind, standingOf(verdict(m_reasons[place.event], event)),
                         isClick && isHosting(event), textHash(event.userAgent, textHash(event.ip)),
                         isClick ? textHash(event.url) : 0});
    }
    m_behaviours.resize(m_run.size());
    // What is known beyond the events can only take verdicts away, and asking for it is dear.
    judgeRun(m_run, {}, m_rules, m_behaviours);
    if (std::any_of(m_behaviours.begin(), m_behaviours.end(), hangsOnContext)) {
        const RunContext context = contextOf(events[run.front().event]);
        if (context.isKnown)
            judgeRun(m_run, context, m_rules, m_behaviours);
        else
            keepWhatIsKnown(events, run);
    }
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (m_behaviours[i] != Behaviour::None)
            m_reasons[run[i].event] = BotReason::behaviour(m_behaviours[i]);
    }
}

QByteArrayView EventJudge::verdict(BotReason reason, const StoredEvent &event) const
{
    if (reason.isStored())
        return event.bot;
    return reason.isBehaviour() ? behaviourName(reason.behaviour()) : m_matcher.verdict(reason.rule());
}

QByteArrayView EventJudge::reasonName(BotReason reason, const StoredEvent &event) const
{
    if (reason.isBehaviour())
        return behaviourName(reason.behaviour());
    if (reason.isStored())
        return event.bot;
    return reason.rule() == noBotRule ? QByteArrayView("")
                                      : QByteArrayView(m_matcher.table().rules[reason.rule()].name);
}

} // namespace unmta
