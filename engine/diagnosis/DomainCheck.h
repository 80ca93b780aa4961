// One check from the first query to the verdict. Internal to DomainChecker; DNS thread.
#pragma once

#include "diagnosis/AuthoritativeHops.h"
#include "diagnosis/Diagnosis.h"

namespace unmta::diagnosis {

class DomainCheck : public std::enable_shared_from_this<DomainCheck>
{
public:
    using Done = std::function<void(Finding)>;

    DomainCheck(std::shared_ptr<const CheckTools> tools, CheckQuestion question, Done done);

    void start();
    // The time is up: what is known decides.
    void expire() { finish(); }
    // Forgets everything that waits; `done` is never called.
    void drop();

private:
    using Then = std::function<void()>;

    void walkResolvers(Then then);
    void walkAuthorities(Then then);
    void walkAuthoritiesOf(QList<Authority> servers, const Then &then);
    void walk(qsizetype slot, const dns::Endpoint &server, const QString &zone,
              const std::shared_ptr<Countdown> &countdown);
    // One view is complete. What a resolver denies or has addresses for is believed only if it does not say so of all.
    void took(qsizetype slot, const View &view, const std::shared_ptr<Countdown> &countdown);
    // One server behind a broken route, or a resolver that a firewall swallows, must not make everybody wait for the
    // deadline.
    void startGrace();
    // All that were asked at first have answered or had their time.
    void heard();
    // Of a sweep: nobody contradicts the zone's own servers, and those that were asked say that the record is right.
    [[nodiscard]] bool isPlainMatch() const;
    // What the first verdict leaves open: a doubled name, flattening, a repeat for want of a second source.
    void lookCloser();
    void probeDoubledName(const Then &then);
    void probeTargetAddresses(const Then &then);
    void repeatResolver(qsizetype slot, const QString &code, const Then &then);
    void finish();

    std::shared_ptr<const CheckTools> m_tools;
    std::shared_ptr<ResolverTrust> m_trust;
    std::shared_ptr<ZoneFinder> m_finder;
    std::shared_ptr<AuthoritativeHops> m_hops;
    const QList<dns::Endpoint> m_resolvers; // whose views come first, in this order
    Facts m_facts;
    Done m_done;
    QList<Authority> m_unasked; // of a sweep: the zone's other servers
    bool m_graceStarted = false;
    bool m_heard = false;
    bool m_lookedCloser = false;
};

} // namespace unmta::diagnosis
