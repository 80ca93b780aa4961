// Follows a chain of CNAMEs hop by hop, one query of type CNAME per hop, and never trusts a server's own chase. A pure
// state machine: ask for current(), feed() the reply, until finished().
#pragma once

#include "dns/Message.h"

#include <QStringList>

namespace unmta::diagnosis {

class CnameWalk
{
public:
    enum class End
    {
        Walking,    // ask for current()
        Reached,    // the chain ends at the target's name; the target itself is never asked for
        NoName,     // NXDOMAIN for current()
        NoCname,    // current() exists, but has no CNAME
        IllegalSet, // two CNAMEs, or a CNAME beside other data
        Loop,
        TooLong, // more than MaxHops
        Failed,  // failure() says why: the rcode was an error, or the server is not authoritative (lame)
    };

    enum class Asked
    {
        Resolver,
        Authority
    };

    static constexpr int MaxHops = 16;

    // All names normalised. Names under `targetZone` are our own and carry no CNAME: the walk ends there without
    // asking, so that it needs nothing of our own zone.
    CnameWalk(QString host, QString target, QString targetZone = {});

    [[nodiscard]] End end() const { return m_end; }
    [[nodiscard]] bool finished() const { return m_end != End::Walking; }
    [[nodiscard]] const QString &current() const { return m_current; }
    // The names in order, host first; ends with the name that decided.
    [[nodiscard]] const QStringList &chain() const { return m_chain; }
    [[nodiscard]] int hops() const { return static_cast<int>(m_chain.size()) - 1; }
    // The least time to live of what was seen, in seconds; of a negative answer the time for which it may be kept.
    [[nodiscard]] std::uint32_t ttl() const { return m_ttl; }
    // What stands at one name though it must not, with IllegalSet: "CNAME a.example.net", "A 192.0.2.1"; in an order
    // that does not depend on the server's.
    [[nodiscard]] const QStringList &conflict() const { return m_conflict; }
    // A check code: "servfail", "refused", "lame", "timeout", "network_down".
    [[nodiscard]] const QString &failure() const { return m_failure; }

    // The reply to (current(), CNAME). `zone` is what the authority was asked as a server of (empty: not known); that a
    // name is missing it can only say of this zone or of one below it.
    void feed(const dns::Message &reply, Asked asked, const QString &zone = {});
    // No reply came: `code` is a check code.
    void fail(const QString &code);
    // Another reply showed these records at the host beside its CNAME.
    void foundBeside(const QList<dns::Record> &records);

private:
    void finish(End end, std::uint32_t ttl);
    void follow(const QString &next, std::uint32_t ttl);
    void conflictOf(QStringList targets, QStringList others, std::uint32_t ttl);

    QString m_target;
    QString m_targetZone;
    QString m_current;
    QStringList m_chain;
    QStringList m_conflict;
    QString m_failure;
    std::uint32_t m_ttl = 0;
    bool m_ttlKnown = false;
    End m_end = End::Walking;
};

// The seconds for which a negative answer may be kept (RFC 2308, 5); 0 when it does not say.
[[nodiscard]] std::uint32_t negativeTtl(const dns::Message &reply);
// The owner of a DNAME in the answer that covers the name, or empty.
[[nodiscard]] QString dnameOwner(const QString &name, const dns::Message &reply);
// The check code for a reply that is a failure ("servfail", "refused"), or empty.
[[nodiscard]] QString failureCode(dns::Rcode rcode);
// The check code for an error of DnsClient ("dns.timeout" → "timeout").
[[nodiscard]] QString failureCode(const QString &errorCode);

} // namespace unmta::diagnosis
