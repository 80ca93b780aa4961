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

inline diagnosis::CheckQuestion question(diagnosis::CheckDepth depth = diagnosis::CheckDepth::Full)
{
    return {Host, Target, TargetZone, QStringLiteral("example.com"), depth};
}

// Authoritative servers are looked for on the first resolver's port.
inline diagnosis::CheckerConfig quick(const QList<dns::Endpoint> &resolvers)
{
    diagnosis::CheckerConfig config;
    config.resolvers = resolvers;
    config.authorityPort = resolvers.isEmpty() ? std::uint16_t(53) : resolvers.first().port;
    // Long enough for a busy machine to answer in, and short enough to wait for those who never do.
    config.queryTimeout = Millis(800);
    config.retries = 1;
    config.deadline = Millis(16'000);
    return config;
}

inline diagnosis::Finding finding(const diagnosis::CheckerConfig &config, const diagnosis::CheckQuestion &asked)
{
    SystemRandom random;
    diagnosis::DomainChecker checker(config, random);
    Awaited<diagnosis::Finding> result;
    checker.check(asked, result.sink());
    return result.wait().value_or(diagnosis::Finding{});
}

inline Check run(const diagnosis::CheckerConfig &config, const diagnosis::CheckQuestion &asked)
{
    return finding(config, asked).check;
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
