// What an engine is told before it opens its store.
#include "assembly/EngineConfig.h"
#include "assembly/endpoints/Listeners.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QTest>

#include <limits>

namespace unmta::tst_engine_config {

using namespace Qt::StringLiterals;

class TestEngineConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listenAddresses_data();
    void listenAddresses();
    void strangeListenAddresses_data();
    void strangeListenAddresses();
    void theApiWithoutAnAddressStaysHere();
    void theSandboxStaysOnLoopback();
    void theSandboxIsNotPublic_data();
    void theSandboxIsNotPublic();
    void namedListenersStay();
    void connectionsLeaveFilesForTheEngine_data();
    void connectionsLeaveFilesForTheEngine();
    void commandsFindTheEngine_data();
    void commandsFindTheEngine();
};

void TestEngineConfig::commandsFindTheEngine_data()
{
    QTest::addColumn<QString>("dataDir");
    QTest::addColumn<bool>("isUsual");
    QTest::addColumn<QString>("command");
    QTest::newRow("the usual place") << u"/var/lib/unmta-tracking"_s << true << u"unmta-ctl"_s;
    if (unmta::test::isUnix()) {
        QTest::newRow("another") << u"/srv/unmta"_s << false << u"unmta-ctl --data-dir /srv/unmta"_s;
        QTest::newRow("with a blank") << u"/srv/my mail"_s << false << u"unmta-ctl --data-dir '/srv/my mail'"_s;
        QTest::newRow("with what a shell reads")
            << u"/srv/$HOME/it's"_s << false << u"unmta-ctl --data-dir '/srv/$HOME/it'\\''s'"_s;
    } else {
        QTest::newRow("another") << u"D:/unmta"_s << false << u"unmta-ctl --data-dir D:\\unmta"_s;
        QTest::newRow("with a blank") << u"D:/my mail"_s << false << u"unmta-ctl --data-dir \"D:\\my mail\""_s;
    }
}

void TestEngineConfig::commandsFindTheEngine()
{
    QFETCH(const QString, dataDir);
    QFETCH(const bool, isUsual);
    QFETCH(const QString, command);
    EngineConfig config;
    config.dataDir = dataDir;
    config.isUsualDataDir = isUsual;
    QCOMPARE(ctlCommand(config), command);
}

void TestEngineConfig::connectionsLeaveFilesForTheEngine_data()
{
    QTest::addColumn<int>("files");
    QTest::addColumn<int>("edge");
    QTest::addColumn<int>("api");
    QTest::newRow("an old default") << 1024 << 640 << 128;
    QTest::newRow("another") << 4096 << 2560 << 512;
    QTest::newRow("plenty") << 524'288 << 20'000 << 2'000;
    QTest::newRow("no bound") << std::numeric_limits<int>::max() << 20'000 << 2'000;
}

void TestEngineConfig::connectionsLeaveFilesForTheEngine()
{
    QFETCH(const int, files);
    QFETCH(const int, edge);
    QFETCH(const int, api);
    const ConnectionShares shares = connectionShares(files);
    QCOMPARE(shares.edge, edge);
    QCOMPARE(shares.api, api);
}

void TestEngineConfig::listenAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");
    QTest::newRow("127.0.0.1:8080") << u"127.0.0.1"_s << 8080;
    QTest::newRow("0.0.0.0:80") << u"0.0.0.0"_s << 80;
    QTest::newRow("[::1]:8443") << u"::1"_s << 8443;
    QTest::newRow("[2001:db8::7]:0") << u"2001:db8::7"_s << 0;
    QTest::newRow(":8080") << u"::"_s << 8080;
    QTest::newRow("8080") << u"::"_s << 8080;
    QTest::newRow(" 127.0.0.1:65535 ") << u"127.0.0.1"_s << 65535;
}

void TestEngineConfig::listenAddresses()
{
    QFETCH(const QString, address);
    QFETCH(const int, port);
    const auto parsed = parseListenAddress(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(parsed);
    QCOMPARE(parsed->address, address);
    QCOMPARE(parsed->port, static_cast<quint16>(port));
}

void TestEngineConfig::strangeListenAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no port") << u"127.0.0.1"_s;
    QTest::newRow("empty port") << u"127.0.0.1:"_s;
    QTest::newRow("port too large") << u"127.0.0.1:65536"_s;
    QTest::newRow("negative port") << u"127.0.0.1:-1"_s;
    QTest::newRow("a name") << u"localhost:80"_s;
    QTest::newRow("shortened IPv4") << u"127.1:80"_s;
    QTest::newRow("octet too large") << u"300.0.0.1:80"_s;
    QTest::newRow("octal spelling") << u"010.0.0.1:80"_s;
    QTest::newRow("IPv6 without brackets") << u"::1:80"_s;
    QTest::newRow("open bracket") << u"[::1:80"_s;
    QTest::newRow("no IPv6") << u"[1:2]:80"_s;
    QTest::newRow("URL") << u"http://127.0.0.1:80"_s;
}

void TestEngineConfig::strangeListenAddresses()
{
    QFETCH(const QString, text);
    const auto parsed = parseListenAddress(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, u"config.bad_listener"_s);
    QCOMPARE(parsed.error().context.value(u"value"_s), text);
}

void TestEngineConfig::theApiWithoutAnAddressStaysHere()
{
    for (const QString &text : {u"8089"_s, u":8089"_s})
        QCOMPARE(parseListenAddress(text, loopbackAddress)->address, u"127.0.0.1"_s);
    QCOMPARE(parseListenAddress(u"0.0.0.0:8089"_s, loopbackAddress)->address, u"0.0.0.0"_s);
}

void TestEngineConfig::theSandboxIsNotPublic_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("loopback") << u"127.0.0.1"_s << true;
    QTest::newRow("another of loopback") << u"127.0.0.77"_s << true;
    QTest::newRow("IPv6 loopback") << u"::1"_s << true;
    QTest::newRow("every address") << u"::"_s << false;
    QTest::newRow("every IPv4 address") << u"0.0.0.0"_s << false;
    QTest::newRow("one of a network") << u"192.0.2.1"_s << false;
    QTest::newRow("one of an IPv6 network") << u"2001:db8::7"_s << false;
}

void TestEngineConfig::theSandboxIsNotPublic()
{
    QFETCH(const QString, address);
    QFETCH(const bool, allowed);
    for (int which = 0; which < 3; ++which) {
        EngineConfig config;
        (which == 0 ? config.api : (which == 1 ? config.http : config.https).emplaceBack()) = {address, 8080};
        QVERIFY(checkListeners(config));
        config.sandbox = true;
        const auto checked = checkListeners(withDefaultListeners(config));
        QCOMPARE(checked.ok(), allowed);
        if (!allowed) {
            QCOMPARE(checked.error().code, u"config.sandbox_public"_s);
            QCOMPARE(checked.error().context.value(u"address"_s), address);
        }
    }
}

void TestEngineConfig::theSandboxStaysOnLoopback()
{
    EngineConfig config;
    config.sandbox = true;
    const EngineConfig complete = withDefaultListeners(config);
    const QList<ListenAddress> anywhere{{u"127.0.0.1"_s, 0}};
    QCOMPARE(complete.http, anywhere);
    QCOMPARE(complete.https, anywhere);
    QCOMPARE(complete.api.address, u"127.0.0.1"_s);
}

void TestEngineConfig::namedListenersStay()
{
    EngineConfig config;
    config.http = {{u"192.0.2.1"_s, 80}, {u"192.0.2.2"_s, 80}};
    const EngineConfig complete = withDefaultListeners(config);
    QCOMPARE(complete.http, config.http);
    QCOMPARE(complete.https.size(), 1);
    QVERIFY(complete.https.first().port == 443 || complete.https.first().port == 8443);
}

UNMTA_TEST(TestEngineConfig)

} // namespace unmta::tst_engine_config

#include "tst_engine_config.moc"
