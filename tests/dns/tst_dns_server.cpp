// The server that plays the provider: what it holds, and how it answers.
#include "Awaited.h"
#include "LyingDnsServer.h"

#include "base/Random.h"
#include "dns/DnsClient.h"
#include "sandbox/SandboxDnsData.h"
#include "support/TestMain.h"

#include <QTest>
#include <QUdpSocket>

namespace unmta::tst_dns_server {

using namespace Qt::StringLiterals;
using dns::Message;
using dns::Rcode;
using dns::RrType;
using unmta::test::Awaited;

namespace {

// "NOERROR a.example.com CNAME b.example.com | example.com SOA": what matters of a reply.
QString summary(const Message &reply)
{
    QStringList parts = {dns::rcodeText(reply.rcode)};
    for (const auto &record : reply.answer)
        parts << u"%1 %2 %3"_s.arg(record.name, dns::typeText(record.type), record.data);
    for (const auto &record : reply.authority)
        parts << u"| %1 %2"_s.arg(record.name, dns::typeText(record.type));
    return parts.join(u' ');
}

} // namespace

class TestDnsServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void editsAsAPanelDoes();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void overUdpAndTcp();
    void portInUse();
    void aPortThatIsHalfInUse();
    void startsAgain();
};

void TestDnsServer::answers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<RrType>("type");
    QTest::addColumn<QString>("reply");
    const auto row = [](const char *title, const QString &name, RrType type, const QString &reply) {
        QTest::newRow(title) << name << type << reply;
    };
    row("CNAME", u"Track.example.com"_s, RrType::CNAME, u"NOERROR track.example.com CNAME a.example.com"_s);
    row("chase", u"track.example.com"_s, RrType::A,
        u"NOERROR track.example.com CNAME a.example.com a.example.com A 192.0.2.1"_s);
    row("chase to nothing", u"track.example.com"_s, RrType::AAAA,
        u"NOERROR track.example.com CNAME a.example.com | example.com SOA"_s);
    row("chase out of the zones", u"away.example.com"_s, RrType::A,
        u"NOERROR away.example.com CNAME www.example.net"_s);
    row("chase in a circle", u"l1.example.com"_s, RrType::CNAME, u"NOERROR l1.example.com CNAME l2.example.com"_s);
    row("NODATA", u"a.example.com"_s, RrType::TXT, u"NOERROR | example.com SOA"_s);
    row("NXDOMAIN", u"nothing.example.com"_s, RrType::A, u"NXDOMAIN | example.com SOA"_s);
    row("a name with names below it", u"empty.example.com"_s, RrType::A, u"NOERROR | example.com SOA"_s);
    row("wildcard", u"x.y.wild.example.com"_s, RrType::CNAME, u"NOERROR x.y.wild.example.com CNAME a.example.com"_s);
    row("wildcard yields to what exists", u"z.real.wild.example.com"_s, RrType::CNAME, u"NXDOMAIN | example.com SOA"_s);
    row("DNAME", u"q.old.example.com"_s, RrType::CNAME,
        u"NOERROR old.example.com DNAME example.com q.old.example.com CNAME q.example.com"_s);
    row("NS of the zone", u"example.com"_s, RrType::NS, u"NOERROR example.com NS ns1.example.com"_s);
    row("address of its name server", u"ns1.example.com"_s, RrType::A, u"NOERROR ns1.example.com A 127.0.0.1"_s);
    row("not ours", u"example.net"_s, RrType::A, u"REFUSED"_s);
}

void TestDnsServer::answers()
{
    QFETCH(QString, name);
    QFETCH(RrType, type);
    QFETCH(QString, reply);
    SandboxDnsData data;
    data.setOwnAddress(u"127.0.0.1"_s);
    data.addZone(u"example.com"_s, {});
    const QList<SandboxDnsRecord> records = {{u"track.example.com"_s, u"CNAME"_s, u"A.example.com."_s},
                                             {u"a.example.com"_s, u"A"_s, u"192.0.2.1"_s},
                                             {u"away.example.com"_s, u"CNAME"_s, u"www.example.net"_s},
                                             {u"l1.example.com"_s, u"CNAME"_s, u"l2.example.com"_s},
                                             {u"l2.example.com"_s, u"CNAME"_s, u"l1.example.com"_s},
                                             {u"below.empty.example.com"_s, u"A"_s, u"192.0.2.2"_s},
                                             {u"*.wild.example.com"_s, u"CNAME"_s, u"a.example.com"_s},
                                             {u"real.wild.example.com"_s, u"A"_s, u"192.0.2.3"_s},
                                             {u"old.example.com"_s, u"DNAME"_s, u"example.com"_s}};
    for (const SandboxDnsRecord &record : records)
        QVERIFY(data.add(record).ok());
    Message query;
    query.question = {name, type};
    const Message answer = data.answer(query);
    QCOMPARE(summary(answer), reply);
    QCOMPARE(answer.question.name, name);
    QCOMPARE(answer.authoritative, answer.rcode != Rcode::Refused);
}

void TestDnsServer::editsAsAPanelDoes()
{
    SandboxDnsServer server;
    const QString name = u"track.example.com"_s;
    QVERIFY(server.setRecord(name, u"A"_s, u"192.0.2.1"_s).ok());
    QVERIFY(server.setRecord(name, u"aaaa"_s, u"2001:db8::1"_s).ok());
    QCOMPARE(server.records().size(), 2);
    QVERIFY(server.setRecord(name, u"A"_s, u"192.0.2.2"_s, 60).ok());
    QCOMPARE(server.records().first(), (SandboxDnsRecord{name, u"A"_s, u"192.0.2.2"_s, 60}));
    QVERIFY(server.setRecord(name, u"CNAME"_s, u"a.example.com"_s).ok());
    QCOMPARE(server.records(), QList<SandboxDnsRecord>({{name, u"CNAME"_s, u"a.example.com"_s, 300}}));
    QVERIFY(server.setRecord(name, u"TXT"_s, u"\"x\""_s).ok());
    QCOMPARE(server.records().size(), 1);
    QVERIFY(!server.removeRecord(name, u"CNAME"_s));
    QVERIFY(server.removeRecord(u"TRACK.example.com."_s, u"txt"_s));
    QVERIFY(!server.removeRecord(name));
    QVERIFY(server.records().isEmpty());
}

void TestDnsServer::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<SandboxDnsRecord>("record");
    QTest::addColumn<QString>("code");
    QTest::newRow("no name") << SandboxDnsRecord{{}, u"A"_s, u"192.0.2.1"_s} << "sandbox.dns_name";
    QTest::newRow("a space") << SandboxDnsRecord{u"a b"_s, u"A"_s, u"192.0.2.1"_s} << "sandbox.dns_name";
    QTest::newRow("unknown type") << SandboxDnsRecord{u"a.b"_s, u"SPF"_s, u"x"_s} << "sandbox.dns_type";
    QTest::newRow("a type that is not edited") << SandboxDnsRecord{u"a.b"_s, u"SOA"_s, u"x"_s} << "sandbox.dns_type";
    QTest::newRow("no value") << SandboxDnsRecord{u"a.b"_s, u"CNAME"_s, u" "_s} << "sandbox.dns_value";
    QTest::newRow("name for an address") << SandboxDnsRecord{u"a.b"_s, u"A"_s, u"a.b"_s} << "sandbox.dns_value";
    QTest::newRow("URL for a name") << SandboxDnsRecord{u"a.b"_s, u"CNAME"_s, u"https://a.b/"_s} << "sandbox.dns_value";
    QTest::newRow("line break") << SandboxDnsRecord{u"a.b"_s, u"TXT"_s, u"\"a\nb\""_s} << "sandbox.dns_value";
}

void TestDnsServer::refusesWhatCannotBeSent()
{
    QFETCH(SandboxDnsRecord, record);
    QFETCH(QString, code);
    SandboxDnsServer server;
    const auto result = server.setRecord(record.name, record.type, record.value);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, code);
    QVERIFY(server.records().isEmpty());
}

void TestDnsServer::overUdpAndTcp()
{
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    QVERIFY(server.endpoint().port != 0);
    const QString name = u"big.example.com"_s;
    QVERIFY(server.setRecord(u"small.example.com"_s, u"A"_s, u"192.0.2.1"_s).ok());
    for (int i = 0; i < 20; ++i)
        QVERIFY(server.addRecord(name, u"TXT"_s, u"\"%1%2\""_s.arg(i).arg(QString(200, u'x'))).ok());
    SystemRandom random;
    dns::DnsClient client(random);
    Awaited<Result<Message>> small;
    Awaited<Result<Message>> big;
    client.query(server.endpoint(), {u"small.example.com"_s, RrType::A}, {}, small.sink());
    client.query(server.endpoint(), {name, RrType::TXT}, {}, big.sink());
    QVERIFY(small.wait() && big.wait());
    QCOMPARE(small.wait()->value().answer.size(), 1);
    QCOMPARE(big.wait()->value().answer.size(), 20);
    QCOMPARE(server.queriesAnswered(), 3ULL); // the big one by UDP, cut off, then by TCP
}

void TestDnsServer::portInUse()
{
    SandboxDnsServer first;
    QVERIFY(first.start().ok());
    SandboxDnsServer second;
    const auto result = second.start(u"127.0.0.1"_s, first.endpoint().port);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, u"sandbox.dns_listen"_s);
    QCOMPARE(second.start(u"nonsense"_s).error().code, u"sandbox.dns_listen"_s);
}

// What is free for TCP may be taken for UDP, by any client on this computer; of 700 here, a server meets one in every
// forty starts.
void TestDnsServer::aPortThatIsHalfInUse()
{
    std::vector<std::unique_ptr<QUdpSocket>> clients;
    for (int i = 0; i < 700; ++i) {
        clients.push_back(std::make_unique<QUdpSocket>());
        QVERIFY(clients.back()->bind(QHostAddress(QHostAddress::LocalHost), 0));
    }
    for (int i = 0; i < 300; ++i) {
        QVERIFY(test::LyingDnsServer([](test::LyingExchange &) {}).endpoint().port != 0);
        QVERIFY(SandboxDnsServer().start().ok());
    }
}

void TestDnsServer::startsAgain()
{
    SandboxDnsServer server;
    QVERIFY(server.start().ok());
    const auto port = server.endpoint().port;
    QVERIFY(server.setRecord(u"a.example.com"_s, u"A"_s, u"192.0.2.1"_s).ok());
    server.stop();
    server.stop();
    QVERIFY(server.start(u"127.0.0.1"_s, port).ok());
    QCOMPARE(server.endpoint().port, port);
    QCOMPARE(server.records().size(), 1);
}

UNMTA_TEST(TestDnsServer)

} // namespace unmta::tst_dns_server

#include "tst_dns_server.moc"
