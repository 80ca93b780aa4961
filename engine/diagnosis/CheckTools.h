// What the parts of one check share. Internal to the checker; everything runs on the DNS thread.
#pragma once

#include "diagnosis/DomainChecker.h"
#include "diagnosis/LookUpMemory.h"
#include "diagnosis/ResolverHealth.h"
#include "dns/DnsClient.h"

#include <functional>
#include <memory>

namespace unmta::diagnosis {

inline constexpr qsizetype MaxResolvers = 8;

class CheckTools : public std::enable_shared_from_this<CheckTools>
{
public:
    // The client outlives every check: its end drops what they wait for.
    CheckTools(dns::DnsClient &dnsClient, Random &randomSource, std::shared_ptr<ResolverHealth> resolverHealth,
               CheckerConfig checkerConfig)
        : client(dnsClient)
        , random(randomSource)
        , config(std::move(checkerConfig))
        , memory(std::make_shared<LookUpMemory>(client, config.zoneMemory))
        , m_health(std::move(resolverHealth))
    {}

    dns::DnsClient &client;
    Random &random;
    const CheckerConfig config;
    const std::shared_ptr<LookUpMemory> memory;

    // The resolvers that a check asks, those that rest behind the others. Which ones they are does not depend on the
    // order in which they were configured.
    [[nodiscard]] QList<dns::Endpoint> resolvers() const;
    // One of them.
    void askResolver(const dns::Endpoint &resolver, const dns::Question &question, bool checkingDisabled,
                     dns::QueryDone done) const;
    // All of them, since what one says must not depend on who was listed first. Whoever has not answered `headStart`
    // after the first answer that counts is not waited for, one that rests is asked only where nobody else answers.
    struct Heard
    {
        QList<dns::Message> answers;    // data, NODATA or NXDOMAIN, in no order
        QList<dns::Message> unbelieved; // the same, that `believes` did not let pass
        Result<dns::Message> failure;   // where nobody answered: what one of them replied, else an error
    };
    using HeardDone = std::function<void(const Heard &)>;
    using Believes =
        std::function<void(const dns::Endpoint &resolver, const dns::Message &reply, std::function<void(bool)> told)>;
    void askResolvers(const dns::Question &question, HeardDone done, Believes believes = {}) const;

    [[nodiscard]] dns::QueryOptions authorityOptions() const
    {
        return {config.queryTimeout, config.retries, false, false, true};
    }

private:
    struct Poll;
    void askEach(const std::shared_ptr<Poll> &poll, const QList<dns::Endpoint> &resolvers) const;
    void answered(const std::shared_ptr<Poll> &poll, const dns::Message &reply, bool isBelieved) const;
    void arrived(const std::shared_ptr<Poll> &poll) const;

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
