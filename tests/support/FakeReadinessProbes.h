// Readiness probes that answer as scripted, at once or when the test lets them.
#pragma once

#include "service/readiness/ReadinessProbes.h"

namespace unmta::test {

class FakeReadinessProbes final : public ReadinessProbes
{
public:
    void addresses(const QString &name, std::function<void(AddressesSeen)> done) override
    {
        names << name;
        answer([this, done = std::move(done)] { done(wildcard); });
    }
    void reach(const QString &host, const QStringList &addresses, bool tls,
               std::function<void(QList<ReachSeen>)> done) override
    {
        hosts << host;
        answer([this, addresses, tls, done = std::move(done)] {
            QList<ReachSeen> seen;
            for (const QString &address : addresses)
                seen << ReachSeen{address, tls ? 443 : 80, reached, {}};
            done(seen);
        });
    }
    void authority(const Settings &, std::function<void(AuthoritySeen)> done) override
    {
        ++authorityAsked;
        answer([this, done = std::move(done)] { done(directory); });
    }
    void resolvers(const std::optional<QString> &others, const QStringList &,
                   std::function<void(QList<ResolverSeen>)> done) override
    {
        resolversAsked << others.value_or(QString());
        answer([this, done = std::move(done)] { done(resolversSeen); });
    }
    void relay(std::function<void(std::optional<Error>)> done) override
    {
        answer([this, done = std::move(done)] { done(relayError); });
    }

    // What was held back is answered; so is what comes from now on.
    void release()
    {
        isHeld = false;
        for (const auto &one : std::exchange(m_held, {}))
            one();
    }

    AddressesSeen wildcard{true, true, QStringLiteral("example.net"), {QStringLiteral("192.0.2.80")}, {}, {}};
    ReachSeen::Outcome reached = ReachSeen::Outcome::Reached;
    AuthoritySeen directory{{}, Millis(0), true, false};
    QList<ResolverSeen> resolversSeen{{QStringLiteral("192.0.2.53:53"), true, {}, true}};
    std::optional<Error> relayError;

    QStringList names;
    QStringList hosts;
    QStringList resolversAsked; // "": those of the checks
    int authorityAsked = 0;
    bool isHeld = false;

private:
    void answer(std::function<void()> one)
    {
        if (isHeld)
            m_held << std::move(one);
        else
            one();
    }

    QList<std::function<void()>> m_held;
};

} // namespace unmta::test
