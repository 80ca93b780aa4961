// How recipients get here: the zone, its wildcard record, the two ports.
#include "outbound/AddressPolicy.h"
#include "service/readiness/CheckMaker.h"
#include "service/readiness/ReadinessRules.h"

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// The makers' own zone, which former versions began with.
constexpr QLatin1StringView makersZone("unmta.net");

bool isPublic(const QString &address)
{
    static const auto policy = outbound::AddressPolicy::publicOnly().value();
    return policy.permits(address);
}

bool isV6(const QString &address)
{
    return address.contains(u':');
}

QString bracketed(const QString &address)
{
    return isV6(address) ? u"[%1]"_s.arg(address) : address;
}

bool cameThrough(const QList<ReachSeen> &seen, const QString &address)
{
    return std::any_of(seen.begin(), seen.end(), [&](const ReachSeen &reach) {
        return reach.address == address && reach.outcome == ReachSeen::Outcome::Reached;
    });
}

struct Port
{
    const char *id;
    int number;
    QString scheme;
    const QList<ReachSeen> &seen;
    QList<int> listening;
    QString holder;
};

QString whatWasSeen(const QList<ReachSeen> &seen)
{
    QStringList lines;
    for (const ReachSeen &reach : seen) {
        const QString where = u"%1:%2"_s.arg(bracketed(reach.address)).arg(reach.port);
        switch (reach.outcome) {
        case ReachSeen::Outcome::Reached:
            lines << where + u": this edge answered"_s;
            break;
        case ReachSeen::Outcome::Refused:
            lines << where + u": connection refused"_s;
            break;
        case ReachSeen::Outcome::Silent:
            lines << where + u": no answer"_s;
            break;
        case ReachSeen::Outcome::NoRoute:
            lines << where + u": no route from here"_s;
            break;
        case ReachSeen::Outcome::Foreign:
            lines << where + u": somebody else answered, "_s + reach.detail;
            break;
        case ReachSeen::Outcome::Broken:
            lines << where + u": the connection broke, "_s + reach.detail;
            break;
        }
    }
    return lines.join(u'\n');
}

// The engine has no right to the port, or was given another one.
ReadinessCheck listensElsewhere(const readiness::CheckMaker &make, const Port &port, const QString &where,
                                const QString &program, const QString &evidence)
{
    QStringList ways{u"systemctl enable --now unmta-engine"_s, u"setcap cap_net_bind_service=+ep %1"_s.arg(program)};
    QString own = u"no port"_s;
    if (!port.listening.isEmpty()) {
        own = u"port %1"_s.arg(port.listening.first());
        ways << u"nft add rule ip nat prerouting tcp dport %1 redirect to :%2"_s.arg(port.number)
                    .arg(port.listening.first());
    }
    return make.failed(u"Nobody listens at %1; the edge listens for %2 on %3."_s.arg(where, port.scheme, own),
                       u"Ports below 1024 need a right: run the engine as the service, give the right to the program, "
                       "or forward the port to the edge:\n"_s +
                           ways.join(u'\n'),
                       evidence);
}

// Nobody listens on the port, or another program does.
ReadinessCheck notHere(const readiness::CheckMaker &make, const Port &port, const ReachSeen &reach,
                       const LocalSeen &local, const QString &evidence)
{
    const bool listens = port.listening.contains(port.number);
    const bool isOurs = local.addresses.contains(reach.address);
    const QString where = u"%1:%2"_s.arg(bracketed(reach.address)).arg(port.number);
    // Where we listen too, the other program may have another address, which has nothing to do with this one.
    if (!port.holder.isEmpty() && (!listens || (isOurs && reach.outcome == ReachSeen::Outcome::Foreign))) {
        return make.failed(u"Another program on this computer holds port %1: %2."_s.arg(port.number).arg(port.holder),
                           u"Stop it, or let it pass requests for your tracking hosts on to the edge "
                           "(resources/docs/operator/proxy.md), then restart the engine:\nsystemctl restart "
                           "unmta-engine"_s,
                           evidence);
    }
    if (reach.outcome == ReachSeen::Outcome::Foreign) {
        return make.failed(u"Somebody else answers at %1: %2."_s.arg(where, reach.detail),
                           u"Another computer, a router or a proxy has this address. Let the wildcard record or the "
                           "router's port forwarding lead to this computer, or let the proxy pass requests on."_s,
                           evidence);
    }
    if (!listens)
        return listensElsewhere(make, port, where, local.program, evidence);
    const QString open = u"nft add rule inet filter input tcp dport %1 accept"_s.arg(port.number);
    return make.failed(
        u"The edge listens on port %1, but %2 refuses connections."_s.arg(port.number).arg(where),
        isOurs ? u"It is an address of this computer. Where the edge does not listen at it, give it one more --%1 %2; "
                 "else a firewall here rejects them. These show where it listens, and open the port:\n"
                 "unmta-ctl server show\n%3"_s.arg(port.scheme, where, open)
               : u"A router or firewall rejects them. Forward port %1 to this computer and open it:\n%2"_s.arg(
                     QString::number(port.number), open),
        evidence);
}

ReadinessCheck unanswered(const readiness::CheckMaker &make, const Port &port, const ReachSeen &reach, bool isOurs,
                          const QString &evidence)
{
    const QString where = u"%1:%2"_s.arg(bracketed(reach.address)).arg(port.number);
    if (reach.outcome == ReachSeen::Outcome::NoRoute) {
        return make.unknown(
            u"This computer has no route to %1, so it cannot try whether the edge is reached there."_s.arg(where),
            u"Try it from another network, or remove the record of that address."_s, evidence);
    }
    if (reach.outcome == ReachSeen::Outcome::Broken) {
        return make.failed(u"A connection to %1 ends without an answer."_s.arg(where),
                           u"Something between here and there cuts it: a firewall that looks into connections, or a "
                           "proxy that finds no way on."_s,
                           evidence);
    }
    if (isOurs) {
        return make.failed(u"Nothing comes back from %1: a firewall drops port %2."_s.arg(where).arg(port.number),
                           u"Open it on this computer and in front of it:\n"
                           "nft add rule inet filter input tcp dport %1 accept"_s.arg(port.number),
                           evidence);
    }
    return make.unknown(
        u"%1 does not answer this computer. Behind a router that does not send traffic back inside, that says nothing; "
        "otherwise port %2 is not forwarded or is blocked."_s.arg(where)
            .arg(port.number),
        u"Forward port %1 to this computer, and try from another network; this must show an HTTP status:\n"
        "curl -sI %2://%3/"_s.arg(port.number)
            .arg(port.scheme, bracketed(reach.address)),
        evidence);
}

ReadinessCheck reachable(const ReadinessFacts &facts, const Port &port)
{
    const auto make = readiness::probed(port.id, facts);
    if (facts.local.isSandbox)
        return make.ready(u"The sandbox is reached on this computer only."_s);
    if (facts.zone().isEmpty())
        return make.todo(u"There is no name yet under which the edge could be reached."_s,
                         u"Choose a target zone first:\nunmta-ctl setup"_s);
    if (!facts.probes)
        return make.notAsked();
    const auto &wildcard = facts.probes->wildcard;
    if (port.seen.isEmpty()) {
        return wildcard && wildcard->isKnown && wildcard->addresses.isEmpty()
                   ? make.todo(u"Waits for the wildcard record."_s,
                               u"Publish it first:\n"_s + wildcardRecords(facts).join(u'\n'))
                   : make.unknown(u"Nobody could say where the names of %1 lead."_s.arg(facts.zone()),
                                  u"See the check of the resolvers."_s);
    }
    const QString evidence = whatWasSeen(port.seen);
    for (const ReachSeen &reach : port.seen) {
        if (reach.outcome == ReachSeen::Outcome::Foreign || reach.outcome == ReachSeen::Outcome::Refused)
            return notHere(make, port, reach, facts.local, evidence);
    }
    std::optional<ReadinessCheck> worst;
    for (const ReachSeen &reach : port.seen) {
        if (reach.outcome == ReachSeen::Outcome::Reached)
            continue;
        const auto check = unanswered(make, port, reach, facts.local.addresses.contains(reach.address), evidence);
        if (!worst || check.state == ReadinessState::Failed)
            worst = check;
    }
    return worst.value_or(
        make.ready(u"The edge answers %1 requests at its public address."_s.arg(port.scheme), evidence));
}

} // namespace

QStringList wantedAddresses(const ReadinessFacts &facts)
{
    QStringList wanted = facts.local.namedAddresses;
    if (wanted.isEmpty()) {
        std::copy_if(facts.local.addresses.begin(), facts.local.addresses.end(), std::back_inserter(wanted), isPublic);
        wanted.sort();
    }
    return wanted;
}

QStringList wildcardRecords(const ReadinessFacts &facts)
{
    QStringList records;
    for (const QString &address : wantedAddresses(facts))
        records << u"*.%1. 3600 IN %2 %3"_s.arg(facts.zone(), isV6(address) ? u"AAAA"_s : u"A"_s, address);
    return records.isEmpty() ? QStringList{u"*.%1. 3600 IN A <the public address of this computer>"_s.arg(facts.zone())}
                             : records;
}

namespace readiness {

ReadinessCheck targetZone(const ReadinessFacts &facts)
{
    const auto make = known("target_zone", facts);
    const QString zone = facts.zone();
    if (facts.local.isSandbox)
        return make.ready(u"The sandbox plays the zone %1."_s.arg(zone));
    if (zone.isEmpty()) {
        return make.todo(u"No target zone is chosen: the zone of yours under which CNAME targets are issued."_s,
                         u"Choose a name under a domain whose DNS you manage, and that nothing else uses:\n"
                         "unmta-ctl setup --zone track.your-zone.net"_s);
    }
    if (zone == makersZone || zone.endsWith(u'.' + makersZone)) {
        return make.failed(u"The target zone %1 belongs to the makers of this program. Its records lead to somebody "
                           "else's computers, not to this one."_s.arg(zone),
                           u"Choose a zone of yours, then delete and add each domain, which gives it a target there:\n"
                           "unmta-ctl setup --zone track.your-zone.net"_s);
    }
    return make.ready(u"CNAME targets are issued under %1."_s.arg(zone));
}

ReadinessCheck wildcard(const ReadinessFacts &facts)
{
    const auto make = probed("wildcard", facts);
    const QString record = u"*."_s + facts.zone();
    if (facts.local.isSandbox)
        return make.ready(u"The sandbox plays the record %1."_s.arg(record));
    if (facts.zone().isEmpty()) {
        return make.todo(u"There is no zone yet whose names could lead here."_s,
                         u"Choose a target zone first:\nunmta-ctl setup"_s);
    }
    if (!facts.probes || !facts.probes->wildcard)
        return make.notAsked();
    const AddressesSeen &seen = *facts.probes->wildcard;
    const QString publish = wildcardRecords(facts).join(u'\n');
    QString evidence =
        seen.askedServers.isEmpty() ? u"Nobody answered."_s : u"Asked: %1"_s.arg(seen.askedServers.join(u", "_s));
    if (!seen.isKnown) {
        return make.unknown(u"Nobody could say where %1 leads."_s.arg(record),
                            u"See whether the name servers of %1 and the resolvers answer, then check again."_s.arg(
                                seen.zone.isEmpty() ? facts.zone() : seen.zone),
                            evidence);
    }
    if (!seen.byItsServers)
        evidence += u"\nThe zone's own name servers did not answer; this is a resolver's word."_s;
    if (!seen.alias.isEmpty())
        evidence += u"\nIt is an alias of %1."_s.arg(seen.alias);
    if (seen.addresses.isEmpty() && !seen.alias.isEmpty()) {
        return make.failed(u"%1 is an alias of %2, which has no address."_s.arg(record, seen.alias),
                           u"Give %1 this computer's address, or replace the alias by:\n%2"_s.arg(seen.alias, publish),
                           evidence);
    }
    if (seen.addresses.isEmpty()) {
        return make.todo(
            u"%1 does not exist yet, so no CNAME target leads anywhere."_s.arg(record),
            u"Publish at the DNS provider of %1:\n%2"_s.arg(seen.zone.isEmpty() ? facts.zone() : seen.zone, publish),
            evidence);
    }
    evidence += u"\nIt leads to %1."_s.arg(listed(seen.addresses));
    const QStringList wanted = wantedAddresses(facts);
    // An inner address of this computer is not strange, see below.
    const QStringList known = facts.local.namedAddresses.isEmpty() ? wanted + facts.local.addresses : wanted;
    QStringList strange;
    for (const QString &address : seen.addresses) {
        if (!known.contains(address) && !cameThrough(facts.probes->http, address) &&
            !cameThrough(facts.probes->https, address))
            strange << address;
    }
    if (!strange.isEmpty()) {
        const bool isOne = strange.size() == 1;
        const bool areNamed = !facts.local.namedAddresses.isEmpty();
        const QString sentence = areNamed ? (isOne ? u"%1 leads to %2, which is not among edge.public_addresses."_s
                                                   : u"%1 leads to %2, which are not among edge.public_addresses."_s)
                                          : (isOne ? u"%1 leads to %2, which is not an address of this computer."_s
                                                   : u"%1 leads to %2, which are not addresses of this computer."_s);
        return make.failed(sentence.arg(record, listed(strange)),
                           u"Let it lead here, or, behind a router or balancer, say which addresses are yours:\n%1\n"
                           "unmta-ctl settings set edge.public_addresses=%2"_s.arg(publish, strange.join(u',')),
                           evidence);
    }
    // Every address of it is ours, but loopback and private ones are of no use to others unless the operator says so.
    QStringList inner;
    for (const QString &address : seen.addresses) {
        if (!isPublic(address) && !wanted.contains(address))
            inner << address;
    }
    if (!inner.isEmpty()) {
        return make.failed(
            u"%1 leads to %2, which recipients cannot reach."_s.arg(record, listed(inner)),
            u"Publish the public address instead; where all recipients are in your own network, say so:\n"
            "%1\nunmta-ctl settings set edge.public_addresses=%2"_s.arg(publish, inner.join(u',')),
            evidence);
    }
    return make.ready(u"%1 leads to this edge."_s.arg(record), evidence);
}

ReadinessCheck httpReachable(const ReadinessFacts &facts)
{
    static const QList<ReachSeen> none;
    return reachable(facts, {"http_reachable", 80, u"http"_s, facts.probes ? facts.probes->http : none,
                             facts.local.httpPorts, facts.probes ? facts.probes->httpHolder : QString()});
}

ReadinessCheck httpsReachable(const ReadinessFacts &facts)
{
    static const QList<ReachSeen> none;
    return reachable(facts, {"https_reachable", 443, u"https"_s, facts.probes ? facts.probes->https : none,
                             facts.local.httpsPorts, facts.probes ? facts.probes->httpsHolder : QString()});
}

} // namespace readiness

} // namespace unmta
