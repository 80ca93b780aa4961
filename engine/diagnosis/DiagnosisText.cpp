#include "diagnosis/DiagnosisText.h"

#include "base/DnsProviders.h"
#include "dns/DnsName.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

// The name as it is entered at the provider: without the zone, which most providers append by themselves.
QString labelOf(const Finding &finding)
{
    if (finding.zone.isEmpty() || finding.zone == finding.host || !isUnder(finding.host, finding.zone))
        return finding.host;
    return finding.host.chopped(finding.zone.size() + 1);
}

QString where(const Finding &finding)
{
    const DnsProvider *provider = findDnsProvider(finding.check.provider());
    return provider ? QString(provider->place).replace("{{zone}}"_L1, finding.zone) : u"At your DNS provider"_s;
}

QString expectation(const Finding &finding)
{
    return u" Expected: %1."_s.arg(finding.check.expected);
}

// With how it is come by.
QString found(const Finding &finding, const QString &via = {})
{
    return u" Found: %1%2."_s.arg(finding.check.found, via);
}

// The value as what stands behind it in the sentence, which can do without: whoever shows what was expected beside it
// takes this out.
QString expectedValue(const Finding &finding)
{
    return u": "_s + finding.check.expected;
}

QString foundAndExpected(const Finding &finding)
{
    QString via;
    if (finding.check.chain.size() > 2)
        via = u" (by way of %1)"_s.arg(finding.check.chain.mid(1, finding.check.chain.size() - 2).join(u", "_s));
    return found(finding, via) + expectation(finding);
}

QString cacheTime(const Finding &finding)
{
    return spokenDuration(std::chrono::ceil<std::chrono::seconds>(finding.check.cachedFor.value_or(Millis(0))));
}

// A resolver may hold on to what it has seen.
QString cacheNote(const Finding &finding)
{
    if (!finding.check.cachedFor)
        return {};
    return u" If you have already changed it: resolvers may keep the old answer for another %1."_s.arg(
        cacheTime(finding));
}

QString greyCloud(const Finding &finding)
{
    return finding.check.provider() == "cloudflare"_L1 ? u" Set its proxy status to DNS only (grey cloud)."_s
                                                       : QString();
}

CheckText ok(const Finding &finding)
{
    QString hint;
    if (finding.check.cachedFor)
        hint =
            u"Some resolvers may still give an older answer for %1. There is nothing to do."_s.arg(cacheTime(finding));
    return {u"%1 leads to %2."_s.arg(finding.host, finding.check.expected), hint};
}

CheckText notCreated(const Finding &finding)
{
    return {u"There is no CNAME record for %1."_s.arg(finding.host) + expectation(finding),
            u"%1, add a record of type CNAME with the name %2 and the expected value%3.%4 New records usually show "
            "within minutes, at the latest within 48 hours."_s.arg(where(finding), labelOf(finding),
                                                                   expectedValue(finding), greyCloud(finding)) +
                cacheNote(finding)};
}

CheckText doubledName(const Finding &finding)
{
    const QString appended = finding.check.found.mid(finding.host.size() + 1);
    return {u"The record stands at %1 instead of %2."_s.arg(finding.check.found, finding.host) + expectation(finding),
            u"Your DNS provider appends %1 by itself. %2, edit the record and enter only %3 as its name."_s.arg(
                appended, where(finding), labelOf(finding))};
}

// It is the right target, with a mistake in it.
CheckText mistyped(const Finding &finding)
{
    QStringList what;
    QStringList fixes;
    for (const TypingMistake mistake : finding.mistakes) {
        what << mistakeText(mistake);
        fixes << mistakeFix(mistake);
    }
    return {u"The record for %1 exists, and its value is your target, but mistyped: %2."_s.arg(finding.host,
                                                                                               what.join(u", "_s)) +
                foundAndExpected(finding),
            u"%1, edit the CNAME record %2 and %3, so that its value is the expected one%4."_s.arg(
                where(finding), labelOf(finding), fixes.join(u", "_s), expectedValue(finding)) +
                cacheNote(finding)};
}

CheckText wrongTarget(const Finding &finding)
{
    if (!finding.mistakes.isEmpty())
        return mistyped(finding);
    const QString fix = u"%1, change the value of the CNAME record %2 to the expected one%3.%4"_s.arg(
                            where(finding), labelOf(finding), expectedValue(finding), greyCloud(finding)) +
                        cacheNote(finding);
    if (!finding.foundIsOurTarget)
        return {u"The record for %1 exists, but leads to another host."_s.arg(finding.host) + foundAndExpected(finding),
                fix};
    if (finding.foundOwner == finding.host)
        return {
            u"The record for %1 still leads to the earlier target of this tracking domain, which was withdrawn when "
            "the domain was deleted."_s.arg(finding.host) +
                foundAndExpected(finding),
            u"%1, replace the value of the CNAME record %2 by the new value%3.%4"_s.arg(
                where(finding), labelOf(finding), expectedValue(finding), greyCloud(finding)) +
                cacheNote(finding)};
    const QString owner = finding.foundOwner.isEmpty() ? u"another tracking domain"_s
                                                       : u"the tracking domain %1"_s.arg(finding.foundOwner);
    return {u"The record for %1 leads to the target of %2; every tracking domain has a target of its own."_s.arg(
                finding.host, owner) +
                foundAndExpected(finding),
            fix};
}

CheckText truncatedTarget(const Finding &finding)
{
    if (!finding.mistakes.isEmpty())
        return mistyped(finding);
    if (finding.check.found.startsWith(finding.check.expected + u'.'))
        return {u"The record for %1 exists, but %2 was appended to its value."_s.arg(
                    finding.host, finding.check.found.mid(finding.check.expected.size() + 1)) +
                    foundAndExpected(finding),
                u"%1, edit the CNAME record %2 and end its value with a dot%3."_s.arg(where(finding), labelOf(finding),
                                                                                      expectedValue(finding)) +
                    cacheNote(finding)};
    return {u"The record for %1 exists, but its value is not complete."_s.arg(finding.host) + foundAndExpected(finding),
            u"%1, edit the CNAME record %2 and paste the whole expected value%3."_s.arg(
                where(finding), labelOf(finding), expectedValue(finding)) +
                cacheNote(finding)};
}

CheckText proxied(const Finding &finding)
{
    const QString proxy = finding.proxy.isEmpty() ? u"a proxy"_s : finding.proxy;
    const QString message =
        u"%1 is hidden behind %2, so that its visitors never reach the tracking server."_s.arg(finding.host, proxy) +
        foundAndExpected(finding);
    if (finding.proxy == "Cloudflare"_L1)
        return {message, u"In Cloudflare, under DNS → Records, edit the CNAME record %1, switch its proxy status from "
                         "Proxied (orange cloud) to DNS only (grey cloud), and save."_s.arg(labelOf(finding)) +
                             cacheNote(finding)};
    return {message,
            u"Switch the proxy off for %1, so that its CNAME record leads straight to the expected value%2."_s.arg(
                finding.host, expectedValue(finding)) +
                cacheNote(finding)};
}

CheckText flattened(const Finding &finding)
{
    return {
        u"%1 leads to the tracking server by address records; its CNAME record cannot be seen."_s.arg(finding.host) +
            foundAndExpected(finding),
        u"%1, replace the ALIAS, ANAME or flattened record %2 with a plain CNAME record whose value is the expected one%3.%4"_s
                .arg(where(finding), labelOf(finding), expectedValue(finding), greyCloud(finding)) +
            cacheNote(finding)};
}

CheckText addressRecord(const Finding &finding)
{
    return {u"%1 has address records in place of a CNAME record."_s.arg(finding.host) + foundAndExpected(finding),
            u"%1, remove the A and AAAA records named %2 and add a CNAME record with the expected value%3.%4"_s.arg(
                where(finding), labelOf(finding), expectedValue(finding), greyCloud(finding)) +
                cacheNote(finding)};
}

CheckText illegalSet(const Finding &finding)
{
    return {
        u"%1 has a CNAME record beside other records, which DNS does not allow; servers may answer with either."_s.arg(
            finding.host) +
            foundAndExpected(finding),
        u"%1, keep one CNAME record named %2 with the expected value%3, and remove every other record of that name."_s
                .arg(where(finding), labelOf(finding), expectedValue(finding)) +
            cacheNote(finding)};
}

CheckText loop(const Finding &finding)
{
    return {u"The record for %1 leads in a circle: %2."_s.arg(finding.host, finding.check.chain.join(u" → "_s)) +
                expectation(finding),
            u"%1, change the value of the CNAME record %2 to the expected one%3."_s.arg(
                where(finding), labelOf(finding), expectedValue(finding)) +
                cacheNote(finding)};
}

CheckText tooLong(const Finding &finding)
{
    return {u"The chain of CNAME records that begins at %1 is longer than 16 steps."_s.arg(finding.host) +
                found(finding) + expectation(finding),
            u"%1, let the CNAME record %2 lead straight to the expected value%3."_s.arg(
                where(finding), labelOf(finding), expectedValue(finding)) +
                cacheNote(finding)};
}

QString nameServersOf(const Finding &finding)
{
    return finding.check.nameServers.isEmpty() ? u"the name servers of %1"_s.arg(finding.zone)
                                               : finding.check.nameServers.join(u", "_s);
}

// The record was seen, but what lies behind it was not: it may or may not come back to the target.
CheckText notFollowed(const Finding &finding)
{
    const QString why = finding.check.code == "dnssec_bogus"_L1 ? u"whose DNSSEC signatures are not valid"_s
                                                                : u"which could not be followed"_s;
    return {
        u"The record of %1 leads to %2, %3."_s.arg(finding.host, finding.check.found, why) + expectation(finding),
        u"%1, change the value of the CNAME record %2 to the expected one%3.%4 If it is meant to lead there by way of "
        "%5, see whether the name servers of %5 are in order; the check is repeated by itself."_s.arg(
            where(finding), labelOf(finding), expectedValue(finding), greyCloud(finding), finding.check.found)};
}

// The resolvers, when nobody else was asked: then the zone's own servers cannot be at fault. Else empty.
QStringList onlyResolvers(const Finding &finding)
{
    QStringList names;
    for (const ServerAnswer &answer : finding.check.servers) {
        if (answer.role != "resolver"_L1)
            return {};
        names << (answer.server.isEmpty() ? answer.address : answer.server);
    }
    names.removeDuplicates();
    return names;
}

CheckText timeout(const Finding &finding)
{
    if (const QString resolvers = onlyResolvers(finding).join(u", "_s); !resolvers.isEmpty())
        return {u"No resolver gave an answer (asked: %1), so that nothing is known about the record of %2."_s.arg(
                    resolvers, finding.host) +
                    expectation(finding),
                u"See whether %1 can be reached from the engine's computer, or enter other resolvers in the setting "
                "dns.resolvers. The check is repeated by itself."_s.arg(resolvers)};
    return {u"No DNS server answered for %1 in time, so that nothing is known about its record."_s.arg(finding.host) +
                expectation(finding),
            u"The check is repeated by itself. If it stays like this, see whether %1 can be reached."_s.arg(
                nameServersOf(finding))};
}

CheckText servfail(const Finding &finding)
{
    return {u"The DNS servers could not give an answer for %1 (SERVFAIL)."_s.arg(finding.host) + expectation(finding),
            u"The check is repeated by itself. If it stays like this, see whether %1 are in order."_s.arg(
                nameServersOf(finding))};
}

CheckText refused(const Finding &finding)
{
    return {
        u"The DNS servers refused to answer for %1."_s.arg(finding.host) + expectation(finding),
        u"The check is repeated by itself. If it stays like this, see whether the resolver may be used from here and "
        "whether %1 serve the zone."_s.arg(nameServersOf(finding))};
}

CheckText lame(const Finding &finding)
{
    return {u"The name servers listed for %1 do not serve that zone, so that nothing is known about %2."_s.arg(
                finding.zone.isEmpty() ? finding.host : finding.zone, finding.host) +
                expectation(finding),
            u"At your registrar, compare the name servers (%1) with those that your DNS provider gives you."_s.arg(
                nameServersOf(finding))};
}

CheckText dnssecBogus(const Finding &finding)
{
    return {
        u"The DNSSEC signatures for %1 are not valid, so that many resolvers refuse its records."_s.arg(finding.host) +
            expectation(finding),
        u"At your DNS provider, sign the zone %1 again, or remove the outdated DS record at your registrar."_s.arg(
            finding.zone)};
}

CheckText disagree(const Finding &finding)
{
    QString hint = u"A change is spreading. The check is repeated by itself"_s;
    hint += finding.check.cachedFor ? u"; old answers end within %1."_s.arg(cacheTime(finding))
                                    : u"; usually this takes minutes, at the latest 48 hours."_s;
    if (finding.check.found.isEmpty())
        return {u"The DNS servers give different answers for %1; some have no record yet, or no longer."_s.arg(
                    finding.host) +
                    expectation(finding),
                hint};
    return {u"The DNS servers give different answers for %1."_s.arg(finding.host) + found(finding) +
                expectation(finding),
            hint};
}

CheckText networkDown(const Finding &finding)
{
    return {u"No DNS server can be reached from here, so that nothing is known about %1."_s.arg(finding.host) +
                expectation(finding),
            u"Check this machine's network connection and the setting dns.resolvers."_s};
}

using Writer = CheckText (*)(const Finding &);

struct Entry
{
    QLatin1StringView code;
    Writer write;
};

constexpr std::array<Entry, 18> Entries = {{{"ok"_L1, ok},
                                            {"not_created"_L1, notCreated},
                                            {"doubled_name"_L1, doubledName},
                                            {"wrong_target"_L1, wrongTarget},
                                            {"truncated_target"_L1, truncatedTarget},
                                            {"proxied"_L1, proxied},
                                            {"flattened"_L1, flattened},
                                            {"address_record"_L1, addressRecord},
                                            {"illegal_set"_L1, illegalSet},
                                            {"loop"_L1, loop},
                                            {"too_long"_L1, tooLong},
                                            {"timeout"_L1, timeout},
                                            {"servfail"_L1, servfail},
                                            {"refused"_L1, refused},
                                            {"lame"_L1, lame},
                                            {"dnssec_bogus"_L1, dnssecBogus},
                                            {"disagree"_L1, disagree},
                                            {"network_down"_L1, networkDown}}};

} // namespace

CheckText checkText(const Finding &finding)
{
    static const QStringList failures = {u"timeout"_s, u"servfail"_s,     u"refused"_s,
                                         u"lame"_s,    u"dnssec_bogus"_s, u"network_down"_s};
    if (finding.check.chain.size() > 1 && failures.contains(finding.check.code))
        return notFollowed(finding);
    const auto *entry = std::find_if(Entries.begin(), Entries.end(),
                                     [&](const Entry &known) { return known.code == finding.check.code; });
    CheckText text = entry == Entries.end() ? timeout(finding) : entry->write(finding);
    if (!finding.dissenter.isEmpty()) {
        text.message += u" Your resolver %1 still gives the right record, but not from the zone's own servers."_s.arg(
            finding.dissenter);
    }
    for (const Finding::Inventor &inventor : finding.inventors) {
        text.message += u" Your resolver %1 answers every name with %2; nothing that it says is believed."_s.arg(
            inventor.resolver, inventor.everyName);
    }
    if (!finding.inventors.isEmpty())
        text.hint = u"%1 Enter other resolvers in the setting dns.resolvers."_s.arg(text.hint).trimmed();
    return text;
}

QStringList checkCodes()
{
    QStringList codes;
    for (const Entry &entry : Entries)
        codes << entry.code;
    return codes;
}

QString spokenDuration(std::chrono::seconds duration)
{
    const auto seconds = duration.count();
    struct Unit
    {
        std::chrono::seconds::rep seconds;
        const char *one;
        const char *many;
    };
    // The largest unit of which there are at least two, so that "90 minutes" is not rounded to "2 hours".
    static constexpr Unit units[] = {{86400, "1 day", "%1 days"},
                                     {3600, "1 hour", "%1 hours"},
                                     {60, "1 minute", "%1 minutes"},
                                     {1, "1 second", "%1 seconds"}};
    for (const Unit &unit : units) {
        if (seconds == unit.seconds)
            return QString::fromLatin1(unit.one);
        if (seconds >= 2 * unit.seconds)
            return QString::fromLatin1(unit.many).arg((seconds + unit.seconds - 1) / unit.seconds);
    }
    return u"a moment"_s;
}

} // namespace unmta::diagnosis
