// What the parts of one check share. Internal to the checker; everything runs on the DNS thread.
#pragma once

#include "diagnosis/DomainChecker.h"
#include "dns/DnsClient.h"

#include <functional>
#include <memory>

namespace unmta::diagnosis {

inline constexpr qsizetype MaxResolvers = 3;

class CheckTools : public std::enable_shared_from_this<CheckTools>
{
public:
    // The client outlives every check: its end drops what they wait for.
    CheckTools(dns::DnsClient &dnsClient, CheckerConfig checkerConfig)
        : client(dnsClient)
        , config(std::move(checkerConfig))
    {}

    dns::DnsClient &client;
    const CheckerConfig config;

    [[nodiscard]] dns::QueryOptions resolverOptions() const { return {config.queryTimeout, config.retries}; }
    [[nodiscard]] dns::QueryOptions authorityOptions() const
    {
        return {config.queryTimeout, config.retries, false, false, true};
    }
    // Resolver by resolver until one gives an answer (data, NODATA or NXDOMAIN); else the last failure or reply.
    void askResolvers(const dns::Question &question, dns::QueryDone done) const
    {
        askFrom(0, question, std::move(done));
    }

private:
    void askFrom(qsizetype index, const dns::Question &question, dns::QueryDone done) const;
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
