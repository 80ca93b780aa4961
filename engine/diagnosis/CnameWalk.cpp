#include "diagnosis/CnameWalk.h"

#include "dns/DnsName.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

// What the answer section says about one name. Other sections and other owners are not evidence.
struct Evidence
{
    QStringList targets; // distinct
    QStringList others;  // data that may not stand beside a CNAME
    std::uint32_t ttl = 0;
    QString dnameTarget; // where an ancestor's DNAME puts this name
    std::uint32_t dnameTtl = 0;
};

bool mayStandBesideCname(RrType type)
{
    return type == RrType::CNAME || type == RrType::RRSIG || type == RrType::NSEC;
}

QString textOf(const Record &record)
{
    return typeText(record.type) + u' ' + record.data;
}

Evidence evidenceFor(const QString &name, const QList<Record> &answer)
{
    Evidence evidence;
    for (const Record &record : answer) {
        if (record.name == name) {
            if (record.type == RrType::CNAME && !evidence.targets.contains(record.data)) {
                evidence.ttl = evidence.targets.isEmpty() ? record.ttl : std::min(evidence.ttl, record.ttl);
                evidence.targets << record.data;
            }
            if (!mayStandBesideCname(record.type))
                evidence.others << textOf(record);
        } else if (record.type == RrType::DNAME && isUnder(name, record.name)) {
            const QString prefix = name.left(name.size() - record.name.size());
            evidence.dnameTarget = record.data == "."_L1 ? prefix.chopped(1) : prefix + record.data;
            evidence.dnameTtl = record.ttl;
        }
    }
    // A server too old to synthesise the CNAME leaves that to us (RFC 6672, 3.3).
    if (evidence.targets.isEmpty() && !evidence.dnameTarget.isEmpty()) {
        evidence.targets << evidence.dnameTarget;
        evidence.ttl = evidence.dnameTtl;
    }
    return evidence;
}

// Says whose zone it is that the name is missing from (RFC 2308, 2.1 and 2.2).
bool hasNegativeProof(const QString &name, const Message &reply, const QString &zone)
{
    const auto isInside = [](const QString &inner, const QString &outer) {
        return inner == outer || isUnder(inner, outer);
    };
    return std::any_of(reply.authority.begin(), reply.authority.end(), [&](const Record &record) {
        return record.type == RrType::SOA && isInside(name, record.name) &&
               (zone.isEmpty() || isInside(record.name, zone));
    });
}

// An authoritative server must say so, and of what is missing also from which zone: one that has lost its zone answers
// with neither. A resolver that neither recurses nor knows has not answered either.
bool isLame(const QString &name, const Message &reply, bool isNegative, CnameWalk::Asked asked, const QString &zone)
{
    if (asked == CnameWalk::Asked::Authority)
        return !reply.authoritative || (isNegative && !hasNegativeProof(name, reply, zone));
    return !reply.authoritative && !reply.recursionAvailable && !hasNegativeProof(name, reply, {}) &&
           reply.answer.isEmpty();
}

} // namespace

CnameWalk::CnameWalk(QString host, QString target, QString targetZone)
    : m_target(std::move(target))
    , m_targetZone(std::move(targetZone))
    , m_current(std::move(host))
    , m_chain{m_current}
{}

void CnameWalk::feed(const Message &reply, Asked asked, const QString &zone)
{
    if (finished())
        return;
    const QString failure = failureCode(reply.rcode);
    if (!failure.isEmpty()) {
        fail(failure);
        return;
    }
    const Evidence evidence = evidenceFor(m_current, reply.answer);
    if (isLame(m_current, reply, evidence.targets.isEmpty(), asked, zone)) {
        fail(u"lame"_s);
        return;
    }
    if (evidence.targets.isEmpty())
        finish(reply.rcode == Rcode::NxDomain ? End::NoName : End::NoCname, negativeTtl(reply));
    else if (evidence.targets.size() > 1 || !evidence.others.isEmpty())
        conflictOf(evidence.targets, evidence.others, evidence.ttl);
    else
        follow(evidence.targets.first(), evidence.ttl);
}

// Sorted, since servers rotate what they say.
void CnameWalk::conflictOf(QStringList targets, QStringList others, std::uint32_t ttl)
{
    targets.sort();
    others.sort();
    for (const QString &target : std::as_const(targets))
        m_conflict << u"CNAME "_s + target;
    m_conflict << others;
    finish(End::IllegalSet, ttl);
}

void CnameWalk::foundBeside(const QList<Record> &records)
{
    QStringList others;
    for (const Record &record : records) {
        if (record.name == m_chain.first() && !mayStandBesideCname(record.type))
            others << textOf(record);
    }
    if (!others.isEmpty() && hops() > 0 && m_end != End::IllegalSet)
        conflictOf({m_chain.at(1)}, others, m_ttl);
}

void CnameWalk::fail(const QString &code)
{
    if (finished())
        return;
    m_failure = code;
    m_end = End::Failed;
}

void CnameWalk::follow(const QString &next, std::uint32_t ttl)
{
    const bool seen = m_chain.contains(next);
    m_chain << next;
    m_current = next;
    if (seen)
        finish(End::Loop, ttl);
    else if (hops() > MaxHops)
        finish(End::TooLong, ttl);
    else if (next == m_target)
        finish(End::Reached, ttl);
    else if (!m_targetZone.isEmpty() && isUnder(next, m_targetZone))
        finish(End::NoCname, ttl);
    else
        finish(End::Walking, ttl);
}

void CnameWalk::finish(End end, std::uint32_t ttl)
{
    m_ttl = m_ttlKnown ? std::min(m_ttl, ttl) : ttl;
    m_ttlKnown = true;
    m_end = end;
}

std::uint32_t negativeTtl(const Message &reply)
{
    for (const Record &record : reply.authority) {
        if (record.type != RrType::SOA)
            continue;
        bool ok = false;
        const quint32 minimum = record.data.section(u' ', -1).toUInt(&ok);
        return ok ? std::min(record.ttl, minimum) : record.ttl;
    }
    return 0;
}

QString dnameOwner(const QString &name, const Message &reply)
{
    for (const Record &record : reply.answer) {
        if (record.type == RrType::DNAME && record.name != name && isUnder(name, record.name))
            return record.name;
    }
    return {};
}

QString failureCode(Rcode rcode)
{
    switch (rcode) {
    case Rcode::NoError:
    case Rcode::NxDomain:
        return {};
    case Rcode::Refused:
    case Rcode::FormErr:
    case Rcode::NotImp:
    case Rcode::BadVers:
        return u"refused"_s;
    case Rcode::ServFail:
        break;
    }
    return u"servfail"_s;
}

QString failureCode(const QString &errorCode)
{
    if (errorCode == "dns.network_down"_L1)
        return u"network_down"_s;
    if (errorCode == "dns.malformed"_L1)
        return u"servfail"_s;
    return u"timeout"_s;
}

} // namespace unmta::diagnosis
