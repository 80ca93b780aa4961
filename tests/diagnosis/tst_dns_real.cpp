// Whole checks against real servers: nsd serves a signed zone, unbound validates and resolves. Both run unprivileged on
// ports of the system's choice, with everything in a temporary directory.
#include "dns/Awaited.h"

#include "base/Random.h"
#include "diagnosis/DomainChecker.h"
#include "dns/DnsClient.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

namespace unmta::tst_dns_real {

using namespace Qt::StringLiterals;
using namespace unmta::dns;
using unmta::test::Awaited;

namespace {

const QString Target = u"v-0123456789abcdef0123.track.unmta.net"_s;
const QString TrustAnchor =
    u"example.com. DS 851 13 2 31c172562dfeff98c66f5b87b6e518b7f2ce67bc36b60d0c890fbc46afdfa195"_s;

std::uint16_t freePort()
{
    asio::io_context io;
    const asio::ip::tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    return acceptor.local_endpoint().port();
}

QString program(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

void write(const QString &path, const QString &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

// nsd with one zone file, and unbound in front of it.
class RealServers
{
public:
    bool start(const QString &zoneFile)
    {
        const QString dir = m_dir.path();
        m_zonePort = freePort();
        m_resolverPort = freePort();
        write(dir + u"/nsd.conf"_s,
              u"server:\n ip-address: 127.0.0.1@%1\n username: \"\"\n chroot: \"\"\n zonesdir: \"%2\"\n"
              " pidfile: \"%2/nsd.pid\"\n xfrdfile: \"%2/xfrd\"\n xfrdir: \"%2\"\n database: \"\"\n"
              " zonelistfile: \"%2/zones\"\n server-count: 1\n logfile: \"%2/nsd.log\"\n"
              " cookie-secret-file: \"\"\n"
              "remote-control:\n control-enable: no\n"
              "zone:\n name: example.com\n zonefile: \"%3\"\n"_s.arg(m_zonePort)
                  .arg(dir, zoneFile));
        write(
            dir + u"/unbound.conf"_s,
            u"server:\n interface: 127.0.0.1@%1\n username: \"\"\n chroot: \"\"\n directory: \"%2\"\n pidfile: \"\"\n"
            " use-syslog: no\n logfile: \"%2/unbound.log\"\n do-not-query-localhost: no\n do-ip6: no\n num-threads: 1\n"
            " module-config: \"validator iterator\"\n trust-anchor: \"%3\"\n val-log-level: 0\n"
            "remote-control:\n control-enable: no\n"
            "stub-zone:\n name: example.com\n stub-addr: 127.0.0.1@%4\n"_s.arg(m_resolverPort)
                .arg(dir, TrustAnchor)
                .arg(m_zonePort));
        m_nsd.start(program(u"nsd"_s), {u"-d"_s, u"-c"_s, dir + u"/nsd.conf"_s});
        m_unbound.start(program(u"unbound"_s), {u"-d"_s, u"-c"_s, dir + u"/unbound.conf"_s});
        return m_nsd.waitForStarted() && m_unbound.waitForStarted() && answers(authority()) && answers(resolver());
    }

    ~RealServers()
    {
        for (QProcess *process : {&m_unbound, &m_nsd}) {
            process->terminate();
            if (!process->waitForFinished(3000))
                process->kill();
            process->waitForFinished(1000);
        }
    }

    [[nodiscard]] Endpoint authority() const { return {u"127.0.0.1"_s, m_zonePort}; }
    [[nodiscard]] Endpoint resolver() const { return {u"127.0.0.1"_s, m_resolverPort}; }

private:
    // Any reply shows that the server is up.
    static bool answers(const Endpoint &server)
    {
        SystemRandom random;
        DnsClient client(random);
        for (int tries = 0; tries < 100; ++tries) {
            Awaited<Result<Message>> reply;
            client.query(server, {u"example.com"_s, RrType::SOA}, {Millis(300), 0}, reply.sink());
            if (const auto got = reply.wait(); got && got->ok())
                return true;
            Awaited<bool> pause;
            client.after(Millis(50), [sink = pause.sink()] { sink(true); });
            (void)pause.wait();
        }
        return false;
    }

    QTemporaryDir m_dir;
    QProcess m_nsd;
    QProcess m_unbound;
    std::uint16_t m_zonePort = 0;
    std::uint16_t m_resolverPort = 0;
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
    static CheckResult run(const QList<Endpoint> &resolvers, std::uint16_t authorityPort, const QString &host);
};

void TestDnsReal::initTestCase()
{
    if (program(u"nsd"_s).isEmpty() || program(u"unbound"_s).isEmpty())
        QSKIP("nsd and unbound are not installed");
}

CheckResult TestDnsReal::run(const QList<Endpoint> &resolvers, std::uint16_t authorityPort, const QString &host)
{
    CheckerConfig config;
    config.resolvers = resolvers;
    config.authorityPort = authorityPort;
    SystemRandom random;
    DomainChecker checker(config, random);
    Awaited<CheckResult> result;
    checker.check({host, Target, u"track.unmta.net"_s, u"example.com"_s}, result.sink());
    const auto value = result.wait();
    return value ? *value : CheckResult{};
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
    static const bool up = servers.start(test::sourcePath(u"tests/diagnosis/zones/signed.zone"_s));
    QVERIFY(up);
    const CheckResult result = run({servers.resolver()}, servers.authority().port, label + u".example.com"_s);
    QCOMPARE(result.code, code);
    QCOMPARE(result.confirmed, result.outcome != CheckOutcome::Unknown);
    QCOMPARE(result.nameServers, QStringList{u"ns1.example.com"_s});
}

void TestDnsReal::expiredSignaturesAreBogus()
{
    RealServers servers;
    QVERIFY(servers.start(test::sourcePath(u"tests/diagnosis/zones/expired.zone"_s)));
    const CheckResult result = run({servers.resolver()}, servers.authority().port, u"track.example.com"_s);
    QCOMPARE(result.code, u"dnssec_bogus"_s);
    QCOMPARE(result.outcome, CheckOutcome::Unknown);
    const CheckResult gone = run({servers.resolver()}, servers.authority().port, u"nothing.example.com"_s);
    QCOMPARE(gone.code, u"dnssec_bogus"_s);
}

// dns.resolvers points straight at nsd, which does not recurse and refuses what it does not serve.
void TestDnsReal::authorityInPlaceOfAResolver()
{
    RealServers servers;
    QVERIFY(servers.start(test::sourcePath(u"tests/diagnosis/zones/signed.zone"_s)));
    QCOMPARE(run({servers.authority()}, 1, u"track.example.com"_s).code, u"ok"_s);
    const CheckResult gone = run({servers.authority()}, 1, u"nothing.example.com"_s);
    QCOMPARE(gone.code, u"not_created"_s);
    QVERIFY(gone.confirmed);
    QCOMPARE(run({servers.authority()}, 1, u"track.example.net"_s).code, u"refused"_s);
}

UNMTA_TEST(TestDnsReal)

} // namespace unmta::tst_dns_real

#include "tst_dns_real.moc"
