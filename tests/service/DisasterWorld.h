// Active domains, a monitor and the real DNS floor under it; below that resolvers and the zones' name servers on
// loopback, to which every disaster can happen.
#pragma once

#include "assembly/ports/DnsCanaryProbe.h"
#include "assembly/ports/DnsRecordChecker.h"
#include "diagnosis/DomainChecker.h"
#include "support/ServiceHarness.h"

#include <atomic>
#include <memory>

namespace unmta::test {

enum class Disaster : std::uint8_t
{
    None,
    Silent,            // nobody answers
    Servfail,          // everybody says SERVFAIL
    Refused,           // everybody says REFUSED
    EverythingMissing, // the resolver says NXDOMAIN to everything
    OneAddress,        // the resolver has one address for everything
    Loss,              // 30 % of the datagrams are lost
    Latency,           // every answer comes far too late
    Lame,              // the customers' name servers do not know their zones
    // Those name servers have lost their zones, and the resolvers believe what they say.
    NodataWithoutAa,
    NxdomainWithoutAa,
    NodataWithoutSoa,
    NxdomainWithoutSoa,
    SelfReferral,
    BadVers,
    KeptServfail,    // the resolvers hold on to a SERVFAIL, though the zones are in order
    OneInvents,      // the second of the resolvers has one address for everything
    OneDenies,       // the second of the resolvers says NXDOMAIN to everything
    CanariesDead,    // the name that must exist does not; all others are fine
    OwnZoneDead,     // nothing below our target zone resolves
    ResolverRestart, // in the midst of a round the resolver goes away, comes back confused, then recovers
    ZoneSilent,      // the resolvers have the right records, and the zones' own servers say nothing
    ZoneRefuses,     // the same, and they say REFUSED
    ZoneLame,        // the same, and they deny the records without AA
    ClockJump,       // somebody sets the wall clock two days forth in the midst of a round
};

class DisasterDns;

class DisasterWorld : public ServiceHarness
{
public:
    // `resolvers` in their order: 'g' and 'h' answer while all is well, 's' never does.
    // So long a query is waited for: short, since many stay without an answer.
    static constexpr Millis usualTimeout{60};

    explicit DisasterWorld(int domainCount, const QString &resolvers = QStringLiteral("g"),
                           Millis queryTimeout = usualTimeout);
    ~DisasterWorld();

    static QString hostAt(int i) { return QStringLiteral("track.customer%1.com").arg(i); }

    void strike(Disaster disaster);
    // Somebody really changes the record of that domain: it is gone, leads elsewhere, or has a second one beside it.
    void change(int i);
    // Something gets beside that domain's record that must not be there, and resolvers go on to show the right one.
    void spoil(int i, const QString &type, const QString &value);

    // A day passes, and what is due is checked; then a few shorter whiles, so that what is held or unknown is tried
    // again. False: it did not come to rest in time.
    [[nodiscard]] bool passDay();

    [[nodiscard]] int active() const;
    [[nodiscard]] QStringList struck() const; // names of those that have a strike or are not active
    [[nodiscard]] qsizetype told(const QString &kind) const;
    // What customers heard, apart from the good news at the beginning.
    [[nodiscard]] qsizetype toldCustomers() const;

    std::unique_ptr<MonitorService> monitor;

private:
    [[nodiscard]] bool settle();
    [[nodiscard]] diagnosis::CheckerConfig config() const;

    int m_count;
    QString m_resolvers;
    Millis m_queryTimeout;
    Disaster m_disaster = Disaster::None;
    SystemRandom m_systemRandom;
    std::unique_ptr<DisasterDns> m_dns;
    std::unique_ptr<diagnosis::DomainChecker> m_realChecker;
    DnsRecordChecker m_recordChecker;
    DnsCanaryProbe m_canaryProbe;
    VerificationService m_realVerification;
};

} // namespace unmta::test
