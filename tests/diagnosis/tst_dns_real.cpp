// Whole checks against real servers: nsd serves a signed zone, unbound validates and resolves. Both run unprivileged on
// ports of the system's choice, with everything in a temporary directory.
#include "dns/Awaited.h"

#include "base/Random.h"
#include "diagnosis/DomainChecker.h"
#include "dns/DnsClient.h"
#include "support/Peer.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_dns_real {

using namespace Qt::StringLiterals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using unmta::test::Awaited;

namespace {

const QString Target = u"v-0123456789abcdef0123.track.unmta.net"_s;
const QString TrustAnchor =
    u"example.com. DS 851 13 2 31c172562dfeff98c66f5b87b6e518b7f2ce67bc36b60d0c890fbc46afdfa195"_s;

// nsd with one zone file, and unbound in front of it.
class RealServers
{
public:
    // Returns what went wrong.
    QString start(const QString &zoneFile)
    {
        const QString complaint = m_nsd.start(
            1, [&](const QList<quint16> &ports) { return configureNsd(ports.first(), zoneFile); }, answers);
        if (!complaint.isEmpty())
            return complaint;
        return m_unbound.start(
            1, [&](const QList<quint16> &ports) { return configureUnbound(ports.first()); }, answers);
    }

    [[nodiscard]] Endpoint authority() const { return {u"127.0.0.1"_s, m_nsd.port()}; }
    [[nodiscard]] Endpoint resolver() const { return {u"127.0.0.1"_s, m_unbound.port()}; }

private:
    [[nodiscard]] QStringList configureNsd(quint16 port, const QString &zoneFile) const
    {
        return configured(u"nsd.conf"_s,
                          u"server:\n ip-address: 127.0.0.1@%1\n username: \"\"\n chroot: \"\"\n zonesdir: \"%2\"\n"
                          " pidfile: \"%2/nsd.pid\"\n xfrdfile: \"%2/xfrd\"\n xfrdir: \"%2\"\n database: \"\"\n"
                          " zonelistfile: \"%2/zones\"\n server-count: 1\n cookie-secret-file: \"\"\n"
                          "remote-control:\n control-enable: no\n"
                          "zone:\n name: example.com\n zonefile: \"%3\"\n"_s.arg(port)
                              .arg(m_dir.path(), zoneFile));
    }
    [[nodiscard]] QStringList configureUnbound(quint16 port) const
    {
        return configured(
            u"unbound.conf"_s,
            u"server:\n interface: 127.0.0.1@%1\n username: \"\"\n chroot: \"\"\n directory: \"%2\"\n pidfile: \"\"\n"
            " use-syslog: no\n do-not-query-localhost: no\n do-ip6: no\n num-threads: 1\n"
            " outgoing-port-avoid: 20000-29999\n"
            " module-config: \"validator iterator\"\n trust-anchor: \"%3\"\n val-log-level: 0\n"
            "remote-control:\n control-enable: no\n"
            "stub-zone:\n name: example.com\n stub-addr: 127.0.0.1@%4\n"_s.arg(port)
                .arg(m_dir.path(), TrustAnchor)
                .arg(m_nsd.port()));
    }
    [[nodiscard]] QStringList configured(const QString &name, const QString &text) const
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        return {u"-d"_s, u"-c"_s, file.fileName()};
    }

    // Any reply shows that the server is up.
    static bool answers(const QList<quint16> &ports)
    {
        SystemRandom random;
        DnsClient client(random);
        Awaited<Result<Message>> reply;
        client.query({u"127.0.0.1"_s, ports.first()}, {u"example.com"_s, RrType::SOA}, {Millis(1000), 0}, reply.sink());
        const auto got = reply.wait();
        return got && got->ok();
    }

    QTemporaryDir m_dir;
    test::Peer m_nsd{u"nsd"_s};
    test::Peer m_unbound{u"unbound"_s};
};

} // namespace

class TestDnsReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signedZone_data();
    void signedZone();
    void expiredSignaturesAreBogus();
    void authorityInPlaceOfAResolver();

private:
    static Check run(const QList<Endpoint> &resolvers, std::uint16_t authorityPort, const QString &host);
};

void TestDnsReal::initTestCase()
{
    if (test::findProgram(u"nsd"_s).isEmpty() || test::findProgram(u"unbound"_s).isEmpty())
        QSKIP("nsd and unbound are not installed");
}

Check TestDnsReal::run(const QList<Endpoint> &resolvers, std::uint16_t authorityPort, const QString &host)
{
    CheckerConfig config;
    config.resolvers = resolvers;
    config.authorityPort = authorityPort;
    SystemRandom random;
    DomainChecker checker(config, random);
    Awaited<Finding> result;
    checker.check({host, Target, u"track.unmta.net"_s, u"example.com"_s}, result.sink());
    const auto value = result.wait();
    return value ? value->check : Check{};
}

void TestDnsReal::signedZone_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("code");
    QTest::newRow("right") << "track"
                           << "ok";
    QTest::newRow("chain") << "alias"
                           << "ok";
    QTest::newRow("DNAME") << "x.old"
                           << "ok";
    QTest::newRow("wildcard") << "any.thing.wild"
                              << "ok";
    QTest::newRow("NXDOMAIN") << "nothing"
                              << "not_created";
    QTest::newRow("NODATA") << "ns1.new"
                            << "not_created";
    QTest::newRow("doubled") << "twice"
                             << "doubled_name";
    QTest::newRow("loop") << "circle"
                          << "loop";
    QTest::newRow("elsewhere") << "other"
                               << "wrong_target";
    QTest::newRow("address") << "plain"
                             << "address_record";
    QTest::newRow("delegated to a server that does not know") << "track.lame"
                                                              << "lame";
}

void TestDnsReal::signedZone()
{
    QFETCH(QString, label);
    QFETCH(QString, code);
    static RealServers servers;
    static const QString complaint = servers.start(test::sourcePath(u"tests/diagnosis/zones/signed.zone"_s));
    QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    const Check result = run({servers.resolver()}, servers.authority().port, label + u".example.com"_s);
    QCOMPARE(result.code, code);
    QCOMPARE(result.confirmed, result.outcome != CheckOutcome::Unknown);
    QCOMPARE(result.nameServers, QStringList{u"ns1.example.com"_s});
}

void TestDnsReal::expiredSignaturesAreBogus()
{
    RealServers servers;
    const QString complaint = servers.start(test::sourcePath(u"tests/diagnosis/zones/expired.zone"_s));
    QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    const Check result = run({servers.resolver()}, servers.authority().port, u"track.example.com"_s);
    QCOMPARE(result.code, u"dnssec_bogus"_s);
    QCOMPARE(result.outcome, CheckOutcome::Unknown);
    const Check gone = run({servers.resolver()}, servers.authority().port, u"nothing.example.com"_s);
    QCOMPARE(gone.code, u"dnssec_bogus"_s);
}

// dns.resolvers points straight at nsd, which does not recurse and refuses what it does not serve.
void TestDnsReal::authorityInPlaceOfAResolver()
{
    RealServers servers;
    const QString complaint = servers.start(test::sourcePath(u"tests/diagnosis/zones/signed.zone"_s));
    QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    QCOMPARE(run({servers.authority()}, 1, u"track.example.com"_s).code, u"ok"_s);
    const Check gone = run({servers.authority()}, 1, u"nothing.example.com"_s);
    QCOMPARE(gone.code, u"not_created"_s);
    QVERIFY(gone.confirmed);
    QCOMPARE(run({servers.authority()}, 1, u"track.example.net"_s).code, u"refused"_s);
}

UNMTA_TEST(TestDnsReal)

} // namespace unmta::tst_dns_real

#include "tst_dns_real.moc"
