// Several resolvers, some of them dead: what a check says depends on what is true, not on who is listed first.
#include "CheckerHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_dns_resolvers {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

namespace {

using Records = QList<SandboxDnsRecord>;

// The zone's own server: a resolver too, which the tests put behind dead ones.
struct World
{
    World()
    {
        if (!zone.start().ok())
            qFatal("the DNS server does not start");
        zone.addZone(u"example.com"_s);
    }
    [[nodiscard]] CheckerConfig config(const QString &order)
    {
        QList<Endpoint> resolvers;
        for (const QChar c : order)
            resolvers << (c == u'g' ? zone.endpoint() : c == u's' ? silent.endpoint() : alsoSilent.endpoint());
        CheckerConfig config = quick(resolvers);
        config.authorityPort = zone.endpoint().port;
        config.queryTimeout = 400ms;
        config.headStart = 100ms;
        return config;
    }
    SandboxDnsServer zone;
    LyingDnsServer silent{[](LyingExchange &) {}, Tcp::No};
    LyingDnsServer alsoSilent{[](LyingExchange &) {}, Tcp::No};
};

} // namespace

class TestDnsResolvers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderDecidesNothing_data();
    void orderDecidesNothing();
    void deadResolverIsHardlyAskedAgain();
    void restEndsWithAnAnswer();
    void silenceIsNotWaitedFor();
    void differentWordsOfTwoAreNoConfirmation();
    void zoneThatNobodyNamesConfirmsNothing();
    void whoSaysTheSameOfEveryNameIsNamed_data();
    void whoSaysTheSameOfEveryNameIsNamed();
    void mistypedTargetIsRecognised_data();
    void mistypedTargetIsRecognised();
    void zoneThatHasLostItsRecordsIsLame_data();
    void zoneThatHasLostItsRecordsIsLame();
};

void TestDnsResolvers::orderDecidesNothing_data()
{
    QTest::addColumn<Records>("records");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("confirmed");
    const auto at = [](const char *type, const QString &value) {
        return SandboxDnsRecord{Host, QLatin1StringView(type), value, 300};
    };
    QTest::newRow("right") << Records{at("CNAME", Target)} << "ok" << true;
    QTest::newRow("nothing") << Records{} << "not_created" << true;
    QTest::newRow("elsewhere") << Records{at("CNAME", u"www.example.com"_s)} << "wrong_target" << true;
    QTest::newRow("an address") << Records{at("A", u"198.51.100.7"_s)} << "address_record" << true;
    QTest::newRow("two CNAMEs") << Records{at("CNAME", Target), at("CNAME", u"b.example.com"_s)} << "illegal_set"
                                << true;
    QTest::newRow("beside an address") << Records{at("CNAME", Target), at("A", u"192.0.2.1"_s)} << "illegal_set"
                                       << true;
    QTest::newRow("beside a text") << Records{at("CNAME", Target), at("TXT", u"\"x\""_s)} << "illegal_set" << true;
    QTest::newRow("beside a mail server")
        << Records{at("CNAME", Target), at("MX", u"10 mx.example.com"_s)} << "illegal_set" << true;
}

void TestDnsResolvers::orderDecidesNothing()
{
    QFETCH(Records, records);
    QFETCH(QString, code);
    QFETCH(bool, confirmed);
    World world;
    for (const SandboxDnsRecord &record : records)
        QVERIFY(world.zone.addRecord(record.name, record.type, record.value).ok());
    SystemRandom random;
    DomainChecker checker(world.config(u"g"_s), random);
    // The first two find out who is dead, the others know.
    for (const QString &order : {u"sg"_s, u"stg"_s, u"g"_s, u"gs"_s, u"sgt"_s, u"gst"_s}) {
        checker.setConfig(world.config(order));
        Awaited<Finding> finding;
        checker.check(question(), finding.sink());
        const Check result = finding.wait().value_or(Finding{}).check;
        QVERIFY2(result.code == code, qPrintable(order + u": "_s + result.code));
        QVERIFY2(result.confirmed == confirmed, qPrintable(order));
        const bool zoneWasHeard = std::any_of(result.servers.begin(), result.servers.end(), [&](const auto &server) {
            return server.role == u"authoritative"_s && server.code == code;
        });
        QVERIFY2(zoneWasHeard, qPrintable(order));
    }
}

// What a check costs at a dead resolver, in datagrams: the first ones find out, the later ones know.
void TestDnsResolvers::deadResolverIsHardlyAskedAgain()
{
    World world;
    QVERIFY(world.zone.addRecord(Host, u"CNAME"_s, Target).ok());
    CheckerConfig config = world.config(u"sg"_s);
    config.queryTimeout = 100ms;
    config.headStart = 50ms;
    SystemRandom random;
    DomainChecker checker(config, random);
    const auto ask = [&] {
        Awaited<Finding> result;
        checker.check(question(), result.sink());
        return result.wait().value_or(Finding{}).check;
    };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ask().code, u"ok"_s);
    const int before = world.silent.udpQueries();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(ask().code, u"ok"_s);
    QVERIFY2(world.silent.udpQueries() - before <= 10, qPrintable(QString::number(world.silent.udpQueries() - before)));
}

void TestDnsResolvers::restEndsWithAnAnswer()
{
    World world;
    QVERIFY(world.zone.addRecord(Host, u"CNAME"_s, Target).ok());
    std::atomic<bool> isDead = true;
    LyingDnsServer sometimes([&isDead](LyingExchange &exchange) {
        if (!isDead)
            exchange.send(exchange.honest());
    });
    CheckerConfig config = world.config(u"gg"_s);
    config.resolvers = {sometimes.endpoint(), world.zone.endpoint()};
    config.queryTimeout = 100ms;
    config.headStart = 50ms;
    SystemRandom random;
    DomainChecker checker(config, random);
    const auto first = [&] {
        Awaited<Finding> result;
        checker.check(question(), result.sink());
        return result.wait().value_or(Finding{}).check.servers.value(0).address;
    };
    QTRY_COMPARE(first(), endpointText(world.zone.endpoint())); // it rests
    isDead = false;
    QTRY_COMPARE(first(), endpointText(sometimes.endpoint()));
}

// Neither a silent resolver nor its look-ups are waited for longer than the grace: with the hour that a question may
// take here nothing would come back otherwise.
void TestDnsResolvers::silenceIsNotWaitedFor()
{
    World world;
    QVERIFY(world.zone.addRecord(Host, u"CNAME"_s, u"www.example.com"_s).ok());
    CheckerConfig config = world.config(u"sg"_s);
    config.queryTimeout = std::chrono::hours(1);
    config.deadline = std::chrono::hours(1);
    config.grace = 1000ms;
    config.headStart = 100ms;
    const Check result = run(config, question());
    QCOMPARE(result.code, u"wrong_target"_s);
    QVERIFY(result.confirmed);
}

// Two resolvers that see different things have not confirmed each other, where nobody can name the zone's servers.
void TestDnsResolvers::differentWordsOfTwoAreNoConfirmation()
{
    const auto resolver = [](const QString &value) {
        return std::make_unique<LyingDnsServer>([value](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = false;
            const bool isHost = exchange.query.question.name.compare(Host, Qt::CaseInsensitive) == 0;
            if (isHost && exchange.query.question.type == RrType::CNAME)
                reply.answer << Record{Host, RrType::CNAME, 300, value};
            exchange.send(reply);
        });
    };
    const auto one = resolver(u"a.example.net"_s);
    const auto other = resolver(u"b.example.net"_s);
    const auto alsoOne = resolver(u"a.example.net"_s);
    for (const auto &pair : {QList{one->endpoint(), other->endpoint()}, QList{other->endpoint(), one->endpoint()}}) {
        const Check result = run(quick(pair), question());
        QCOMPARE(result.found, u"a.example.net"_s);
        QVERIFY(!result.confirmed);
    }
    QVERIFY(run(quick({other->endpoint(), one->endpoint(), alsoOne->endpoint()}), question()).confirmed);
}

void TestDnsResolvers::whoSaysTheSameOfEveryNameIsNamed_data()
{
    QTest::addColumn<QString>("everyName");
    QTest::addColumn<QString>("order"); // 'l' is the one that makes its answers up
    QTest::addColumn<QString>("code");
    for (const QString &everyName : {u"192.0.2.66"_s, u"NXDOMAIN"_s}) {
        for (const QString &order : {u"lg"_s, u"gl"_s, u"slg"_s, u"lgs"_s})
            QTest::newRow(qPrintable(everyName + u' ' + order)) << everyName << order << u"ok"_s;
        QTest::newRow(qPrintable(everyName + u" alone"_s))
            << everyName << u"l"_s << (everyName == u"NXDOMAIN"_s ? u"not_created"_s : u"address_record"_s);
    }
}

// With another resolver the zone's own servers are found and decide; alone it is shown and never believed.
void TestDnsResolvers::whoSaysTheSameOfEveryNameIsNamed()
{
    QFETCH(QString, everyName);
    QFETCH(QString, order);
    QFETCH(QString, code);
    World world;
    QVERIFY(world.zone.addRecord(Host, u"CNAME"_s, Target).ok());
    LyingDnsServer liar([&everyName](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        if (everyName == u"NXDOMAIN"_s)
            reply.rcode = Rcode::NxDomain;
        else if (exchange.query.question.type == RrType::A)
            reply.answer << Record{exchange.query.question.name.toLower(), RrType::A, 60, everyName};
        exchange.send(reply);
    });
    CheckerConfig config = world.config(order);
    config.resolvers[order.indexOf(u'l')] = liar.endpoint();
    const Check result = run(config, question());
    QCOMPARE(result.code, code);
    QCOMPARE(result.confirmed, code == u"ok"_s);
    const QString sentence = u"Your resolver 127.0.0.1 answers every name with %1"_s.arg(everyName);
    QVERIFY2(result.message.contains(sentence), qPrintable(result.message));
    QVERIFY2(result.hint.contains(u"dns.resolvers"_s), qPrintable(result.hint));
    const bool zoneWasHeard = std::any_of(result.servers.begin(), result.servers.end(), [](const auto &server) {
        return server.role == u"authoritative"_s && server.code == u"ok"_s;
    });
    QCOMPARE(zoneWasHeard, code == u"ok"_s);
}

void TestDnsResolvers::mistypedTargetIsRecognised_data()
{
    QTest::addColumn<QList<QByteArray>>("labels"); // as they stand on the wire
    QTest::addColumn<QString>("fix");
    using Labels = QList<QByteArray>;
    const QByteArray first = "v-0123456789abcdef0123";
    QTest::newRow("quotes") << Labels{'"' + first, "track", "unmta", "net\""} << "remove the quotation marks";
    QTest::newRow("quotes, zone appended")
        << Labels{'"' + first, "track", "unmta", "net\"", "example", "com"} << "remove the quotation marks";
    QTest::newRow("backslash behind") << Labels{first, "track", "unmta", "net\\"} << "remove the backslash";
    QTest::newRow("backslash before a dot") << Labels{first + ".track", "unmta", "net"} << "remove the backslash";
    QTest::newRow("https") << Labels{"https://" + first, "track", "unmta", "net"} << "remove https://";
    QTest::newRow("https with a path") << Labels{"https://" + first, "track", "unmta", "net/"} << "remove https://";
    QTest::newRow("leading blank") << Labels{' ' + first, "track", "unmta", "net"} << "remove the blank";
    QTest::newRow("trailing blank") << Labels{first, "track", "unmta", "net "} << "remove the blank";
    QTest::newRow("trailing blank, zone appended")
        << Labels{first, "track", "unmta", "net ", "example", "com"} << "remove the blank";
    QTest::newRow("second dot") << Labels{first, "track", "unmta", "net."} << "remove the second dot";
    QTest::newRow("BIND line") << Labels{"track", "example", "com. 300 IN CNAME " + first, "track", "unmta", "net"}
                               << "enter only what follows the word CNAME";
    QTest::newRow("BIND line, second dot")
        << Labels{"track 300 IN CNAME " + first, "track", "unmta", "net.", "example", "com"}
        << "enter only what follows the word CNAME";
}

// By whole checks, for what nobody can ask for must not be waited for.
void TestDnsResolvers::mistypedTargetIsRecognised()
{
    QFETCH(QList<QByteArray>, labels);
    QFETCH(QString, fix);
    LyingDnsServer zone([&labels](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.edns = false;
        const QString asked = exchange.query.question.name.toLower();
        if (asked != Host || exchange.query.question.type != RrType::CNAME) {
            if (asked == u"example.com"_s && exchange.query.question.type == RrType::NS)
                reply.answer << Record{asked, RrType::NS, 300, u"ns.example.com"_s};
            else if (asked == u"ns.example.com"_s && exchange.query.question.type == RrType::A)
                reply.answer << Record{asked, RrType::A, 300, u"127.0.0.1"_s};
            exchange.send(reply);
            return;
        }
        QByteArray name;
        for (const QByteArray &label : labels)
            name += static_cast<char>(label.size()) + label;
        name += '\0';
        QByteArray wire = wireOf(reply);
        wire[7] = 1; // one answer: the name in question, CNAME, IN, 300 s
        wire += QByteArray::fromHex("c00c000500010000012c00");
        wire += static_cast<char>(name.size()) + name;
        exchange.replies << wire;
    });
    for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
        const Finding result = finding(quick({zone.endpoint()}), question(depth));
        const QString &code = result.check.code;
        QVERIFY2(code == u"wrong_target"_s || code == u"truncated_target"_s, qPrintable(code));
        QVERIFY(result.check.confirmed);
        QVERIFY(!result.foundIsOurTarget);
        QVERIFY2(result.check.message.contains(u"your target, but mistyped"_s), qPrintable(result.check.message));
        QVERIFY2(result.check.hint.contains(fix), qPrintable(result.check.hint));
        QVERIFY2(result.check.hint.contains(Target), qPrintable(result.check.hint));
    }
}

void TestDnsResolvers::zoneThatHasLostItsRecordsIsLame_data()
{
    QTest::addColumn<int>("resolvers");
    QTest::addColumn<QString>("fault");
    for (const int resolvers : {1, 2, 3}) {
        for (const QString &fault : {u"NODATA without AA"_s, u"NXDOMAIN without AA"_s, u"NODATA without SOA"_s,
                                     u"NXDOMAIN without SOA"_s, u"refers to itself"_s})
            QTest::newRow(qPrintable(u"%1, %2 resolvers"_s.arg(fault).arg(resolvers))) << resolvers << fault;
    }
}

// The resolvers believe the zone's server and say the same; it has said nothing that counts.
void TestDnsResolvers::zoneThatHasLostItsRecordsIsLame()
{
    QFETCH(int, resolvers);
    QFETCH(QString, fault);
    LyingDnsServer zone([fault](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.recursionAvailable = false;
        const Record soa{u"example.com"_s, RrType::SOA, 300, u"ns.example.com. h.example.com. 1 3600 600 86400 60"_s};
        if (fault.startsWith(u"NXDOMAIN"_s))
            reply.rcode = Rcode::NxDomain;
        if (fault.endsWith(u"AA"_s)) {
            reply.authoritative = false;
            reply.authority << soa;
        } else if (fault == u"refers to itself"_s) {
            reply.authoritative = false;
            reply.authority << Record{u"example.com"_s, RrType::NS, 300, u"ns.example.com"_s};
        }
        exchange.send(reply);
    });
    const auto believer = [&fault] {
        return std::make_unique<LyingDnsServer>([isName = !fault.startsWith(u"NXDOMAIN"_s)](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = false;
            const QString name = exchange.query.question.name.toLower();
            if (name == u"example.com"_s && exchange.query.question.type == RrType::NS)
                reply.answer << Record{name, RrType::NS, 300, u"ns.example.com"_s};
            else if (name == u"ns.example.com"_s && exchange.query.question.type == RrType::A)
                reply.answer << Record{name, RrType::A, 300, u"127.0.0.1"_s};
            else if (!isName)
                reply.rcode = Rcode::NxDomain;
            exchange.send(reply);
        });
    };
    std::vector<std::unique_ptr<LyingDnsServer>> believers;
    QList<Endpoint> endpoints;
    for (int i = 0; i < resolvers; ++i) {
        believers.push_back(believer());
        endpoints << believers.back()->endpoint();
    }
    CheckerConfig config = quick(endpoints);
    config.authorityPort = zone.endpoint().port;
    for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
        const Check result = run(config, question(depth));
        QCOMPARE(result.code, u"lame"_s);
        QCOMPARE(result.outcome, CheckOutcome::Unknown);
        QVERIFY(!result.confirmed);
    }
}

// Two resolvers agree about the record, and neither says whose the zone is: one fails, the other is silent.
void TestDnsResolvers::zoneThatNobodyNamesConfirmsNothing()
{
    const auto resolver = [](bool fails) {
        return std::make_unique<LyingDnsServer>(
            [fails](LyingExchange &exchange) {
                Message reply = exchange.honest();
                reply.authoritative = false;
                reply.rcode = Rcode::NxDomain;
                if (exchange.query.question.type == RrType::NS && !fails)
                    return;
                if (exchange.query.question.type == RrType::NS)
                    reply.rcode = Rcode::ServFail;
                exchange.send(reply);
            },
            Tcp::No);
    };
    const auto one = resolver(true);
    const auto other = resolver(false);
    CheckerConfig config = quick({one->endpoint(), other->endpoint()});
    config.queryTimeout = 400ms;
    config.headStart = 100ms;
    for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep})
        QVERIFY(!run(config, question(depth)).confirmed);
}

UNMTA_TEST(TestDnsResolvers)

} // namespace unmta::tst_dns_resolvers

#include "tst_dns_resolvers.moc"
