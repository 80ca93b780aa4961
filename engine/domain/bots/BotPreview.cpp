#include "domain/bots/BotPreview.h"

#include <algorithm>
#include <tuple>

namespace unmta {

namespace {

void countIn(ActivityCounts &counts, LinkKind kind, bool isPerson)
{
    if (kind == LinkKind::Open) {
        ++counts.opens;
        counts.opensByPeople += isPerson;
    } else {
        ++counts.clicks;
        counts.clicksByPeople += isPerson;
    }
}

} // namespace

void BotPreview::add(std::span<const StoredEvent> events)
{
    m_hasOpens = m_hasOpens || std::any_of(events.begin(), events.end(),
                                           [](const StoredEvent &event) { return event.kind == LinkKind::Open; });
    const auto contextOf = [this](const StoredEvent &first) {
        return RunContext{m_hasOpens, m_opened.mayContain(runHash(first))};
    };
    const auto reasons = m_judge.judge(events, EventJudge::Scope::Everything, contextOf);
    for (std::size_t i = 0; i < events.size(); ++i) {
        count(events[i], reasons[i]);
        if (events[i].kind == LinkKind::Open && tellsOfAnOpen(standingOf(m_judge.verdict(reasons[i], events[i]))))
            m_opened.add(runHash(events[i]));
    }
}

void BotPreview::count(const StoredEvent &event, BotReason reason)
{
    const QByteArrayView verdict = m_judge.verdict(reason, event);
    const bool wasPerson = event.bot.isEmpty();
    const bool isPerson = verdict.isEmpty();
    countIn(m_counts.now, event.kind, wasPerson);
    countIn(m_counts.then, event.kind, isPerson);
    QByteArrayView name = m_judge.reasonName(reason, event);
    if (name.isEmpty())
        name = event.bot; // nothing speaks any more
    if (name.isEmpty())
        return;
    BotEffect &effect = m_effects[name.toByteArray()];
    effect.reason = name.toByteArray();
    // One that only loses events keeps what they had.
    if (effect.events == 0)
        effect.verdict = verdict.toByteArray();
    effect.events += !m_judge.reasonName(reason, event).isEmpty();
    if (wasPerson == isPerson)
        return;
    if (event.kind == LinkKind::Open)
        ++(isPerson ? effect.opensToPeople : effect.opensToPrograms);
    else
        ++(isPerson ? effect.clicksToPeople : effect.clicksToPrograms);
}

BotForecast BotPreview::forecast() const
{
    BotForecast forecast = m_counts;
    auto &effects = forecast.effects;
    for (const auto &[name, effect] : m_effects)
        effects.push_back(effect);
    std::sort(effects.begin(), effects.end(), [](const BotEffect &a, const BotEffect &b) {
        return std::tuple(-a.changed(), -a.events, a.reason) < std::tuple(-b.changed(), -b.events, b.reason);
    });
    return forecast;
}

} // namespace unmta
