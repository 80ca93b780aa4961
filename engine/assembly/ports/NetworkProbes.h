// ReadinessProbes over the floors that have the network: asks DNS, the authority, the relay and our own public
// addresses, and brings what was seen to the engine thread.
#pragma once

#include "acme/AcmeIssuer.h"
#include "acme/Gate.h"
#include "assembly/ports/ProbeBeacon.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "outbound/Outbound.h"
#include "service/readiness/ReadinessProbes.h"

#include <QObject>

namespace unmta {

namespace diagnosis {
class DomainChecker;
}
namespace store {
class EngineStore;
}
class SettingsService;
class SmtpMailSender;
class SnapshotPublisher;

class NetworkProbes final : public QObject, public ReadinessProbes
{
    Q_OBJECT

public:
    // All outlive the probes.
    struct Dependencies
    {
        store::EngineStore &store;
        const SettingsService &settings;
        SnapshotPublisher &publisher;
        diagnosis::DomainChecker &checker;
        outbound::Outbound &worker;
        SmtpMailSender &mail;
        const Clock &clock; // the real time
        Random &random;
    };
    // Other than these only in tests.
    struct Terms
    {
        quint16 httpPort = 80; // of the public addresses, wherever a router leads it
        quint16 httpsPort = 443;
        Millis limit = probeLimit;
    };

    explicit NetworkProbes(const Dependencies &d)
        : NetworkProbes(d, Terms())
    {}
    NetworkProbes(const Dependencies &d, const Terms &terms);
    ~NetworkProbes() override;

    void addresses(const QString &name, std::function<void(AddressesSeen)> done) override;
    void reach(const QString &host, const QStringList &addresses, bool tls,
               std::function<void(QList<ReachSeen>)> done) override;
    void authority(const Settings &settings, std::function<void(AuthoritySeen)> done) override;
    void resolvers(const std::optional<QString> &others, const QStringList &existing,
                   std::function<void(QList<ResolverSeen>)> done) override;
    void relay(std::function<void(std::optional<Error>)> done) override;

private:
    struct Reaching;

    // What any thread may call, once or never: brings the first value to `done`, or `otherwise` when the time is up.
    template <typename T>
    [[nodiscard]] std::function<void(T)> bounded(std::function<void(T)> done, T otherwise);
    // For what one question may take, so that its own end comes before ours.
    [[nodiscard]] Millis share() const { return m_terms.limit * 3 / 4; }
    void reachOne(const std::shared_ptr<Reaching> &reaching, qsizetype index);
    [[nodiscard]] bool hasAccount(const acme::AcmeConfig &config) const;

    Dependencies d;
    const Terms m_terms;
    ProbeBeacon m_beacon;
    std::shared_ptr<acme::Gate> m_gate = std::make_shared<acme::Gate>(); // other threads call, and outlive us
};

} // namespace unmta
