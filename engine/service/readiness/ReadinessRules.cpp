#include "service/readiness/ReadinessRules.h"

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

QList<ReadinessCheck> readinessOf(const ReadinessFacts &facts)
{
    using namespace readiness;
    QList<ReadinessCheck> checks{targetZone(facts),   wildcard(facts),    httpReachable(facts), httpsReachable(facts),
                                 authority(facts),    clock(facts),       resolver(facts),      notices(facts),
                                 dataDir(facts),      disk(facts),        recorder(facts),      mailServer(facts),
                                 activeDomain(facts), certificate(facts), firstEvent(facts)};
    for (ReadinessCheck &check : checks)
        check = withReachingCommands(std::move(check), facts.local);
    return checks;
}

ReadinessCheck withReachingCommands(ReadinessCheck check, const LocalSeen &local)
{
    check.fix.replace("\nunmta-ctl "_L1, u'\n' + local.ctl + u' ');
    return check;
}

bool isReady(const QList<ReadinessCheck> &checks)
{
    return std::none_of(checks.begin(), checks.end(), [](const ReadinessCheck &check) {
        return check.state == ReadinessState::Todo || check.state == ReadinessState::Failed;
    });
}

} // namespace unmta
