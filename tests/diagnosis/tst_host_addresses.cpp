// Where a name leads: who is asked, whom one believes, and what stays unknown.
#include "CheckerHarness.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QTest>

namespace unmta::tst_host_addresses {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

namespace {

const QString name = u"probe.track.example.com"_s;

HostAddresses ask(const CheckerConfig &config, const QString &host = name)
{
    SystemRandom random;
    DomainChecker checker(config, random);
    Awaited<HostAddresses> result;
    checker.hostAddresses(host, result.sink());
    return result.wait().value_or(HostAddresses{});
}

Record address(const QString &owner, const QString &value)
{
    return {owner, RrType::A, 60, value};
}

// Knows the zone example.com, whose only server is at 127.0.0.1, and answers for all else as it is told: what the
// resolvers of a test have in common.
LyingDnsServer::Liar resolver(const std::function<void(const Question &, Message &)> &says = {})
{
    return [says](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        Question question = exchange.query.question;
        question.name = question.name.toLower();
        if (question.name.endsWith(u".invalid"_s))
            reply.rcode = Rcode::NxDomain;
        else if (question == Question{u"example.com"_s, RrType::NS})
            reply.answer << Record{question.name, RrType::NS, 60, u"ns1.example.com"_s};
        else if (question == Question{u"ns1.example.com"_s, RrType::A})
            reply.answer << address(question.name, u"127.0.0.1"_s);
        else if (says)
            says(question, reply);
        exchange.send(reply);
    };
}

CheckerConfig config(const QList<Endpoint> &resolvers, const Endpoint &authority)
{
    CheckerConfig result = quick(resolvers);
    result.authorityPort = authority.port;
    result.retries = 0;
    return result;
}

} // namespace

class TestHostAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theZonesServersAreAskedBeforeResolvers();
    void bothFamiliesAndNothing();
    void anAliasWithinTheZone();
    void anAliasThatLeadsOut_data();
    void anAliasThatLeadsOut();
    void aLoopOfAliasesEnds();
    void resolversWhereNoServerAnswers_data();
    void resolversWhereNoServerAnswers();
    void resolversThatMakeItUpAreNotBelieved();
    void oldServersOfAZoneAreSeen();
    void whereNobodyAnswers();
    void theDeadlineHolds();
};

void TestHostAddresses::theZonesServersAreAskedBeforeResolvers()
{
    SandboxDnsServer zone;
    QVERIFY(zone.start());
    zone.addZone(u"example.com"_s);
    QVERIFY(zone.setRecord(u"*.track.example.com"_s, u"A"_s, u"192.0.2.7"_s));
    // It has kept what was there before.
    const LyingDnsServer stale(resolver([](const Question &question, Message &reply) {
        if (question.type == RrType::A)
            reply.answer << address(question.name, u"192.0.2.99"_s);
    }));
    const HostAddresses found = ask(config({stale.endpoint()}, zone.endpoint()));
    QVERIFY(found.isKnown && found.byAuthority);
    QCOMPARE(found.zone, u"example.com"_s);
    QCOMPARE(found.addresses, QStringList{u"192.0.2.7"_s});
    QCOMPARE(found.servers, QStringList{u"ns1.example.com (127.0.0.1)"_s});
}

void TestHostAddresses::bothFamiliesAndNothing()
{
    SandboxDnsServer zone;
    QVERIFY(zone.start());
    zone.addZone(u"example.com"_s);
    QVERIFY(zone.addRecord(name, u"A"_s, u"192.0.2.8"_s));
    QVERIFY(zone.addRecord(name, u"A"_s, u"192.0.2.7"_s));
    QVERIFY(zone.addRecord(name, u"AAAA"_s, u"2001:db8::7"_s));
    const LyingDnsServer plain(resolver());
    const HostAddresses both = ask(config({plain.endpoint()}, zone.endpoint()));
    QVERIFY(both.isKnown && both.byAuthority);
    QCOMPARE(both.addresses, (QStringList{u"192.0.2.7"_s, u"192.0.2.8"_s, u"2001:db8::7"_s}));
    const HostAddresses nothing = ask(config({plain.endpoint()}, zone.endpoint()), u"none.track.example.com"_s);
    QVERIFY(nothing.isKnown && nothing.byAuthority);
    QVERIFY(nothing.addresses.isEmpty() && nothing.alias.isEmpty());
}

void TestHostAddresses::anAliasWithinTheZone()
{
    const LyingDnsServer plain(resolver());
    const LyingDnsServer zone([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.answer << Record{name, RrType::CNAME, 60, u"edge.example.com"_s}
                     << Record{u"edge.example.com"_s, RrType::CNAME, 60, u"host.example.com"_s}
                     << address(u"stranger.example.com"_s, u"192.0.2.66"_s);
        if (exchange.query.question.type == RrType::A)
            reply.answer << address(u"host.example.com"_s, u"192.0.2.7"_s);
        exchange.send(reply);
    });
    const HostAddresses found = ask(config({plain.endpoint()}, zone.endpoint()));
    QVERIFY(found.isKnown && found.byAuthority);
    QCOMPARE(found.addresses, QStringList{u"192.0.2.7"_s});
    QCOMPARE(found.alias, u"host.example.com"_s);
}

void TestHostAddresses::anAliasThatLeadsOut_data()
{
    QTest::addColumn<bool>("isResolved");
    QTest::newRow("resolvers know it") << true;
    QTest::newRow("they fail") << false;
}

void TestHostAddresses::anAliasThatLeadsOut()
{
    QFETCH(bool, isResolved);
    const LyingDnsServer outside(resolver([isResolved](const Question &question, Message &reply) {
        if (!isResolved) {
            reply.rcode = Rcode::ServFail;
            return;
        }
        if (question.name != u"lb.example.net")
            return;
        reply.answer << Record{question.name, RrType::CNAME, 60, u"lb-2.example.org"_s};
        if (question.type == RrType::A)
            reply.answer << address(u"lb-2.example.org"_s, u"198.51.100.4"_s);
    }));
    const LyingDnsServer zone([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.answer << Record{name, RrType::CNAME, 60, u"lb.example.net"_s};
        exchange.send(reply);
    });
    const HostAddresses found = ask(config({outside.endpoint()}, zone.endpoint()));
    QCOMPARE(found.isKnown, isResolved);
    QCOMPARE(found.addresses, isResolved ? QStringList{u"198.51.100.4"_s} : QStringList());
    QCOMPARE(found.alias, isResolved ? u"lb-2.example.org"_s : u"lb.example.net"_s);
    QVERIFY(found.byAuthority);
}

void TestHostAddresses::aLoopOfAliasesEnds()
{
    const LyingDnsServer plain(resolver());
    const LyingDnsServer zone([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.answer << Record{name, RrType::CNAME, 60, u"a.example.com"_s}
                     << Record{u"a.example.com"_s, RrType::CNAME, 60, name};
        exchange.send(reply);
    });
    const HostAddresses found = ask(config({plain.endpoint()}, zone.endpoint()));
    QVERIFY(found.addresses.isEmpty());
    QVERIFY(!found.servers.isEmpty());
}

void TestHostAddresses::resolversWhereNoServerAnswers_data()
{
    using Liar = LyingDnsServer::Liar;
    QTest::addColumn<Liar>("liar");
    const auto refusing = [](const std::function<void(Message &)> &change) {
        return [change](LyingExchange &exchange) {
            Message reply = exchange.honest();
            reply.answer << address(name, u"192.0.2.66"_s);
            change(reply);
            exchange.send(reply);
        };
    };
    QTest::newRow("silent") << Liar([](LyingExchange &) {});
    QTest::newRow("refused") << Liar(refusing([](Message &reply) { reply.rcode = Rcode::Refused; }));
    QTest::newRow("servfail") << Liar(refusing([](Message &reply) { reply.rcode = Rcode::ServFail; }));
    QTest::newRow("lame") << Liar(refusing([](Message &reply) { reply.authoritative = false; }));
}

void TestHostAddresses::resolversWhereNoServerAnswers()
{
    QFETCH(LyingDnsServer::Liar, liar);
    const LyingDnsServer zone(liar);
    const LyingDnsServer good(resolver([](const Question &question, Message &reply) {
        if (question == Question{name, RrType::A})
            reply.answer << address(name, u"192.0.2.7"_s);
    }));
    const HostAddresses found = ask(config({good.endpoint()}, zone.endpoint()));
    QVERIFY(found.isKnown && !found.byAuthority);
    QCOMPARE(found.zone, u"example.com"_s);
    QCOMPARE(found.addresses, QStringList{u"192.0.2.7"_s});
    QCOMPARE(found.servers, QStringList{good.endpoint().address});
}

void TestHostAddresses::resolversThatMakeItUpAreNotBelieved()
{
    const LyingDnsServer silent([](LyingExchange &) {});
    const LyingDnsServer portal([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.authoritative = false;
        if (exchange.query.question.type == RrType::A)
            reply.answer << address(exchange.query.question.name.toLower(), u"192.0.2.66"_s);
        exchange.send(reply);
    });
    const LyingDnsServer good(resolver([](const Question &question, Message &reply) {
        if (question == Question{name, RrType::A})
            reply.answer << address(name, u"192.0.2.7"_s);
    }));
    const HostAddresses found = ask(config({portal.endpoint(), good.endpoint()}, silent.endpoint()));
    QVERIFY(found.isKnown);
    QCOMPARE(found.addresses, QStringList{u"192.0.2.7"_s});
    const HostAddresses alone = ask(config({portal.endpoint()}, silent.endpoint()));
    QVERIFY(!alone.isKnown);
    QVERIFY(alone.addresses.isEmpty());
}

// A server that has missed an update sends some of the recipients elsewhere.
void TestHostAddresses::oldServersOfAZoneAreSeen()
{
    SandboxDnsServer fresh;
    SandboxDnsServer old;
    for (SandboxDnsServer *server : {&fresh, &old}) {
        QVERIFY(server->start());
        server->addZone(u"example.com"_s);
        QVERIFY(server->setRecord(name, u"A"_s, server == &old ? u"192.0.2.99"_s : u"192.0.2.7"_s));
    }
    CheckerConfig both = quick({fresh.endpoint()});
    both.authorities = {fresh.endpoint(), old.endpoint()};
    const HostAddresses found = ask(both);
    QCOMPARE(found.addresses, (QStringList{u"192.0.2.7"_s, u"192.0.2.99"_s}));
    QCOMPARE(found.servers.size(), 2);
}

void TestHostAddresses::whereNobodyAnswers()
{
    const LyingDnsServer silent([](LyingExchange &) {}, Tcp::No);
    CheckerConfig dead = config({silent.endpoint()}, silent.endpoint());
    dead.queryTimeout = 100ms;
    const HostAddresses found = ask(dead);
    QVERIFY(!found.isKnown && !found.byAuthority && found.addresses.isEmpty() && found.servers.isEmpty());
    const HostAddresses without = ask(quick({}));
    QVERIFY(!without.isKnown && without.servers.isEmpty());
}

void TestHostAddresses::theDeadlineHolds()
{
    const LyingDnsServer plain(resolver());
    // A for the name is answered; AAAA never.
    const LyingDnsServer zone([](LyingExchange &exchange) {
        Message reply = exchange.honest();
        reply.answer << address(name, u"192.0.2.7"_s);
        if (exchange.query.question.type == RrType::A)
            exchange.send(reply);
    });
    CheckerConfig slow = config({plain.endpoint()}, zone.endpoint());
    slow.queryTimeout = 1h;
    slow.deadline = 4s;
    const HostAddresses found = ask(slow);
    QVERIFY(found.isKnown && found.byAuthority);
    QCOMPARE(found.addresses, QStringList{u"192.0.2.7"_s});
    // One that is ended while it is asked leaves nothing behind, as the sanitizers see.
    SystemRandom random;
    DomainChecker checker(slow, random);
    Awaited<HostAddresses> never;
    checker.hostAddresses(name, never.sink());
    QTRY_VERIFY(checker.queriesSent() > 0);
}

UNMTA_TEST(TestHostAddresses)

} // namespace unmta::tst_host_addresses

#include "tst_host_addresses.moc"
