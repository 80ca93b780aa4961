// What the parts of one check share. Internal to the checker; everything runs on the DNS thread.
#pragma once

#include "diagnosis/DomainChecker.h"
#include "diagnosis/ResolverHealth.h"
#include "dns/DnsClient.h"

#include <functional>
#include <memory>

namespace unmta::diagnosis {

inline constexpr qsizetype MaxResolvers = 3;

class CheckTools : public std::enable_shared_from_this<CheckTools>
{
public:
    // The client outlives every check: its end drops what they wait for.
    CheckTools(dns::DnsClient &dnsClient, Random &randomSource, std::shared_ptr<ResolverHealth> resolverHealth,
               CheckerConfig checkerConfig)
        : client(dnsClient)
        , random(randomSource)
        , config(std::move(checkerConfig))
        , m_health(std::move(resolverHealth))
    {}

    dns::DnsClient &client;
    Random &random;
    const CheckerConfig config;

    // The resolvers that a check asks, the best first.
    [[nodiscard]] QList<dns::Endpoint> resolvers() const;
    // One of them.
    void askResolver(const dns::Endpoint &resolver, const dns::Question &question, bool checkingDisabled,
                     dns::QueryDone done) const;
    // The first answer (data, NODATA or NXDOMAIN) of any of them: the best is asked first, each further one as soon as
    // those before it failed or have been silent for `config.headStart`. Where none answers, what one of them replied,
    // else an error. An answer that `believes` does not let pass is as good as none.
    using Believes =
        std::function<void(const dns::Endpoint &resolver, const dns::Message &reply, std::function<void(bool)> told)>;
    void askResolvers(const dns::Question &question, dns::QueryDone done, Believes believes = {}) const;

    [[nodiscard]] dns::QueryOptions authorityOptions() const
    {
        return {config.queryTimeout, config.retries, false, false, true};
    }

private:
    struct Race;
    void askNext(const std::shared_ptr<Race> &race) const;
    void failed(const std::shared_ptr<Race> &race, Result<dns::Message> reply) const;

    std::shared_ptr<ResolverHealth> m_health;
};

// Calls `then` after `count` arrivals; at once for none.
class Countdown
{
public:
    Countdown(qsizetype count, std::function<void()> then)
        : m_left(count)
        , m_then(std::move(then))
    {
        if (count == 0)
            m_then();
    }
    void arrive()
    {
        if (--m_left == 0)
            m_then();
    }

private:
    qsizetype m_left;
    std::function<void()> m_then;
};

} // namespace unmta::diagnosis
