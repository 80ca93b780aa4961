// From facts to verdict: one row per situation, and the words for every code.
#include "diagnosis/Diagnosis.h"
#include "diagnosis/DiagnosisText.h"
#include "diagnosis/Proxies.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_dns_diagnosis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace unmta::diagnosis;

using End = CnameWalk::End;

namespace {

const QString Host = u"track.example.com"_s;
const QString Target = u"v-0123456789abcdef0123.track.unmta.net"_s;

CheckQuestion question()
{
    return {Host, Target, u"track.unmta.net"_s, u"example.com"_s};
}

View view(ServerRole role, End end, const QStringList &after = {}, bool definitive = true)
{
    View view;
    view.server = role == ServerRole::Resolver ? u"192.0.2.53"_s : u"ns1.example.com"_s;
    view.address = u"192.0.2.53:53"_s;
    view.role = role;
    view.end = end;
    view.chain = QStringList{Host} + after;
    view.rcode = end == End::NoName ? u"NXDOMAIN"_s : u"NOERROR"_s;
    view.ttl = 300;
    view.definitive = definitive;
    return view;
}

View failed(ServerRole role, const QString &failure, const QStringList &after = {})
{
    View view = tst_dns_diagnosis::view(role, End::Failed, after, false);
    view.failure = failure;
    view.rcode.clear();
    return view;
}

View withAddresses(View view, const QStringList &addresses)
{
    view.addresses = addresses;
    return view;
}

View resolver(End end, const QStringList &after = {}, bool definitive = false)
{
    return view(ServerRole::Resolver, end, after, definitive);
}

View authority(End end, const QStringList &after = {}, bool definitive = true)
{
    return view(ServerRole::Authoritative, end, after, definitive);
}

const QStringList AtTarget = {Target};
const QStringList Away = {u"old.example.net"_s};

} // namespace

class TestDnsDiagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codeOfOneView_data();
    void codeOfOneView();
    void verdict_data();
    void verdict();
    void splitHorizon();
    void unsureZone();
    void wordsForEveryCode_data();
    void wordsForEveryCode();
    void wordsNameTheProvider();
    void ownerOfAForeignTarget();
    void deadResolversAreNoFaultOfTheZone();
    void proxies_data();
    void proxies();
    void durations_data();
    void durations();
};

void TestDnsDiagnosis::codeOfOneView_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QString>("code");
    const View noCname = resolver(End::NoCname);
    View bogus = failed(ServerRole::Resolver, u"servfail"_s);
    bogus.bogus = true;

    QTest::newRow("at the target") << resolver(End::Reached, AtTarget) << "ok";
    QTest::newRow("NXDOMAIN") << resolver(End::NoName) << "not_created";
    QTest::newRow("NODATA") << noCname << "not_created";
    QTest::newRow("elsewhere") << resolver(End::NoCname, Away) << "wrong_target";
    QTest::newRow("elsewhere, NXDOMAIN") << resolver(End::NoName, Away) << "wrong_target";
    QTest::newRow("our label, no zone") << resolver(End::NoName, {u"v-0123456789abcdef0123"_s}) << "truncated_target";
    QTest::newRow("our label, customer's zone")
        << resolver(End::NoName, {u"v-0123456789abcdef0123.example.com"_s}) << "truncated_target";
    QTest::newRow("customer's zone appended")
        << resolver(End::NoName, {Target + u".example.com"_s}) << "truncated_target";
    QTest::newRow("cut within the zone") << resolver(End::NoName, {u"v-0123456789abcdef0123.track.un"_s})
                                         << "truncated_target";
    QTest::newRow("cut within the label") << resolver(End::NoName, {u"v-0123456789"_s}) << "truncated_target";
    QTest::newRow("cut too short to tell") << resolver(End::NoName, {u"v-01"_s}) << "wrong_target";
    QTest::newRow("truncated in the middle of a chain")
        << resolver(End::NoName, {u"v-0123456789abcdef0123.example.com"_s, u"parking.example.org"_s})
        << "truncated_target";
    QTest::newRow("Cloudflare's address") << withAddresses(noCname, {u"104.16.1.2"_s}) << "proxied";
    QTest::newRow("Cloudflare's name") << resolver(End::NoCname, {Host + u".cdn.cloudflare.net"_s}) << "proxied";
    QTest::newRow("the edge's address") << withAddresses(noCname, {u"192.0.2.80"_s}) << "flattened";
    QTest::newRow("both of the edge's") << withAddresses(noCname, {u"192.0.2.80"_s, u"2001:db8::80"_s}) << "flattened";
    QTest::newRow("the edge's and another")
        << withAddresses(noCname, {u"192.0.2.80"_s, u"192.0.2.81"_s}) << "address_record";
    QTest::newRow("some address") << withAddresses(noCname, {u"198.51.100.1"_s}) << "address_record";
    QTest::newRow("two CNAMEs") << resolver(End::IllegalSet) << "illegal_set";
    QTest::newRow("circle") << resolver(End::Loop, {u"a.example.com"_s, Host}) << "loop";
    QTest::newRow("17 hops") << resolver(End::TooLong, Away) << "too_long";
    QTest::newRow("silence") << failed(ServerRole::Resolver, u"timeout"_s) << "timeout";
    QTest::newRow("SERVFAIL") << failed(ServerRole::Resolver, u"servfail"_s) << "servfail";
    QTest::newRow("SERVFAIL at the second hop") << failed(ServerRole::Resolver, u"servfail"_s, Away) << "servfail";
    QTest::newRow("REFUSED") << failed(ServerRole::Resolver, u"refused"_s) << "refused";
    QTest::newRow("REFUSED at the second hop") << failed(ServerRole::Resolver, u"refused"_s, Away) << "wrong_target";
    QTest::newRow("lame") << failed(ServerRole::Authoritative, u"lame"_s) << "lame";
    QTest::newRow("no route") << failed(ServerRole::Resolver, u"network_down"_s) << "network_down";
    QTest::newRow("answers only with CD=1") << bogus << "dnssec_bogus";
}

void TestDnsDiagnosis::codeOfOneView()
{
    QFETCH(View, view);
    QFETCH(QString, code);
    Facts facts;
    facts.question = question();
    facts.targetAddresses = QStringList{u"192.0.2.80"_s, u"2001:db8::80"_s};
    facts.views = {view};
    facts.targetAddresses = QStringList{u"192.0.2.80"_s, u"2001:db8::80"_s};
    QCOMPARE(codeOf(view, facts), code);
}

void TestDnsDiagnosis::verdict_data()
{
    QTest::addColumn<QList<View>>("views");
    QTest::addColumn<bool>("repeated");
    QTest::addColumn<QStringList>("nameServers");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("confirmed");
    QTest::addColumn<std::optional<Millis>>("cachedFor");
    const QStringList zoneServers{u"ns1.example.com"_s};
    const auto row = [&](const char *name, const QList<View> &views, const QString &code, bool confirmed,
                         std::optional<Millis> cachedFor = {}, bool repeated = false, bool knowsZone = true) {
        QTest::newRow(name) << views << repeated << (knowsZone ? zoneServers : QStringList()) << code << confirmed
                            << cachedFor;
    };
    const View match = resolver(End::Reached, AtTarget);
    const View gone = resolver(End::NoName);
    const View wrong = resolver(End::NoCname, Away);
    const View goneItself = resolver(End::NoName, {}, true);
    const View atZone = authority(End::Reached, AtTarget);
    const View goneAtZone = authority(End::NoName);
    const View wrongAtZone = authority(End::NoCname, Away);
    const View silent = failed(ServerRole::Resolver, u"timeout"_s);
    const View silentZone = failed(ServerRole::Authoritative, u"timeout"_s);
    const View lameZone = failed(ServerRole::Authoritative, u"lame"_s);
    const View refusingZone = failed(ServerRole::Authoritative, u"refused"_s);
    const View servfailZone = failed(ServerRole::Authoritative, u"servfail"_s);
    View closedZone = silentZone;
    closedZone.unreachable = true;
    const View servfail = failed(ServerRole::Resolver, u"servfail"_s);
    const View noRoute = failed(ServerRole::Resolver, u"network_down"_s);
    View bogus = servfail;
    bogus.bogus = true;
    View two = resolver(End::IllegalSet);
    two.conflict = QStringList{u"CNAME b.example.com"_s, u"CNAME "_s + Target};
    View twoAtZone = two;
    twoAtZone.role = ServerRole::Authoritative;
    twoAtZone.definitive = true;
    View otherWrongAtZone = authority(End::NoCname, {u"other.example.net"_s});

    row("all agree", {match, atZone, atZone}, u"ok"_s, true);
    row("the resolver alone suffices for a match", {match}, u"ok"_s, true);
    row("the resolver is stale", {gone, atZone}, u"ok"_s, true, 300s);
    row("resolvers dead, zone right", {silent, atZone}, u"ok"_s, true);
    row("gone, both say", {gone, goneAtZone}, u"not_created"_s, true, 300s);
    row("wrong, both say", {wrong, wrongAtZone, wrongAtZone}, u"wrong_target"_s, true, 300s);
    row("changed again meanwhile: the zone decides", {wrong, goneAtZone}, u"not_created"_s, true, 300s);
    row("only the zone's servers say so", {silent, goneAtZone, goneAtZone}, u"not_created"_s, false);
    row("gone at the zone, still cached", {match, goneAtZone}, u"disagree"_s, false, 300s);
    row("zone's servers differ", {match, atZone, goneAtZone}, u"disagree"_s, false, 300s);
    row("zone's servers differ in what is wrong", {wrong, wrongAtZone, otherWrongAtZone}, u"disagree"_s, false, 300s);
    row("one of the zone's servers is silent", {match, atZone, silentZone}, u"ok"_s, true);
    row("one silent, the other says gone", {gone, goneAtZone, silentZone}, u"not_created"_s, true, 300s);
    row("one resolver, once", {gone, silentZone}, u"not_created"_s, false, 300s);
    row("one resolver, twice, while the zone is silent", {gone, silentZone}, u"not_created"_s, false, 300s, true);
    row("one resolver, twice, while nobody listens", {gone, closedZone}, u"not_created"_s, true, 300s, true);
    row("one resolver, once, while nobody listens", {gone, closedZone}, u"not_created"_s, false, 300s);
    row("one resolver, twice, which does not know the zone", {gone}, u"not_created"_s, false, 300s, true, false);
    row("two resolvers that do not know the zone", {gone, gone}, u"not_created"_s, true, 300s, false, false);
    row("two resolvers while nobody listens", {gone, gone, closedZone}, u"not_created"_s, true, 300s);
    row("one of two name servers listens and is silent", {gone, gone, closedZone, silentZone}, u"not_created"_s, false,
        300s, true);
    row("name servers without an address", {gone, gone}, u"not_created"_s, false, 300s, true);
    for (const int resolvers : {1, 2, 3}) {
        const QList<View> all(resolvers, gone);
        for (const bool repeated : {false, true}) {
            const auto named = [&](const char *what) {
                return u"%1 resolvers, %2, %3"_s.arg(resolvers)
                    .arg(QLatin1StringView(what))
                    .arg(repeated ? u"twice"_s : u"once"_s)
                    .toLatin1();
            };
            row(named("lame zone").constData(), all + QList<View>{lameZone}, u"lame"_s, false, 300s, repeated);
            row(named("one name server lame, one silent").constData(), all + QList<View>{silentZone, lameZone},
                u"lame"_s, false, 300s, repeated);
            row(named("zone that refuses").constData(), all + QList<View>{refusingZone}, u"refused"_s, false, 300s,
                repeated);
            row(named("zone with SERVFAIL").constData(), all + QList<View>{servfailZone}, u"servfail"_s, false, 300s,
                repeated);
            row(named("silent zone").constData(), all + QList<View>{silentZone}, u"not_created"_s, false, 300s,
                repeated);
        }
    }
    row("lame zone, record elsewhere by two resolvers", {wrong, wrong, lameZone}, u"lame"_s, false, 300s, true);
    row("lame zone, record still right in a cache", {match, match, lameZone}, u"ok"_s, true);
    row("resolvers differ", {match, gone}, u"disagree"_s, false, 300s);
    row("an authoritative resolver, of a zone whose servers nobody names", {goneItself}, u"not_created"_s, true, {},
        false, false);
    row("an authoritative resolver, while the zone's servers are silent", {goneItself, silentZone}, u"not_created"_s,
        false);
    row("an authoritative resolver, while nobody listens", {goneItself, closedZone}, u"not_created"_s, true);
    View doubted = authority(End::NoName, Away, false);
    doubted.doubtful = true;
    row("the zone shows the record, the servers of where it leads are silent", {wrong, wrong, doubted},
        u"wrong_target"_s, false, 300s, true);
    row("the zone's view rests on a cache, by the same record",
        {resolver(End::Reached, {u"old.example.net"_s, Target}), authority(End::NoName, Away, false)}, u"ok"_s, true);
    row("the zone shows another record, which leads nowhere any more", {match, authority(End::NoName, Away, false)},
        u"disagree"_s, false, 300s);
    row("the zone shows the record, the rest rests on a cache", {wrong, authority(End::NoName, Away, false)},
        u"wrong_target"_s, false, 300s);
    row("the zone shows the record, the rest rests on a cache, twice", {wrong, authority(End::NoName, Away, false)},
        u"wrong_target"_s, true, 300s, true);
    row("a second hop that refuses is no proof",
        {failed(ServerRole::Resolver, u"refused"_s, Away), failed(ServerRole::Authoritative, u"refused"_s, Away)},
        u"wrong_target"_s, false, 300s);
    row("a set that must not be, of which the resolver shows the right one", {match, twoAtZone, twoAtZone},
        u"illegal_set"_s, true);
    row("a set that must not be at one of the zone's servers", {match, atZone, twoAtZone}, u"disagree"_s, false, 300s);
    row("a set that must not be, both say", {two, twoAtZone}, u"illegal_set"_s, true, 300s);
    row("silence", {silent, silent}, u"timeout"_s, false);
    row("no route anywhere", {noRoute, noRoute}, u"network_down"_s, false);
    row("no route to one, silence of the other", {noRoute, silent}, u"timeout"_s, false);
    row("SERVFAIL", {servfail}, u"servfail"_s, false);
    row("SERVFAIL, because the zone is lame", {servfail, lameZone, lameZone}, u"lame"_s, false);
    row("no answer, because the zone is lame", {silent, lameZone}, u"lame"_s, false);
    row("SERVFAIL, zone silent", {servfail, silentZone}, u"servfail"_s, false);
    row("SERVFAIL, zone says gone", {servfail, goneAtZone}, u"not_created"_s, false);
    row("bad signatures", {bogus, atZone}, u"dnssec_bogus"_s, false);
    row("bad signatures, zone says gone", {bogus, goneAtZone}, u"dnssec_bogus"_s, false);
    row("bad signatures for one, not checked by the other", {bogus, match}, u"dnssec_bogus"_s, false);
    row("bad signatures for one, not checked by the other, zone right", {match, bogus, atZone}, u"dnssec_bogus"_s,
        false);
    row("nobody was asked", {}, u"network_down"_s, false);
}

void TestDnsDiagnosis::verdict()
{
    QFETCH(QList<View>, views);
    QFETCH(bool, repeated);
    QFETCH(QStringList, nameServers);
    QFETCH(QString, code);
    QFETCH(bool, confirmed);
    QFETCH(std::optional<Millis>, cachedFor);
    Facts facts;
    facts.question = question();
    facts.zone = u"example.com"_s;
    facts.nameServers = nameServers;
    facts.views = views;
    facts.repeated = repeated;
    const Check result = diagnose(facts).check;
    QCOMPARE(result.code, code);
    QCOMPARE(result.confirmed, confirmed);
    QCOMPARE(result.cachedFor, cachedFor);
    QCOMPARE(result.outcome, outcomeOf(code));
    QCOMPARE(result.servers.size(), views.size());
    QVERIFY(result.message.contains(Host));
}

// That the zone's servers could not be found out in time is no reason to do without them.
void TestDnsDiagnosis::unsureZone()
{
    Facts facts;
    facts.question = question();
    facts.views = {resolver(End::NoName), resolver(End::NoName)};
    QVERIFY(diagnose(facts).check.confirmed);
    facts.zoneIsUnsure = true;
    QVERIFY(!diagnose(facts).check.confirmed);
}

// A resolver that gives the right record long after the zone has another one.
void TestDnsDiagnosis::splitHorizon()
{
    Facts facts;
    facts.question = question();
    facts.nameServers = QStringList{u"ns1.example.com"_s};
    facts.views = {resolver(End::Reached, AtTarget), authority(End::NoName, Away, false)};
    QCOMPARE(diagnose(facts).check.code, u"disagree"_s);
    facts.question.cachesAreOver = true;
    const Check result = diagnose(facts).check;
    QCOMPARE(result.code, u"wrong_target"_s);
    QVERIFY(result.confirmed);
    QCOMPARE(result.found, Away.first());
    QVERIFY2(result.message.contains(u"Your resolver 192.0.2.53 still gives the right record"_s),
             qPrintable(result.message));
    // The zone's servers must agree among themselves.
    facts.views << authority(End::Reached, AtTarget);
    QCOMPARE(diagnose(facts).check.code, u"disagree"_s);
}

void TestDnsDiagnosis::wordsForEveryCode_data()
{
    QTest::addColumn<QString>("code");
    for (const QString &code : checkCodes())
        QTest::newRow(code.toLatin1().constData()) << code;
    QCOMPARE(checkCodes().size(), 18);
}

// A sentence about the world, with the user's own names, then what to do; no codes, no blame, no exclamation marks.
void TestDnsDiagnosis::wordsForEveryCode()
{
    QFETCH(QString, code);
    Finding finding;
    Check &result = finding.check;
    result.code = code;
    result.outcome = outcomeOf(code);
    finding.host = Host;
    finding.zone = u"example.com"_s;
    result.expected = Target;
    result.found = code == "doubled_name"_L1 ? Host + u".example.com"_s : u"old.example.net"_s;
    if (result.outcome != CheckOutcome::Unknown)
        result.chain = {Host, result.found};
    const CheckText text = checkText(finding);
    QVERIFY2(text.message.contains(Host), qPrintable(text.message));
    QCOMPARE(text.hint.isEmpty(), code == "ok"_L1);
    static const QRegularExpression bad(u"!|_|%\\d|please|error|invalid|wrong"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    const QString all = text.message + text.hint;
    QVERIFY2(!bad.match(all).hasMatch(), qPrintable(all));
    if (result.outcome == CheckOutcome::Changed) {
        QVERIFY(text.message.contains(Target));
        QVERIFY(text.message.contains(result.found) || code == "not_created"_L1);
        QVERIFY(text.hint.contains(u"track"_s));
    }
    for (const QString &sentence : {text.message, text.hint})
        QVERIFY(sentence.isEmpty() || sentence.endsWith(u'.'));
}

void TestDnsDiagnosis::wordsNameTheProvider()
{
    Finding finding;
    Check &result = finding.check;
    result.code = u"not_created"_s;
    finding.host = Host;
    finding.zone = u"example.com"_s;
    result.expected = Target;
    QVERIFY(checkText(finding).hint.startsWith(u"At your DNS provider"_s));
    QVERIFY(!checkText(finding).hint.contains(u"grey cloud"_s));
    result.nameServers = {u"kai.ns.cloudflare.com"_s};
    QVERIFY(checkText(finding).hint.startsWith(u"In Cloudflare"_s));
    QVERIFY(checkText(finding).hint.contains(u"grey cloud"_s));
    result.nameServers = {u"ns-1.awsdns-22.co.uk"_s};
    QVERIFY(checkText(finding).hint.startsWith(u"In Route 53"_s));
    // The name is entered without the zone that really holds it.
    QVERIFY(checkText(finding).hint.contains(u"the name track and"_s));
    finding.host = u"track.mail.example.com"_s;
    QVERIFY(checkText(finding).hint.contains(u"the name track.mail and"_s));
    finding.zone = u"mail.example.com"_s;
    QVERIFY(checkText(finding).hint.contains(u"the name track and"_s));
    result.cachedFor = 3000s;
    QVERIFY(checkText(finding).hint.contains(u"50 minutes"_s));
}

void TestDnsDiagnosis::ownerOfAForeignTarget()
{
    Facts facts;
    facts.question = question();
    facts.views = {resolver(End::NoCname, {u"v-ffffffffffffffffffff.track.unmta.net"_s})};
    Finding finding = diagnose(facts);
    QVERIFY(finding.foundIsOurTarget);
    QVERIFY(finding.check.message.contains(u"another tracking domain"_s));
    finding.foundOwner = u"links.example.org"_s;
    QVERIFY(checkText(finding).message.contains(u"the tracking domain links.example.org"_s));
    // Deleted and added again: the record still has the value of before.
    finding.foundOwner = Host;
    const CheckText text = checkText(finding);
    QVERIFY2(text.message.startsWith(u"The record for track.example.com still leads to the earlier target of this "
                                     "tracking domain"_s),
             qPrintable(text.message));
    QVERIFY(!text.message.contains(u"a target of its own"_s));
    QVERIFY2(text.hint.contains(u"replace the value of the CNAME record track by the new value: "_s + Target),
             qPrintable(text.hint));
}

void TestDnsDiagnosis::deadResolversAreNoFaultOfTheZone()
{
    Facts facts;
    facts.question = question();
    facts.zone = u"example.com"_s;
    facts.views = {failed(ServerRole::Resolver, u"timeout"_s)};
    facts.views.front().server = u"127.0.0.9"_s;
    const Check alone = diagnose(facts).check;
    QCOMPARE(alone.code, u"timeout"_s);
    QVERIFY2(alone.message.startsWith(u"No resolver gave an answer (asked: 127.0.0.9)"_s), qPrintable(alone.message));
    QVERIFY2(alone.hint.contains(u"127.0.0.9"_s) && alone.hint.contains(u"dns.resolvers"_s), qPrintable(alone.hint));
    QVERIFY2(!alone.hint.contains(u"name servers"_s), qPrintable(alone.hint));
    QCOMPARE(alone.servers.front().answer, u"no answer"_s);
    // Once the zone's own servers were asked, they are named.
    facts.nameServers = {u"ns1.example.net"_s};
    facts.views << failed(ServerRole::Authoritative, u"timeout"_s);
    const Check both = diagnose(facts).check;
    QCOMPARE(both.code, u"timeout"_s);
    QVERIFY2(both.hint.contains(u"ns1.example.net"_s), qPrintable(both.hint));
}

void TestDnsDiagnosis::proxies_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("proxy");
    QTest::newRow("first of 104.16.0.0/13") << "104.16.0.0"
                                            << "Cloudflare";
    QTest::newRow("last of 104.24.0.0/14") << "104.27.255.255"
                                           << "Cloudflare";
    QTest::newRow("just beyond") << "104.28.0.0"
                                 << "";
    QTest::newRow("172.64.0.0/13") << "172.67.1.1"
                                   << "Cloudflare";
    QTest::newRow("IPv6") << "2606:4700::6810:1"
                          << "Cloudflare";
    QTest::newRow("IPv6 beyond") << "2606:4701::1"
                                 << "";
    QTest::newRow("Fastly") << "151.101.1.57"
                            << "Fastly";
    QTest::newRow("somebody") << "192.0.2.1"
                              << "";
    QTest::newRow("no address") << "example.com"
                                << "";
}

void TestDnsDiagnosis::proxies()
{
    QFETCH(QString, address);
    QFETCH(QString, proxy);
    QCOMPARE(proxyOfAddress(address), proxy);
}

void TestDnsDiagnosis::durations_data()
{
    QTest::addColumn<quint32>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("0") << 0U << "a moment";
    QTest::newRow("1") << 1U << "1 second";
    QTest::newRow("59") << 59U << "59 seconds";
    QTest::newRow("60") << 60U << "1 minute";
    QTest::newRow("90") << 90U << "90 seconds";
    QTest::newRow("300") << 300U << "5 minutes";
    QTest::newRow("301") << 301U << "6 minutes";
    QTest::newRow("3600") << 3600U << "1 hour";
    QTest::newRow("5400") << 5400U << "90 minutes";
    QTest::newRow("a day") << 86400U << "1 day";
    QTest::newRow("a week") << 604800U << "7 days";
}

void TestDnsDiagnosis::durations()
{
    QFETCH(quint32, seconds);
    QFETCH(QString, words);
    QCOMPARE(spokenDuration(std::chrono::seconds(seconds)), words);
}

UNMTA_TEST(TestDnsDiagnosis)

} // namespace unmta::tst_dns_diagnosis

#include "tst_dns_diagnosis.moc"
