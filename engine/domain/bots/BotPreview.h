// How the figures would move if stored events were judged again. Changes nothing.
#pragma once

#include "domain/Activity.h"
#include "domain/bots/EventJudge.h"
#include "domain/bots/OpenedRuns.h"

#include <map>

namespace unmta {

// What one rule, or one behaviour, brings about.
struct BotEffect
{
    QByteArray reason;                // its name; where no rule speaks any more, the verdict that then goes
    QByteArray verdict;               // that its events then have
    std::int64_t events = 0;          // for which it speaks
    std::int64_t opensToPrograms = 0; // that are a person's now
    std::int64_t clicksToPrograms = 0;
    std::int64_t opensToPeople = 0; // that are a program's now
    std::int64_t clicksToPeople = 0;

    [[nodiscard]] std::int64_t changed() const
    {
        return opensToPrograms + clicksToPrograms + opensToPeople + clicksToPeople;
    }
    bool operator==(const BotEffect &) const = default;
};

struct BotForecast
{
    ActivityCounts now;
    ActivityCounts then;
    std::vector<BotEffect> effects; // those that change most come first
};

class BotPreview
{
public:
    // The matcher outlives it.
    explicit BotPreview(const BotMatcher &matcher, BehaviourRules rules = {})
        : m_judge(matcher, std::move(rules))
    {}

    // Some thousands of a cluster's events at a time, in the order in which they were recorded. What lies in different
    // calls is not compared, but for opens.
    void add(std::span<const StoredEvent> events);

    [[nodiscard]] BotForecast forecast() const;

private:
    void count(const StoredEvent &event, BotReason reason);

    EventJudge m_judge;
    OpenedRuns m_opened;
    bool m_hasOpens = false;
    BotForecast m_counts; // without effects
    std::map<QByteArray, BotEffect> m_effects;
};

} // namespace unmta
