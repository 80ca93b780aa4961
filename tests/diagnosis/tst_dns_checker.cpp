// Whole checks on loopback: a checker, and servers that play resolver and provider.
#include "CheckerHarness.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QTest>

namespace unmta::tst_dns_checker {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

namespace {

using Records = QList<SandboxDnsRecord>;

SandboxDnsRecord record(const QString &type, const QString &value, const QString &name = Host)
{
    return {name, type, value, 300};
}

Records chainOf(int hops)
{
    Records records;
    for (int i = 0; i < hops; ++i) {
        const QString from = i == 0 ? Host : u"h%1.example.com"_s.arg(i);
        const QString to = i + 1 == hops ? Target : u"h%1.example.com"_s.arg(i + 1);
        records << record(u"CNAME"_s, to, from);
    }
    return records;
}

} // namespace

class TestDnsChecker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoneOnLoopback_data();
    void zoneOnLoopback();
    void resolverThatIsAuthoritativeOnly();
    void secondResolverStepsIn();
    void staleNegativeAnswerDoesNotRefuse();
    void stalePositiveAnswerDoesNotConfirm();
    void serversThatDifferDisagree();
    void chainAcrossZones();
    void sweepAsksEveryResolverAndTheZone();
    void unreachableServersLeaveAClearAnswer_data();
    void unreachableServersLeaveAClearAnswer();
    void oneSilentNameServerCostsOnlyTheGrace();
    void noRouteIsLeftOut();
    void ownZoneIsNeverAsked();
    void bothAddressFamilies();
    void zoneAndProvider();
};

void TestDnsChecker::zoneOnLoopback_data()
{
    QTest::addColumn<Records>("records");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("found");

    QTest::newRow("the record as it should be") << Records{record(u"CNAME"_s, Target)} << "ok" << Target;
    QTest::newRow("upper case and final dot") << Records{record(u"CNAME"_s, Target.toUpper() + u'.')} << "ok" << Target;
    QTest::newRow("chain of 3") << chainOf(3) << "ok" << Target;
    QTest::newRow("chain of 16") << chainOf(16) << "ok" << Target;
    QTest::newRow("chain of 17") << chainOf(17) << "too_long" << Target;
    QTest::newRow("wildcard") << Records{record(u"CNAME"_s, Target, u"*.example.com"_s)} << "ok" << Target;
    QTest::newRow("DNAME") << Records{record(u"DNAME"_s, u"alias.example.com"_s, u"sub.example.com"_s),
                                      record(u"CNAME"_s, u"x.sub.example.com"_s),
                                      record(u"CNAME"_s, Target, u"x.alias.example.com"_s)}
                           << "ok" << Target;
    QTest::newRow("nothing there") << Records{} << "not_created"
                                   << "";
    QTest::newRow("name without this type") << Records{record(u"TXT"_s, u"\"hello\""_s)} << "not_created"
                                            << "";
    QTest::newRow("entered with the zone twice")
        << Records{record(u"CNAME"_s, Target, Host + u".example.com"_s)} << "doubled_name" << Host + u".example.com"_s;
    QTest::newRow("elsewhere") << Records{record(u"CNAME"_s, u"www.example.com"_s),
                                          record(u"A"_s, u"192.0.2.9"_s, u"www.example.com"_s)}
                               << "wrong_target"
                               << "www.example.com";
    QTest::newRow("elsewhere, unserved") << Records{record(u"CNAME"_s, u"old.tracker.net"_s)} << "wrong_target"
                                         << "old.tracker.net";
    QTest::newRow("another target of ours")
        << Records{record(u"CNAME"_s, u"v-ffffffffffffffffffff.track.unmta.net"_s)} << "wrong_target"
        << "v-ffffffffffffffffffff.track.unmta.net";
    QTest::newRow("zone appended to the value")
        << Records{record(u"CNAME"_s, Target + u".example.com"_s)} << "truncated_target" << Target + u".example.com"_s;
    QTest::newRow("only the label") << Records{record(u"CNAME"_s, u"v-0123456789abcdef0123.example.com"_s)}
                                    << "truncated_target"
                                    << "v-0123456789abcdef0123.example.com";
    QTest::newRow("value cut off") << Records{record(u"CNAME"_s, u"v-0123456789abcdef0123.track"_s)}
                                   << "truncated_target"
                                   << "v-0123456789abcdef0123.track";
    QTest::newRow("behind Cloudflare") << Records{record(u"A"_s, u"104.21.5.6"_s)} << "proxied"
                                       << "104.21.5.6";
    QTest::newRow("behind Cloudflare, IPv6") << Records{record(u"AAAA"_s, u"2606:4700:3030::6815:1"_s)} << "proxied"
                                             << "2606:4700:3030::6815:1";
    QTest::newRow("flattened to the edge") << Records{record(u"A"_s, u"192.0.2.80"_s)} << "flattened"
                                           << "192.0.2.80";
    QTest::newRow("some address") << Records{record(u"A"_s, u"198.51.100.7"_s)} << "address_record"
                                  << "198.51.100.7";
    QTest::newRow("two CNAMEs") << Records{record(u"CNAME"_s, Target), record(u"CNAME"_s, u"b.example.com"_s)}
                                << "illegal_set" << u"CNAME b.example.com, CNAME "_s + Target;
    QTest::newRow("CNAME beside an address") << Records{record(u"CNAME"_s, Target), record(u"A"_s, u"192.0.2.1"_s)}
                                             << "illegal_set" << u"CNAME %1, A 192.0.2.1"_s.arg(Target);
    QTest::newRow("loop") << Records{record(u"CNAME"_s, u"a.example.com"_s),
                                     record(u"CNAME"_s, Host, u"a.example.com"_s)}
                          << "loop" << Host;
    QTest::newRow("loop onto itself") << Records{record(u"CNAME"_s, Host)} << "loop" << Host;
}

// Resolver and authority are the same truth; both depths must see it.
void TestDnsChecker::zoneOnLoopback()
{
    QFETCH(Records, records);
    QFETCH(QString, code);
    QFETCH(QString, found);

    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    server.addZone(u"example.com"_s);
    server.addZone(TargetZone);
    QVERIFY(server.addRecord(Target, u"A"_s, u"192.0.2.80"_s, 300).ok());
    for (const SandboxDnsRecord &one : records)
        QVERIFY(server.addRecord(one.name, one.type, one.value, one.ttl).ok());

    const Finding all = finding(quick({server.endpoint()}), question());
    const Check &result = all.check;
    if (code == "too_long"_L1)
        found = result.chain.last();
    QCOMPARE(result.code, code);
    QCOMPARE(result.found, found);
    QCOMPARE(result.expected, Target);
    QVERIFY(!result.message.isEmpty());
    QCOMPARE(result.nameServers, QStringList{u"ns1.example.com"_s});
    QCOMPARE(result.servers.size(), 2);
    QCOMPARE(result.servers.last().role, u"authoritative"_s);
    QCOMPARE(result.servers.last().server, u"ns1.example.com"_s);
    QCOMPARE(result.servers.last().code, code);
    QCOMPARE(result.confirmed, QByteArray(QTest::currentDataTag()) != "elsewhere, unserved");
    QCOMPARE(all.foundIsOurTarget, QByteArray(QTest::currentDataTag()) == "another target of ours");

    QCOMPARE(run(quick({server.endpoint()}), question(CheckDepth::Sweep)).code, code);
}

// dns.resolvers points straight at an authoritative server; the name servers it names do not exist.
void TestDnsChecker::resolverThatIsAuthoritativeOnly()
{
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    server.addZone(u"example.com"_s, u"ns.elsewhere.org"_s);
    CheckerConfig config = quick({server.endpoint()});

    Check result = run(config, question());
    QCOMPARE(result.code, u"not_created"_s);
    QCOMPARE(result.outcome, CheckOutcome::Changed);
    QVERIFY(result.confirmed);
    QVERIFY(!result.cachedFor);

    QVERIFY(server.setRecord(Host, u"CNAME"_s, Target).ok());
    result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.outcome, CheckOutcome::Match);
}

void TestDnsChecker::secondResolverStepsIn()
{
    LyingDnsServer silent([](LyingExchange &) {});
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    server.addZone(u"example.com"_s);
    QVERIFY(server.setRecord(Host, u"CNAME"_s, Target).ok());
    for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
        CheckerConfig config = quick({silent.endpoint(), server.endpoint()});
        config.authorityPort = server.endpoint().port;
        QCOMPARE(run(config, question(depth)).code, u"ok"_s);
    }
}

namespace {

const Record NegativeSoa{u"example.com"_s, RrType::SOA, 600,
                         u"ns1.example.com. hostmaster.example.com. 1 7200 3600 1209600 450"_s};

} // namespace

void TestDnsChecker::staleNegativeAnswerDoesNotRefuse()
{
    SandboxDnsServer truth;
    QVERIFY(truth.start().ok());
    truth.addZone(u"example.com"_s);
    QVERIFY(truth.setRecord(Host, u"CNAME"_s, Target).ok());
    CachingResolver resolver(truth, [](Message &reply) {
        reply.rcode = Rcode::NxDomain;
        reply.authority << NegativeSoa;
    });
    for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
        CheckerConfig config = quick({resolver.endpoint()});
        config.authorityPort = truth.endpoint().port;
        const Check result = run(config, question(depth));
        QCOMPARE(result.code, u"ok"_s);
        QVERIFY(result.confirmed);
        QCOMPARE(result.cachedFor, Millis(450s));
        QCOMPARE(result.servers.size(), 2);
        QCOMPARE(result.servers.first().code, u"not_created"_s);
        QCOMPARE(result.servers.first().answer, u"no such name"_s);
        QVERIFY(result.hint.contains(u"8 minutes"_s));
    }
}

void TestDnsChecker::stalePositiveAnswerDoesNotConfirm()
{
    SandboxDnsServer truth;
    QVERIFY(truth.start().ok());
    truth.addZone(u"example.com"_s);
    CachingResolver resolver(truth, [](Message &reply) { reply.answer << Record{Host, RrType::CNAME, 120, Target}; });
    CheckerConfig config = quick({resolver.endpoint()});
    config.authorityPort = truth.endpoint().port;
    const Check result = run(config, question());
    QCOMPARE(result.code, u"disagree"_s);
    QCOMPARE(result.outcome, CheckOutcome::Unknown);
    QCOMPARE(result.cachedFor, Millis(120s));
}

void TestDnsChecker::serversThatDifferDisagree()
{
    SandboxDnsServer updated;
    SandboxDnsServer behind;
    QVERIFY(updated.start().ok());
    QVERIFY(behind.start().ok());
    updated.addZone(u"example.com"_s);
    behind.addZone(u"example.com"_s);
    QVERIFY(updated.setRecord(Host, u"CNAME"_s, Target).ok());
    CheckerConfig config = quick({behind.endpoint()});
    config.authorities = {updated.endpoint(), behind.endpoint()};
    const Check result = run(config, question());
    QCOMPARE(result.code, u"disagree"_s);
    QCOMPARE(result.servers.size(), 3);
    QCOMPARE(result.servers.at(1).code, u"ok"_s);
    QCOMPARE(result.servers.at(2).code, u"not_created"_s);
}

// The first hop's resolver cache is stale, and the second hop lies in another zone: authorities decide on both.
void TestDnsChecker::chainAcrossZones()
{
    SandboxDnsServer truth;
    QVERIFY(truth.start().ok());
    truth.addZone(u"example.com"_s);
    truth.addZone(u"partner.org"_s);
    QVERIFY(truth.setRecord(Host, u"CNAME"_s, u"links.partner.org"_s).ok());
    QVERIFY(truth.setRecord(u"links.partner.org"_s, u"CNAME"_s, Target).ok());
    CachingResolver resolver(truth, [](Message &reply) { reply.authority << NegativeSoa; });
    CheckerConfig config = quick({resolver.endpoint()});
    config.authorityPort = truth.endpoint().port;
    const Check result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.chain, (QStringList{Host, u"links.partner.org"_s, Target}));
}

// The contract of a sweep that finds all well: every resolver is asked once, whatever the first one has said, and the
// zone's own server for the record and for what must not stand beside it. What else tst_dns_sweep shows.
void TestDnsChecker::sweepAsksEveryResolverAndTheZone()
{
    const auto resolver = [] {
        return std::make_unique<LyingDnsServer>([](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = false;
            if (exchange.query.question.type == RrType::CNAME)
                reply.answer << Record{Host, RrType::CNAME, 300, Target};
            exchange.send(reply);
        });
    };
    const auto one = resolver();
    const auto other = resolver();
    SandboxDnsServer zone;
    QVERIFY(zone.start().ok());
    zone.addZone(u"example.com"_s);
    QVERIFY(zone.setRecord(Host, u"CNAME"_s, Target).ok());
    CheckerConfig config = quick({one->endpoint(), other->endpoint()});
    config.authorities = {zone.endpoint()};
    config.queryTimeout = patience; // nothing is asked twice
    const Check result = run(config, question(CheckDepth::Sweep));
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.servers.size(), 3);
    for (const ServerAnswer &answer : result.servers)
        QCOMPARE(answer.code, u"ok"_s);
    QCOMPARE(zone.queriesAnswered(), 5ULL);
}

// The zone's servers say nothing, but the resolver's answer is clear: it is told. Only where nobody listens at all is
// the same resolver asked again a second source; silence outweighs it.
void TestDnsChecker::unreachableServersLeaveAClearAnswer_data()
{
    QTest::addColumn<bool>("closed");
    QTest::newRow("silent") << false;
    QTest::newRow("nobody listens") << true;
}
void TestDnsChecker::unreachableServersLeaveAClearAnswer()
{
    QFETCH(bool, closed);
    if (closed && !refusalsAreTold())
        QSKIP("nobody is told here");
    SandboxDnsServer truth;
    QVERIFY(truth.start().ok());
    truth.addZone(u"example.com"_s);
    CachingResolver resolver(truth, [](Message &reply) {
        if (reply.question.type == RrType::CNAME)
            reply.answer << Record{Host, RrType::CNAME, 300, u"old.example.com"_s};
    });
    auto silent = std::make_unique<LyingDnsServer>([](LyingExchange &) {}, Tcp::No);
    CheckerConfig config = quick({resolver.endpoint()});
    config.authorityPort = silent->endpoint().port;
    if (closed)
        silent.reset();
    const Check result = run(config, question());
    QCOMPARE(result.code, u"wrong_target"_s);
    QCOMPARE(result.outcome, CheckOutcome::Changed);
    QCOMPARE(result.confirmed, closed);
    QCOMPARE(result.cachedFor, Millis(60s));
}

void TestDnsChecker::oneSilentNameServerCostsOnlyTheGrace()
{
    LyingDnsServer silent([](LyingExchange &) {}, Tcp::No);
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    QVERIFY(server.setRecord(Host, u"CNAME"_s, Target).ok());
    CheckerConfig config = quick({server.endpoint()});
    config.authorities = {server.endpoint(), silent.endpoint()};
    // The silent one would be waited for as long as the test's patience lasts.
    config.queryTimeout = std::chrono::hours(1);
    config.deadline = std::chrono::hours(1);
    config.grace = Millis(1000);
    const Check result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.servers.size(), 3);
    QCOMPARE(result.servers.last().answer, u"no answer"_s);
    QCOMPARE(result.servers.last().code, u"timeout"_s);
}

// A name server to which there is no route from here says nothing about the record.
void TestDnsChecker::noRouteIsLeftOut()
{
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    QVERIFY(server.setRecord(Host, u"CNAME"_s, Target).ok());
    CheckerConfig config = quick({server.endpoint()});
    config.authorities = {server.endpoint(), {u"255.255.255.255"_s, 53}};
    QCOMPARE(run(config, question()).servers.size(), 2);
    config.hideUnreachable = false;
    const Check result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.servers.size(), 3);
    QCOMPARE(result.servers.last().code, u"network_down"_s);
}

void TestDnsChecker::ownZoneIsNeverAsked()
{
    std::atomic<int> asked = 0;
    LyingDnsServer resolver([&asked](LyingExchange &exchange) {
        const QString name = exchange.query.question.name.toLower();
        asked += name.endsWith(TargetZone) ? 1 : 0;
        Message reply = exchange.honest();
        if (name == Host)
            reply.answer << Record{Host, RrType::CNAME, 300, Target};
        exchange.send(reply);
    });
    QCOMPARE(run(quick({resolver.endpoint()}), question()).code, u"ok"_s);
    QCOMPARE(asked.load(), 0);
}

// The name server has an address of either family; both are asked and reported.
void TestDnsChecker::bothAddressFamilies()
{
    SandboxDnsServer four;
    SandboxDnsServer six;
    QVERIFY(four.start().ok());
    if (!six.start(u"::1"_s, four.endpoint().port).ok())
        QSKIP("no IPv6 on this machine");
    for (SandboxDnsServer *server : {&four, &six}) {
        server->addZone(u"example.com"_s, u"ns.example.com"_s);
        QVERIFY(server->setRecord(u"ns.example.com"_s, u"A"_s, u"127.0.0.1"_s).ok());
        QVERIFY(server->setRecord(u"ns.example.com"_s, u"AAAA"_s, u"::1"_s).ok());
        QVERIFY(server->setRecord(Host, u"CNAME"_s, Target).ok());
    }
    const Check result = run(quick({four.endpoint()}), question());
    QCOMPARE(result.code, u"ok"_s);
    QStringList addresses;
    for (const ServerAnswer &answer : result.servers.mid(1)) {
        QCOMPARE(answer.code, u"ok"_s);
        addresses << answer.address;
    }
    QCOMPARE(addresses, (QStringList{endpointText(four.endpoint()), endpointText(six.endpoint())}));
}

void TestDnsChecker::zoneAndProvider()
{
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    server.addZone(u"example.com"_s, u"kai.ns.cloudflare.com"_s);
    server.addZone(u"mail.example.com"_s, u"ns-17.awsdns-02.com"_s);
    SystemRandom random;
    DomainChecker checker(quick({server.endpoint()}), random);
    Awaited<ZoneFacts> parent;
    checker.findZone(Host, parent.sink());
    Awaited<ZoneFacts> child;
    checker.findZone(u"track.mail.example.com"_s, child.sink());
    QVERIFY(parent.wait() && child.wait());
    QCOMPARE(parent.wait()->zone, u"example.com"_s);
    QCOMPARE(parent.wait()->provider, u"cloudflare"_s);
    QCOMPARE(child.wait()->zone, u"mail.example.com"_s);
    QCOMPARE(child.wait()->provider, u"route53"_s);
}

UNMTA_TEST(TestDnsChecker)

} // namespace unmta::tst_dns_checker

#include "tst_dns_checker.moc"
