// Gives events their verdicts by behaviour (domain/bots/Behaviour.h) when they are put into a segment: there they stand
// beside each other. Internal to this folder.
#pragma once

#include "domain/bots/EventJudge.h"
#include "store/events/ActivityMove.h"
#include "store/events/segments/EventRun.h"

#include <span>

namespace unmta::store {

class Database;

class SegmentJudge
{
public:
    // By the compiled-in rules. The database is asked so often what was opened before; beyond that, and when it cannot
    // tell, verdicts that hang on it stay as they are.
    SegmentJudge(Database &database, int maxQuestions);

    // Events of one cluster, in the order of their numbers, whose verdicts become what they should be; `moves` gets
    // what that does to the sums. Gives how many have another.
    std::int64_t judge(const QString &clusterId, std::span<EventRun::Item> items, EventJudge::Scope scope,
                       std::vector<ActivityMove> &moves);

private:
    [[nodiscard]] bool opensAreTracked(const QString &clusterId) const;
    // Of what has a number below `before`.
    [[nodiscard]] RunContext contextBefore(const QString &clusterId, const StoredEvent &first, std::int64_t before);

    Database &m_database;
    EventJudge m_judge;
    int m_questions; // left
};

} // namespace unmta::store
