#include "readiness/Reach.h"

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using wire::ReadinessState;

namespace {

bool isOnTheWay(const QString &id)
{
    static const QStringList ids{u"target_zone"_s, u"wildcard"_s, u"http_reachable"_s, u"https_reachable"_s};
    return ids.contains(id);
}

bool isMissing(const wire::ReadinessCheck &check)
{
    return check.state == ReadinessState::Todo || check.state == ReadinessState::Failed;
}

} // namespace

Obstacles obstaclesOf(const wire::Readiness &readiness)
{
    const auto lacks = [&readiness](QLatin1StringView id) {
        return std::any_of(readiness.checks.begin(), readiness.checks.end(),
                           [id](const auto &check) { return check.id == id && isMissing(check); });
    };
    const bool leadsElsewhere = lacks("target_zone"_L1) || lacks("wildcard"_L1);
    return {leadsElsewhere || lacks("http_reachable"_L1), leadsElsewhere || lacks("https_reachable"_L1)};
}

QList<wire::ReadinessCheck> missingOnTheWay(const wire::Readiness &readiness)
{
    QList<wire::ReadinessCheck> missing;
    std::copy_if(readiness.checks.begin(), readiness.checks.end(), std::back_inserter(missing), [](const auto &check) {
        return isOnTheWay(check.id) &&
               (isMissing(check) || (check.state == ReadinessState::Unknown && check.checkedAt.has_value()));
    });
    return missing;
}

} // namespace unmta::ui
