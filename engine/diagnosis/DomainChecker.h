// Checks tracking domains' records: asks resolvers and the zone's own name servers, and says exactly what is the case.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "diagnosis/CheckQuestion.h"
#include "diagnosis/Finding.h"
#include "diagnosis/readiness/HostAddresses.h"
#include "diagnosis/readiness/ResolverExam.h"
#include "dns/DnsOutcome.h"
#include "dns/Message.h"
#include "domain/authority/Caa.h"

#include <functional>
#include <memory>
#include <optional>

namespace unmta::dns {
class DnsClient;
}

namespace unmta::diagnosis {

struct CheckerConfig
{
    QList<dns::Endpoint> resolvers;   // all are asked, of more than eight the same eight in any order
    std::uint16_t authorityPort = 53; // where authoritative servers listen; other than 53 only in tests
    QList<dns::Endpoint> authorities; // asked instead of what delegation says, for every zone; only in tests
    bool askAuthorities = true;
    bool hideUnreachable = true;        // leave servers that we have no route to (IPv6, mostly) out of the report
    Millis queryTimeout = Millis(1500); // per attempt
    int retries = 1;
    Millis headStart = Millis(400);               // that other resolvers get once one has answered a look-up
    Millis grace = Millis(2500);                  // that silent servers get once a resolver has spoken
    Millis deadline = Millis(9000);               // for a whole check; what is known by then decides
    Millis zoneMemory = std::chrono::seconds(60); // for which a sweep need not look up a zone's name servers again
    int maxActive = 256; // checks at a time; further ones wait their turn, and their deadline with them
};

// Whether a name exists, as those resolvers see it that do not say the same of every name; where all do, as they say.
enum class Existence
{
    Exists,  // an answer, possibly without data
    Missing, // NXDOMAIN
    Unknown  // nobody could say
};

struct ZoneFacts
{
    QString zone;            // empty when it could not be found
    QStringList nameServers; // sorted
    QString provider;        // dnsProviderOf(nameServers)
};

// Thread: any for all calls. Callbacks run on the DNS thread and must not block. The destructor drops what is
// outstanding; no callback runs after it. Every check ends within `deadline` plus a moment.
class DomainChecker
{
public:
    DomainChecker(CheckerConfig config, Random &random);
    ~DomainChecker();
    DomainChecker(const DomainChecker &) = delete;
    DomainChecker &operator=(const DomainChecker &) = delete;

    // For checks that begin from now on.
    void setConfig(CheckerConfig config);

    void check(const CheckQuestion &question, std::function<void(Finding)> done);
    // For canaries. Where resolvers differ it exists.
    void resolves(const QString &name, std::function<void(Existence)> done);
    // The zone of a host and its name servers, through the resolver; for provider detection before the first check.
    void findZone(const QString &host, std::function<void(ZoneFacts)> done);

    // Where a name leads: asked at its zone's own servers, within the deadline of a check.
    void hostAddresses(const QString &name, std::function<void(HostAddresses)> done);
    // The CAA records that count for a host, as the zone's own servers have them; none when that cannot be found out.
    // Within the deadline of a check.
    void caa(const QString &host, std::function<void(std::optional<CaaSet>)> done);
    // See examineResolvers(). `resolvers`: empty, those of the configuration.
    void examineResolvers(const QList<dns::Endpoint> &resolvers, const QStringList &existing,
                          std::function<void(QList<ResolverMarks>)> done);

    [[nodiscard]] std::uint64_t forged() const;
    [[nodiscard]] std::uint64_t queriesSent() const;
    [[nodiscard]] dns::DnsOutcomeCounts outcomes() const;

private:
    class Core;
    std::unique_ptr<dns::DnsClient> m_client;
    std::shared_ptr<Core> m_core;
};

// A name that cannot exist: "<16 hex digits>.invalid". A resolver for which it exists makes answers up.
[[nodiscard]] QString randomInvalidName(Random &random);

} // namespace unmta::diagnosis
