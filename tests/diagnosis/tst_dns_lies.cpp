// Whole checks against servers that lie, are broken, or say nothing.
#include "CheckerHarness.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QTest>

namespace unmta::tst_dns_lies {

using namespace Qt::StringLiterals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

class TestDnsLies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lyingResolver_data();
    void lyingResolver();
    void deadResolverIsATimeout();
    void noResolverAtAll();
    void lameServersAreNamed();
    void bogusSignatures();
    void deadlineHolds();
    void oneServfailIsNotBogus();
    void aChangeThatDoesNotRepeatIsNotConfirmed();
    void secondHopWithLameServers();
    void authorityThatOnlySpeaksTcp();
    void canaries();
    void destroyedWhileBusy();
};

// The rows of the classification table that only a liar can produce, as a whole check sees them.
void TestDnsLies::lyingResolver_data()
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
    row("two CNAMEs, one of them right", u"illegal_set"_s, [cname](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.answer << cname(Target) << cname(u"b.example.com"_s);
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
        exchange.fromElsewhere << wireOf(reply);
    });
    row(
        "TC without TCP", u"timeout"_s,
        [](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.truncated = true;
            exchange.send(reply);
        },
        false);
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
        QByteArray wire = wireOf(exchange.honest());
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
        exchange.replies << wireOf(reply).chopped(4);
    });
    row("everything NXDOMAIN", u"not_created"_s, [](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.rcode = Rcode::NxDomain;
        exchange.send(reply);
    });
    // Even the target, so that it looks like the edge's own.
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

void TestDnsLies::lyingResolver()
{
    QFETCH(LyingDnsServer::Liar, liar);
    QFETCH(bool, tcp);
    QFETCH(QString, code);
    LyingDnsServer server(liar, tcp ? Tcp::Yes : Tcp::No);
    CheckerConfig config = quick({server.endpoint()});
    for (const CheckDepth depth : {CheckDepth::Full, CheckDepth::Sweep}) {
        QCOMPARE(run(config, question(depth)).code, code);
    }
}

void TestDnsLies::deadResolverIsATimeout()
{
    LyingDnsServer silent([](LyingExchange &) {});
    const Check result = run(quick({silent.endpoint()}), question());
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

void TestDnsLies::noResolverAtAll()
{
    QCOMPARE(run(quick({}), question()).code, u"network_down"_s);
    QCOMPARE(run(quick({}), question(CheckDepth::Sweep)).code, u"network_down"_s);
}

void TestDnsLies::lameServersAreNamed()
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
    const Check result = run(config, question());
    QCOMPARE(result.code, u"lame"_s);
    QCOMPARE(result.outcome, CheckOutcome::Unknown);
    QCOMPARE(result.servers.at(0).code, u"servfail"_s);
    QCOMPARE(result.servers.at(1).code, u"lame"_s);
}

void TestDnsLies::bogusSignatures()
{
    // The delegation says whether the zone is signed; an unsigned one cannot have bad signatures, whatever fails.
    for (const bool isSigned : {true, false}) {
        LyingDnsServer validating([isSigned](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.authoritative = false;
            const auto &asked = exchange.query.question;
            if (asked.type == RrType::DS && isSigned && asked.name.compare(u"example.com"_s, Qt::CaseInsensitive) == 0)
                reply.answer << Record{u"example.com"_s, RrType::DS, 300, u"1 13 2 "_s + QString(64, u'0')};
            else if (exchange.query.checkingDisabled && asked.type == RrType::CNAME)
                reply.answer << Record{Host, RrType::CNAME, 300, Target};
            else if (!exchange.query.checkingDisabled)
                reply.rcode = Rcode::ServFail;
            exchange.send(reply);
        });
        const Check result = run(quick({validating.endpoint()}), question());
        QCOMPARE(result.code, isSigned ? u"dnssec_bogus"_s : u"servfail"_s);
        QCOMPARE(result.outcome, CheckOutcome::Unknown);
    }

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

void TestDnsLies::deadlineHolds()
{
    // Every name leads to a new one, slowly: only the deadline ends this.
    LyingDnsServer slow([](LyingExchange &exchange) {
        if (exchange.query.question.type == RrType::CNAME && !exchange.query.checkingDisabled)
            return;
    });
    CheckerConfig config = quick({slow.endpoint()});
    config.queryTimeout = std::chrono::hours(1);
    config.deadline = Millis(500);
    QCOMPARE(run(config, question()).code, u"timeout"_s);
}

// A resolver that stumbles once answers with checking disabled as well, and then properly: nothing is wrong with the
// zone.
void TestDnsLies::oneServfailIsNotBogus()
{
    LyingDnsServer stumbling([first = std::make_shared<bool>(true)](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        if (std::exchange(*first, false))
            reply.rcode = Rcode::ServFail;
        else
            reply.answer << Record{Host, RrType::CNAME, 300, Target};
        exchange.send(reply);
    });
    QCOMPARE(run(quick({stumbling.endpoint()}), question(CheckDepth::Sweep)).code, u"ok"_s);
}

// The only resolver denies the record once and then knows it: told as it was first seen, but no second source.
void TestDnsLies::aChangeThatDoesNotRepeatIsNotConfirmed()
{
    LyingDnsServer wavering([denied = std::make_shared<bool>(false)](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        const bool aboutHost = exchange.query.question.type == RrType::CNAME &&
                               exchange.query.question.name.compare(Host, Qt::CaseInsensitive) == 0;
        if (aboutHost && std::exchange(*denied, true))
            reply.answer << Record{Host, RrType::CNAME, 300, Target};
        exchange.send(reply);
    });
    const Check result = run(quick({wavering.endpoint()}), question());
    QCOMPARE(result.code, u"not_created"_s);
    QVERIFY(!result.confirmed);
}

// The host's zone answers itself; of the second hop's zone only the resolver knows, because its servers do not serve
// it.
void TestDnsLies::secondHopWithLameServers()
{
    const QString partner = u"links.partner.org"_s;
    SandboxDnsServer truth;
    QVERIFY(truth.start().ok());
    truth.addZone(u"example.com"_s);
    QVERIFY(truth.setRecord(Host, u"CNAME"_s, partner).ok());
    LyingDnsServer resolver([partner](LyingExchange &exchange) {
        const QString name = exchange.query.question.name.toLower();
        const RrType type = exchange.query.question.type;
        Message reply = exchange.honest();
        reply.authoritative = false;
        if (type == RrType::CNAME && (name == Host || name == partner))
            reply.answer << Record{name, type, 300, name == Host ? partner : Target};
        else if (type == RrType::NS && (name == "example.com"_L1 || name == "partner.org"_L1))
            reply.answer << Record{name, type, 300, u"ns1."_s + name};
        else if (type == RrType::A && name.startsWith("ns1."_L1))
            reply.answer << Record{name, type, 300, u"127.0.0.1"_s};
        exchange.send(reply);
    });
    CheckerConfig config = quick({resolver.endpoint()});
    config.authorityPort = truth.endpoint().port; // refuses everything about partner.org
    const Check result = run(config, question());
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.servers.size(), 2);
    QCOMPARE(result.servers.last().server, u"ns1.example.com"_s);
    QCOMPARE(result.servers.last().code, u"ok"_s);
}

// The zone's server drops every datagram, but answers over TCP.
void TestDnsLies::authorityThatOnlySpeaksTcp()
{
    LyingDnsServer resolver([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        exchange.send(reply);
    });
    LyingDnsServer authority([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        if (exchange.query.question.type == RrType::CNAME)
            reply.answer << Record{Host, RrType::CNAME, 300, Target};
        if (exchange.overTcp)
            exchange.send(reply);
    });
    CheckerConfig config = quick({resolver.endpoint()});
    config.authorities = {authority.endpoint()};
    const Check result = run(config, question(CheckDepth::Sweep));
    QCOMPARE(result.code, u"ok"_s);
    QCOMPARE(result.servers.last().code, u"ok"_s);
}

void TestDnsLies::canaries()
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

void TestDnsLies::destroyedWhileBusy()
{
    LyingDnsServer silent([](LyingExchange &) {});
    SystemRandom random;
    Awaited<Finding> result;
    {
        DomainChecker checker(quick({silent.endpoint()}), random);
        for (int i = 0; i < 600; ++i)
            checker.check(question(i % 2 ? CheckDepth::Full : CheckDepth::Sweep), result.sink());
        QTRY_VERIFY(silent.udpQueries() > 100);
    }
    QCOMPARE(result.deliveries(), 0);
}

UNMTA_TEST(TestDnsLies)

} // namespace unmta::tst_dns_lies

#include "tst_dns_lies.moc"
