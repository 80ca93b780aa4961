// Gives events their verdicts by behaviour (domain/bots/Behaviour.h) when they are put into a segment: there they stand
// beside each other. Internal to this folder.
#pragma once

#include "domain/bots/EventJudge.h"
#include "store/events/ActivityMove.h"
#include "store/events/segments/EventRun.h"

#include <map>
#include <span>

namespace unmta::store {

class Database;

class SegmentJudge
{
public:
    // So many segments of the time before may be asked what was opened, for each event that is judged, and so many at
    // least: with thousands of them a look at all takes a tenth of a second. Beyond that, and when the database cannot
    // tell, verdicts that hang on it stay as they are.
    static constexpr std::int64_t segmentsPerEvent = 2;
    static constexpr std::int64_t leastSegments = 512;

    // By the compiled-in rules.
    explicit SegmentJudge(Database &database);

    // Events of one cluster, in the order of their numbers, whose verdicts become what they should be; `moves` gets
    // what that does to the sums. Gives how many have another.
    std::int64_t judge(const QString &clusterId, std::span<EventRun::Item> items, EventJudge::Scope scope,
                       std::vector<ActivityMove> &moves);

private:
    // What is asked of a run, by the event that it begins with.
    using Contexts = std::map<const StoredEvent *, RunContext>;

    [[nodiscard]] bool opensAreTracked(const QString &clusterId) const;
    // Answers what is not known; looks at numbers below `before`.
    void find(Contexts &contexts, const QString &clusterId, std::int64_t before, std::int64_t maxSegments) const;

    Database &m_database;
    EventJudge m_judge;
};

} // namespace unmta::store
