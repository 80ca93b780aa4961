// Everything of the engine that asks DNS: one checker, and the ports that the services see of it.
#pragma once

#include "assembly/ports/DnsCaaSource.h"
#include "assembly/ports/DnsCanaryProbe.h"
#include "assembly/ports/DnsRecordChecker.h"
#include "base/Random.h"
#include "diagnosis/DomainChecker.h"

#include <memory>

namespace unmta {

class Settings;

class DnsPorts
{
public:
    explicit DnsPorts(Random &random);

    // Asks the resolvers that the settings name, or the system's as they are now. When they are not usable, those of
    // before stay.
    void applySettings(const Settings &settings);
    // The sandbox's provider is asked for everything.
    void askOnly(const dns::Endpoint &server);

    [[nodiscard]] diagnosis::DomainChecker &checker() { return *m_checker; }
    [[nodiscard]] std::uint64_t forged() const { return m_checker->forged(); }
    [[nodiscard]] std::uint64_t queriesSent() const { return m_checker->queriesSent(); }
    [[nodiscard]] dns::DnsOutcomeCounts outcomes() const { return m_checker->outcomes(); }

    DnsRecordChecker records;
    DnsCanaryProbe canaries;
    DnsCaaSource caa;

private:
    DnsPorts(std::unique_ptr<diagnosis::DomainChecker> checker, Random &random);

    // Below those who ask it, because its thread brings them the answers: it has ended before they go.
    std::unique_ptr<diagnosis::DomainChecker> m_checker;
};

} // namespace unmta
