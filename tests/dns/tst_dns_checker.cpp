// Whole checks on loopback: a checker, and servers that play resolver and provider.
#include "Awaited.h"
#include "LyingDnsServer.h"

#include "base/Random.h"
#include "dns/DnsClient.h"
#include "dns/DomainChecker.h"
#include "sandbox/SandboxDnsServer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace unmta;
using namespace unmta::dns;
using unmta::test::Awaited;
using unmta::test::LyingDnsServer;
using unmta::test::LyingExchange;

namespace {

const QString Host = u"track.example.com"_s;
const QString Target = u"v-0123456789abcdef0123.track.unmta.net"_s;
const QString TargetZone = u"track.unmta.net"_s;

CheckQuestion question(CheckDepth depth = CheckDepth::Full)
{
    return {Host, Target, TargetZone, u"example.com"_s, {u"192.0.2.80"_s}, depth};
}

CheckerConfig quick(const QList<Endpoint> &resolvers)
{
    CheckerConfig config;
    config.resolvers = resolvers;
    config.authorityPort = resolvers.isEmpty() ? std::uint16_t(53) : resolvers.first().port;
    config.queryTimeout = Millis(200);
    config.retries = 1;
    config.deadline = Millis(4000);
    return config;
}

CheckResult run(const CheckerConfig &config, const CheckQuestion &asked)
{
    SystemRandom random;
    DomainChecker checker(config, random);
    Awaited<CheckResult> result;
    checker.check(asked, result.sink());
    const auto value = result.wait();
    return value ? *value : CheckResult{};
}

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

Q_DECLARE_METATYPE(LyingDnsServer::Liar)

class TestDnsChecker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoneOnLoopback_data();
    void zoneOnLoopback();
    void lyingResolver_data();
    void lyingResolver();
    void resolverThatIsAuthoritativeOnly();
    void deadResolverIsATimeout();
    void noResolverAtAll();
    void secondResolverStepsIn();
    void staleNegativeAnswerDoesNotRefuse();
    void stalePositiveAnswerDoesNotConfirm();
    void serversThatDifferDisagree();
    void lameServersAreNamed();
    void bogusSignatures();
    void chainAcrossZones();
    void sweepAsksOnceForAMatch();
    void unreachableServersLeaveAClearAnswer();
    void oneSilentNameServerCostsOnlyTheGrace();
    void noRouteIsLeftOut();
    void deadlineHolds();
    void ownZoneIsNeverAsked();
    void canaries();
    void zoneAndProvider();
    void destroyedWhileBusy();
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
    QTest::newRow("nothing there") << Records{} << "not_created" << "";
    QTest::newRow("name without this type") << Records{record(u"TXT"_s, u"\"hello\""_s)} << "not_created" << "";
    QTest::newRow("entered with the zone twice")
        << Records{record(u"CNAME"_s, Target, Host + u".example.com"_s)} << "doubled_name" << Host + u".example.com"_s;
    QTest::newRow("elsewhere") << Records{record(u"CNAME"_s, u"www.example.com"_s),
                                          record(u"A"_s, u"192.0.2.9"_s, u"www.example.com"_s)}
                               << "wrong_target" << "www.example.com";
    QTest::newRow("elsewhere, unserved") << Records{record(u"CNAME"_s, u"old.tracker.net"_s)} << "wrong_target"
                                         << "old.tracker.net";
    QTest::newRow("another target of ours")
        << Records{record(u"CNAME"_s, u"v-ffffffffffffffffffff.track.unmta.net"_s)} << "wrong_target"
        << "v-ffffffffffffffffffff.track.unmta.net";
    QTest::newRow("zone appended to the value") << Records{record(u"CNAME"_s, Target + u".example.com"_s)}
                                                << "truncated_target" << Target + u".example.com"_s;
    QTest::newRow("only the label") << Records{record(u"CNAME"_s, u"v-0123456789abcdef0123.example.com"_s)}
                                    << "truncated_target" << "v-0123456789abcdef0123.example.com";
    QTest::newRow("value cut off") << Records{record(u"CNAME"_s, u"v-0123456789abcdef0123.track"_s)}
                                   << "truncated_target" << "v-0123456789abcdef0123.track";
    QTest::newRow("behind Cloudflare") << Records{record(u"A"_s, u"104.21.5.6"_s)} << "proxied" << "104.21.5.6";
    QTest::newRow("behind Cloudflare, IPv6") << Records{record(u"AAAA"_s, u"2606:4700:3030::6815:1"_s)} << "proxied"
                                             << "2606:4700:3030::6815:1";
    QTest::newRow("flattened to the edge") << Records{record(u"A"_s, u"192.0.2.80"_s)} << "flattened" << "192.0.2.80";
    QTest::newRow("some address") << Records{record(u"A"_s, u"198.51.100.7"_s)} << "address_record" << "198.51.100.7";
    QTest::newRow("two CNAMEs") << Records{record(u"CNAME"_s, Target), record(u"CNAME"_s, u"b.example.com"_s)}
                                << "illegal_set" << u"CNAME %1, CNAME b.example.com"_s.arg(Target);
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
    for (const SandboxDnsRecord &one : records)
        QVERIFY(server.addRecord(one.name, one.type, one.value, one.ttl).ok());

    const CheckResult result = run(quick({server.endpoint()}), question());
    if (code == "too_long"_L1)
        found = result.chain.last();
    QCOMPARE(result.code, code);
    QCOMPARE(result.found, found);
    QCOMPARE(result.expected, Target);
    QVERIFY(!result.message.isEmpty());
    QCOMPARE(result.nameServers, QStringList{u"ns1.example.com"_s});
    QCOMPARE(result.servers.size(), 2);
    QCOMPARE(result.servers.last().role, ServerRole::Authoritative);
    QCOMPARE(result.servers.last().server, u"ns1.example.com"_s);
    QCOMPARE(result.servers.last().code, code);
    const bool followed = QByteArray(QTest::currentDataTag()) != "elsewhere, unserved" &&
                          QByteArray(QTest::currentDataTag()) != "value cut off";
    QCOMPARE(result.confirmed, followed);
    QCOMPARE(result.foundIsOurTarget, QByteArray(QTest::currentDataTag()) == "another target of ours");

    if (code != "illegal_set"_L1)
        QCOMPARE(run(quick({server.endpoint()}), question(CheckDepth::Sweep)).code, code);
}

// The rows of the classification table that only a liar can produce, as a whole check sees them.
void TestDnsChecker::lyingResolver_data()
{
    using Liar = LyingDnsServer::Liar;
    QTest::addColumn<Liar>("liar");
    QTest::addColumn<bool>("tcp");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QString &code, const Liar &liar, bool tcp = true) {
        QTest::newRow(name) << liar << tcp << code;
    };
    const auto cname = [](const QString &to, quint32 ttl = 300) { return Record{Host, RrType::CNAME, ttl, to}; };
    const auto answering = [](const Record &record) {
        return [record](LyingExchange &exchange) {
            Message reply = exchange.honest();
            if (exchange.query.question.type == RrType::CNAME)
                reply.answer << record;
            exchange.send(reply);
        };
    };
    row("TTL 0", u"ok"_s, answering(cname(Target, 0)));
    row("TTL 2^31", u"ok"_s, answering(cname(Target, 0x80000000U)));
    row("right CNAME of another name", u"not_created"_s,
        answering({u"other.example.com"_s, RrType::CNAME, 300, Target}));
    row("right CNAME in the authority section", u"not_created"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authority << cname(Target);
        exchange.send(reply);
    });
    row("right CNAME in the additional section", u"not_created"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.additional << cname(Target);
        exchange.send(reply);
    });
    row("a chase that is not true", u"wrong_target"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        const QString away = u"www.example.net"_s;
        if (exchange.query.question.name.compare(Host, Qt::CaseInsensitive) == 0)
            reply.answer << cname(away) << Record{away, RrType::CNAME, 300, Target};
        exchange.send(reply);
    });
    row("wrong id before the truth", u"ok"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.answer << cname(u"evil.example.net"_s);
        reply.id = quint16(reply.id + 1);
        if (!exchange.overTcp)
            exchange.send(reply);
        reply = exchange.honest();
        reply.answer << cname(Target);
        exchange.send(reply);
    });
    row("only wrong ids", u"timeout"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.id = quint16(reply.id + 1);
        reply.answer << cname(Target);
        exchange.send(reply);
    });
    row("only from elsewhere", u"timeout"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.answer << cname(Target);
        exchange.fromElsewhere << test::wireOf(reply);
    });
    row("TC without TCP", u"timeout"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.truncated = true;
        exchange.send(reply);
    }, false);
    row("no EDNS", u"ok"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        if (exchange.query.edns)
            reply.rcode = Rcode::FormErr;
        else
            reply.answer << cname(Target);
        exchange.send(reply);
    });
    row("FORMERR whatever one asks", u"refused"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::FormErr;
        exchange.send(reply);
    });
    row("NOTIMP whatever one asks", u"refused"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::NotImp;
        exchange.send(reply);
    });
    row("compression loop", u"servfail"_s, [](LyingExchange &exchange) {
        QByteArray wire = test::wireOf(exchange.honest());
        if (exchange.query.edns)
            wire.chop(11);
        wire.replace(6, 6, QByteArray::fromHex("000100000000"));
        const auto at = QByteArray::number(0xc000 + wire.size(), 16);
        exchange.replies << wire + QByteArray::fromHex(at + "000500010000012c0002" + at);
    });
    row("data cut short", u"servfail"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.edns = false;
        reply.answer << cname(Target);
        exchange.replies << test::wireOf(reply).chopped(4);
    });
    row("everything NXDOMAIN", u"not_created"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::NxDomain;
        exchange.send(reply);
    });
    row("everything one address", u"address_record"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        if (exchange.query.question.type == RrType::A)
            reply.answer << Record{exchange.query.question.name.toLower(), RrType::A, 60, u"203.0.113.1"_s};
        exchange.send(reply);
    });
    row("an endless chain", u"too_long"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        const QString name = exchange.query.question.name.toLower();
        const int next = name.section(u'.', 0, 0).mid(1).toInt() + 1;
        reply.answer << Record{name, RrType::CNAME, 60, u"n%1.example.com"_s.arg(next)};
        exchange.send(reply);
    });
}

void TestDnsChecker::lyingResolver()
{
    QFETCH(LyingDnsServer::Liar, liar);
    QFETCH(bool, tcp);
    QFETCH(QString, code);
    LyingDnsServer server(liar, tcp ? test::Tcp::Yes : test::Tcp::No);
    CheckerConfig config = quick({server.endpoint()});
    for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
        CheckQuestion asked = question(depth);
        // The target of a liar for whom everything is one address would be the edge as well.
        asked.edgeAddresses = {u"192.0.2.80"_s};
        QCOMPARE(run(config, asked).code, code);
    }
}

// dns.resolvers points straight at an authoritative server; the name servers it names do not exist.
void TestDnsChecker::resolverThatIsAuthoritativeOnly()
{
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    server.addZone(u"example.com"_s, u"ns.elsewhere.org"_s);
    CheckerConfig config = quick({server.endpoint()});

    CheckResult result = run(config, question());
    QCOMPARE(result.code, u"not_created"_s);
    QCOMPARE(result.outcome, CheckOutcome::Changed);
    QVERIFY(result.confirmed);
    QCOMPARE(result.retryAfter, 0U);

    QVERIFY(server.setRecord(Host, u"CNAME"_s, Target).ok());
    result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.outcome, CheckOutcome::Match);
}

void TestDnsChecker::deadResolverIsATimeout()
{
    LyingDnsServer silent([](LyingExchange &) {});
    const CheckResult result = run(quick({silent.endpoint()}), question());
    QCOMPARE(result.code, u"timeout"_s);
    QCOMPARE(result.outcome, CheckOutcome::Unknown);
    QCOMPARE(result.servers.size(), 1);
    QCOMPARE(result.servers.first().answer, u"no answer"_s);

    Endpoint nobody;
    {
        LyingDnsServer gone([](LyingExchange &) {});
        nobody = gone.endpoint();
    }
    QCOMPARE(run(quick({nobody}), question()).code, u"timeout"_s);
}

void TestDnsChecker::noResolverAtAll()
{
    QCOMPARE(run(quick({}), question()).code, u"network_down"_s);
    QCOMPARE(run(quick({}), question(CheckDepth::Sweep)).code, u"network_down"_s);
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

// A resolver that passes everything on to `truth`, except what it holds of the host in its cache.
class CachingResolver
{
public:
    CachingResolver(const SandboxDnsServer &truth, std::function<void(dns::Message &)> cached)
        : m_client(m_random), m_server([this, upstream = truth.endpoint(), cached](LyingExchange &exchange) {
              Message reply = exchange.honest();
              reply.authoritative = false;
              if (exchange.query.question.name.compare(Host, Qt::CaseInsensitive) == 0) {
                  cached(reply);
              } else {
                  Awaited<Result<Message>> answer;
                  m_client.query(upstream, exchange.query.question, {Millis(500), 0}, answer.sink());
                  const auto got = answer.wait();
                  if (!got || !got->ok())
                      return;
                  reply.rcode = got->value().rcode;
                  reply.answer = got->value().answer;
                  reply.authority = got->value().authority;
              }
              exchange.send(reply);
          })
    {}
    [[nodiscard]] Endpoint endpoint() const { return m_server.endpoint(); }

private:
    SystemRandom m_random;
    DnsClient m_client;
    LyingDnsServer m_server;
};

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
        const CheckResult result = run(config, question(depth));
        QCOMPARE(result.code, u"ok"_s);
        QVERIFY(result.confirmed);
        QCOMPARE(result.retryAfter, 450U);
        QCOMPARE(result.servers.size(), 2);
        QCOMPARE(result.servers.first().code, u"not_created"_s);
        QCOMPARE(result.servers.first().rcode, u"NXDOMAIN"_s);
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
    const CheckResult result = run(config, question());
    QCOMPARE(result.code, u"disagree"_s);
    QCOMPARE(result.outcome, CheckOutcome::Unknown);
    QCOMPARE(result.retryAfter, 120U);
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
    const CheckResult result = run(config, question());
    QCOMPARE(result.code, u"disagree"_s);
    QCOMPARE(result.servers.size(), 3);
    QCOMPARE(result.servers.at(1).code, u"ok"_s);
    QCOMPARE(result.servers.at(2).code, u"not_created"_s);
}

void TestDnsChecker::lameServersAreNamed()
{
    LyingDnsServer lame([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        reply.recursionAvailable = false;
        exchange.send(reply);
    });
    LyingDnsServer resolver([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        reply.rcode = Rcode::ServFail;
        exchange.send(reply);
    });
    CheckerConfig config = quick({resolver.endpoint()});
    config.authorities = {lame.endpoint()};
    const CheckResult result = run(config, question());
    QCOMPARE(result.code, u"lame"_s);
    QCOMPARE(result.outcome, CheckOutcome::Unknown);
    QCOMPARE(result.servers.at(0).code, u"servfail"_s);
    QCOMPARE(result.servers.at(1).code, u"lame"_s);
}

void TestDnsChecker::bogusSignatures()
{
    LyingDnsServer validating([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        if (exchange.query.checkingDisabled)
            reply.answer << Record{Host, RrType::CNAME, 300, Target};
        else
            reply.rcode = Rcode::ServFail;
        exchange.send(reply);
    });
    const CheckResult result = run(quick({validating.endpoint()}), question());
    QCOMPARE(result.code, u"dnssec_bogus"_s);
    QCOMPARE(result.outcome, CheckOutcome::Unknown);

    LyingDnsServer failing([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::ServFail;
        exchange.send(reply);
    });
    QCOMPARE(run(quick({failing.endpoint()}), question()).code, u"servfail"_s);

    LyingDnsServer refusing([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::Refused;
        exchange.send(reply);
    });
    QCOMPARE(run(quick({refusing.endpoint()}), question()).code, u"refused"_s);
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
    const CheckResult result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.chain, (QStringList{Host, u"links.partner.org"_s, Target}));
}

void TestDnsChecker::sweepAsksOnceForAMatch()
{
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    server.addZone(u"example.com"_s);
    QVERIFY(server.setRecord(Host, u"CNAME"_s, Target).ok());
    const CheckResult result = run(quick({server.endpoint(), server.endpoint()}), question(CheckDepth::Sweep));
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.servers.size(), 1);
    QCOMPARE(server.queriesAnswered(), 1ULL);
}

// Port 53 of the zone's servers is out of reach, but the resolver's answer is clear: it is told, and the same resolver asked
// again is the second source.
void TestDnsChecker::unreachableServersLeaveAClearAnswer()
{
    SandboxDnsServer truth;
    QVERIFY(truth.start().ok());
    truth.addZone(u"example.com"_s);
    CachingResolver resolver(truth, [](Message &reply) {
        if (reply.question.type == RrType::CNAME)
            reply.answer << Record{Host, RrType::CNAME, 300, u"old.example.com"_s};
    });
    LyingDnsServer silent([](LyingExchange &) {}, test::Tcp::No);
    CheckerConfig config = quick({resolver.endpoint()});
    config.authorityPort = silent.endpoint().port;
    const CheckResult result = run(config, question());
    QCOMPARE(result.code, u"wrong_target"_s);
    QCOMPARE(result.outcome, CheckOutcome::Changed);
    QVERIFY(result.confirmed);
    QCOMPARE(result.retryAfter, 60U);
}

void TestDnsChecker::oneSilentNameServerCostsOnlyTheGrace()
{
    LyingDnsServer silent([](LyingExchange &) {}, test::Tcp::No);
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    QVERIFY(server.setRecord(Host, u"CNAME"_s, Target).ok());
    CheckerConfig config = quick({server.endpoint()});
    config.authorities = {server.endpoint(), silent.endpoint()};
    config.queryTimeout = Millis(3000);
    config.grace = Millis(200);
    QElapsedTimer timer;
    timer.start();
    const CheckResult result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QVERIFY(timer.elapsed() < 2000);
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
    const CheckResult result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.servers.size(), 3);
    QCOMPARE(result.servers.last().code, u"network_down"_s);
}

void TestDnsChecker::deadlineHolds()
{
    // Every name leads to a new one, slowly: only the deadline ends this.
    LyingDnsServer slow([](LyingExchange &exchange) {
        if (exchange.query.question.type == RrType::CNAME && !exchange.query.checkingDisabled)
            return;
    });
    CheckerConfig config = quick({slow.endpoint()});
    config.queryTimeout = Millis(5000);
    config.deadline = Millis(500);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(run(config, question()).code, u"timeout"_s);
    QVERIFY(timer.elapsed() < 2000);
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

void TestDnsChecker::canaries()
{
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    server.addZone(u"track.unmta.net"_s);
    LyingDnsServer silent([](LyingExchange &) {});
    SystemRandom random;
    const auto ask = [&random](const Endpoint &resolver, const QString &name) {
        DomainChecker checker(quick({resolver}), random);
        Awaited<Existence> answer;
        checker.resolves(name, answer.sink());
        return answer.wait().value_or(Existence::Unknown);
    };
    QCOMPARE(ask(server.endpoint(), TargetZone), Existence::Exists);
    QCOMPARE(ask(server.endpoint(), u"nothing.track.unmta.net"_s), Existence::Missing);
    QCOMPARE(ask(server.endpoint(), randomInvalidName(random)), Existence::Unknown); // REFUSED
    QCOMPARE(ask(silent.endpoint(), TargetZone), Existence::Unknown);

    LyingDnsServer hijacker([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.answer << Record{exchange.query.question.name.toLower(), RrType::A, 60, u"203.0.113.1"_s};
        exchange.send(reply);
    });
    QCOMPARE(ask(hijacker.endpoint(), randomInvalidName(random)), Existence::Exists);
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

void TestDnsChecker::destroyedWhileBusy()
{
    LyingDnsServer silent([](LyingExchange &) {});
    SystemRandom random;
    Awaited<CheckResult> result;
    {
        DomainChecker checker(quick({silent.endpoint()}), random);
        for (int i = 0; i < 600; ++i)
            checker.check(question(i % 2 ? CheckDepth::Full : CheckDepth::Sweep), result.sink());
        QTRY_VERIFY(silent.udpQueries() > 100);
    }
    QCOMPARE(result.deliveries(), 0);
}

QTEST_GUILESS_MAIN(TestDnsChecker)
#include "tst_dns_checker.moc"
