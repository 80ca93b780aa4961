// What the tests of whole checks share: the names, quick limits, one check from start to verdict, and a resolver with a
// cache.
#pragma once

#include "dns/Awaited.h"
#include "dns/LyingDnsServer.h"

#include "base/Random.h"
#include "diagnosis/DomainChecker.h"
#include "dns/DnsClient.h"
#include "sandbox/SandboxDnsServer.h"
#include "support/Patience.h"

namespace unmta::test {

inline const QString Host = QStringLiteral("track.example.com");
inline const QString Target = QStringLiteral("v-0123456789abcdef0123.track.unmta.net");
inline const QString TargetZone = QStringLiteral("track.unmta.net");

inline dns::CheckQuestion question(dns::CheckDepth depth = dns::CheckDepth::Full)
{
    return {Host, Target, TargetZone, QStringLiteral("example.com"), {QStringLiteral("192.0.2.80")}, depth};
}

// Authoritative servers are looked for on the first resolver's port.
inline dns::CheckerConfig quick(const QList<dns::Endpoint> &resolvers)
{
    dns::CheckerConfig config;
    config.resolvers = resolvers;
    config.authorityPort = resolvers.isEmpty() ? std::uint16_t(53) : resolvers.first().port;
    // Long enough for a busy machine to answer in, and short enough to wait for those who never do.
    config.queryTimeout = Millis(800);
    config.retries = 1;
    config.deadline = Millis(16'000);
    return config;
}

inline dns::CheckResult run(const dns::CheckerConfig &config, const dns::CheckQuestion &asked)
{
    SystemRandom random;
    dns::DomainChecker checker(config, random);
    Awaited<dns::CheckResult> result;
    checker.check(asked, result.sink());
    const auto value = result.wait();
    return value ? *value : dns::CheckResult{};
}

// A resolver that passes everything on to `truth`, except what it holds of the host in its cache.
class CachingResolver
{
public:
    CachingResolver(const SandboxDnsServer &truth, std::function<void(dns::Message &)> cached)
        : m_client(m_random)
        , m_server([this, upstream = truth.endpoint(), cached = std::move(cached)](LyingExchange &exchange) {
            answer(exchange, upstream, cached);
        })
    {}
    [[nodiscard]] dns::Endpoint endpoint() const { return m_server.endpoint(); }

private:
    void answer(LyingExchange &exchange, const dns::Endpoint &upstream,
                const std::function<void(dns::Message &)> &cached)
    {
        dns::Message reply = exchange.honest();
        reply.authoritative = false;
        if (exchange.query.question.name.compare(Host, Qt::CaseInsensitive) == 0) {
            cached(reply);
        } else {
            Awaited<Result<dns::Message>> answer;
            m_client.query(upstream, exchange.query.question, {patience, 0}, answer.sink());
            const auto got = answer.wait();
            if (!got || !got->ok())
                return;
            reply.rcode = got->value().rcode;
            reply.answer = got->value().answer;
            reply.authority = got->value().authority;
        }
        exchange.send(reply);
    }

    SystemRandom m_random;
    dns::DnsClient m_client;
    LyingDnsServer m_server;
};

} // namespace unmta::test
