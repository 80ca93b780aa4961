#include "domain/bots/Behaviour.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace unmta {

namespace {

// The events of one client, by their places in the run: in the order of time.
using Places = std::vector<std::size_t>;

std::vector<Places> byClient(std::span<const BehaviourEvent> events)
{
    Places all(events.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    std::stable_sort(all.begin(), all.end(),
                     [&](std::size_t a, std::size_t b) { return events[a].client < events[b].client; });
    std::vector<Places> clients;
    for (const std::size_t place : all) {
        if (clients.empty() || events[clients.back().front()].client != events[place].client)
            clients.emplace_back();
        clients.back().push_back(place);
    }
    return clients;
}

class Run
{
public:
    Run(std::span<const BehaviourEvent> events, const RunContext &context, const BehaviourRules &rules,
        std::span<Behaviour> verdicts)
        : m_events(events)
        , m_context(context)
        , m_rules(rules)
        , m_verdicts(verdicts)
    {}

    void judge()
    {
        std::fill(m_verdicts.begin(), m_verdicts.end(), Behaviour::None);
        if (m_events.size() > 1) {
            for (const Places &client : byClient(m_events)) {
                markBesideHeads(client);
                for (const BehaviourRules::Burst &burst : m_rules.bursts)
                    markBursts(client, burst);
                markInstantClicks(client);
            }
        }
        markClicksWithoutOpen();
    }

private:
    // The verdict that comes first in the order stays.
    void mark(std::size_t place, Behaviour behaviour)
    {
        Behaviour &verdict = m_verdicts[place];
        if (m_events[place].standing == Standing::Person && (verdict == Behaviour::None || behaviour < verdict))
            verdict = behaviour;
    }

    [[nodiscard]] bool isPersonsClick(std::size_t place) const
    {
        return m_events[place].standing == Standing::Person && m_events[place].kind == LinkKind::Click;
    }

    // Each way along the client's events, from each request for a head to what comes soon after it on that way.
    void markBesideHeads(const Places &client)
    {
        const auto walk = [&](auto first, auto last) {
            const BehaviourEvent *head = nullptr;
            for (auto at = first; at != last; ++at) {
                const BehaviourEvent &event = m_events[*at];
                if (event.standing == Standing::HeadRequest)
                    head = &event;
                else if (head && std::chrono::abs(event.time - head->time) <= m_rules.besideHead)
                    mark(*at, Behaviour::AfterHead);
            }
        };
        walk(client.begin(), client.end());
        walk(client.rbegin(), client.rend());
    }

    // A window slides over the clicks; whenever it holds enough different links, all in it are marked, each once.
    void markBursts(const Places &client, const BehaviourRules::Burst &burst)
    {
        Places clicks;
        std::copy_if(client.begin(), client.end(), std::back_inserter(clicks),
                     [&](std::size_t place) { return isPersonsClick(place); });
        std::map<std::uint64_t, int> links; // in the window, how often
        std::size_t first = 0;
        std::size_t marked = 0;
        for (std::size_t last = 0; last < clicks.size(); ++last) {
            ++links[m_events[clicks[last]].link];
            for (; m_events[clicks[last]].time - m_events[clicks[first]].time > burst.within; ++first) {
                const auto gone = links.find(m_events[clicks[first]].link);
                if (--gone->second == 0)
                    links.erase(gone);
            }
            if (links.size() < static_cast<std::size_t>(burst.links))
                continue;
            for (marked = std::max(marked, first); marked <= last; ++marked)
                mark(clicks[marked], Behaviour::LinkBurst);
        }
    }

    // Of the first open only: programs that draw a message anew load its picture again at any moment.
    void markInstantClicks(const Places &client)
    {
        if (m_context.openedBefore)
            return;
        const auto isOpen = [](const BehaviourEvent &event) { return event.kind == LinkKind::Open; };
        const auto first = std::find_if(m_events.begin(), m_events.end(), isOpen);
        if (first == m_events.end())
            return;
        const auto isFirstOpen = [&](std::size_t place) {
            const BehaviourEvent &event = m_events[place];
            return isOpen(event) && event.time == first->time && event.standing == Standing::Person;
        };
        const auto isInstantClick = [&](std::size_t place) {
            const auto after = m_events[place].time - first->time;
            return isPersonsClick(place) && after >= after.zero() && after <= m_rules.instant;
        };
        if (std::none_of(client.begin(), client.end(), isFirstOpen) ||
            std::none_of(client.begin(), client.end(), isInstantClick))
            return;
        for (const std::size_t place : client) {
            if (isFirstOpen(place) || isInstantClick(place))
                mark(place, Behaviour::InstantClick);
        }
    }

    void markClicksWithoutOpen()
    {
        if (!m_context.opensAreTracked || m_context.openedBefore)
            return;
        std::size_t open = 0; // the first that tells of a person, or may
        for (; open < m_events.size(); ++open) {
            const bool counts = tellsOfAnOpen(m_events[open].standing) && m_verdicts[open] == Behaviour::None;
            if (m_events[open].kind == LinkKind::Open && counts)
                break;
        }
        for (std::size_t place = 0; place < m_events.size(); ++place) {
            const bool isOpened =
                open < m_events.size() && m_events[open].time <= m_events[place].time + m_rules.openAfterClick;
            if (isPersonsClick(place) && m_events[place].isHosting && !isOpened)
                mark(place, Behaviour::ClickWithoutOpen);
        }
    }

    std::span<const BehaviourEvent> m_events;
    const RunContext &m_context;
    const BehaviourRules &m_rules;
    std::span<Behaviour> m_verdicts;
};

} // namespace

QByteArrayView behaviourName(Behaviour behaviour)
{
    switch (behaviour) {
    case Behaviour::AfterHead:
        return "after_head";
    case Behaviour::LinkBurst:
        return "link_burst";
    case Behaviour::InstantClick:
        return "instant_click";
    case Behaviour::ClickWithoutOpen:
        return "click_without_open";
    case Behaviour::None:
        break;
    }
    return "";
}

Behaviour behaviourNamed(QByteArrayView verdict)
{
    const auto found = std::find_if(allBehaviours.begin(), allBehaviours.end(),
                                    [&](Behaviour each) { return behaviourName(each) == verdict; });
    return found == allBehaviours.end() ? Behaviour::None : *found;
}

Standing standingOf(QByteArrayView verdict)
{
    if (verdict.isEmpty())
        return Standing::Person;
    if (verdict == "head_request")
        return Standing::HeadRequest;
    if (verdict == "apple_privacy" || verdict == "prefetch")
        return Standing::LoadedAhead;
    return Standing::Program;
}

void judgeRun(std::span<const BehaviourEvent> events, const RunContext &context, const BehaviourRules &rules,
              std::span<Behaviour> verdicts)
{
    Run(events, context, rules, verdicts).judge();
}

} // namespace unmta
