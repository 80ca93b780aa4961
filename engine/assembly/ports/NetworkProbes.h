// Nobody is asked: every answer is that nothing could be found out.
#pragma once

#include "service/readiness/ReadinessProbes.h"

namespace unmta {

class NetworkProbes final : public ReadinessProbes
{
public:
    void addresses(const QString &, std::function<void(AddressesSeen)> done) override { done({}); }
    void reach(const QString &, const QStringList &, bool, std::function<void(QList<ReachSeen>)> done) override
    {
        done({});
    }
    void authority(std::function<void(AuthoritySeen)> done) override { done({}); }
    void resolvers(const QStringList &, std::function<void(QList<ResolverSeen>)> done) override { done({}); }
    void relay(std::function<void(std::optional<Error>)> done) override { done({}); }
};

} // namespace unmta
