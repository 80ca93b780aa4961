#include "service/readiness/ReadinessRules.h"

#include <algorithm>

namespace unmta {

QList<ReadinessCheck> readinessOf(const ReadinessFacts &facts)
{
    using namespace readiness;
    return {targetZone(facts), wildcard(facts),   httpReachable(facts), httpsReachable(facts), authority(facts),
            clock(facts),      resolver(facts),   notices(facts),       dataDir(facts),        disk(facts),
            recorder(facts),   mailServer(facts), activeDomain(facts),  certificate(facts),    firstEvent(facts)};
}

bool isReady(const QList<ReadinessCheck> &checks)
{
    return std::none_of(checks.begin(), checks.end(), [](const ReadinessCheck &check) {
        return check.state == ReadinessState::Todo || check.state == ReadinessState::Failed;
    });
}

} // namespace unmta
