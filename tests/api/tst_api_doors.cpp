// The ways into the management API hold against those who only stand in them.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include "contract/LocalSocketTransport.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTest>

namespace unmta::tst_api_doors {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiDoors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentConnectionsLockNobodyOut_data();
    void silentConnectionsLockNobodyOut();
    void stopAnswersWhoeverIsOpen();
    void pagesOfOthersAreRefused_data();
    void pagesOfOthersAreRefused();
};

void TestApiDoors::silentConnectionsLockNobodyOut_data()
{
    QTest::addColumn<int>("addresses");
    QTest::newRow("from one address") << 1;
    QTest::newRow("from many") << 50;
}

void TestApiDoors::silentConnectionsLockNobodyOut()
{
    QFETCH(const int, addresses);
    ApiWorld world;
    QVERIFY2(world.start(), qPrintable(world.failure.code));
    const auto console = world.httpDoor(world.token({u"admin"_s}));
    constexpr int count = 2'050;
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < count; ++i) {
        const QByteArray source = "127.0.0." + QByteArray::number(1 + i % addresses);
        silent.push_back(std::make_unique<RawClient>(world.apiPort, "127.0.0.1", source.constData()));
        QVERIFY(silent.back()->connected());
    }
    const ApiRequest request = ApiWorld::request(Method::Get, {u"server"_s});
    QCOMPARE(ApiWorld::send(*console, request).status, 200);
    QCOMPARE(ApiWorld::send(world.door(Door::Socket), request).status, 200);
    // And those who come back, again and again.
    for (int i = 0; i < 10; ++i)
        QCOMPARE(RawClient(world.apiPort).get("localhost", "/healthz").status, 200);
}

void TestApiDoors::stopAnswersWhoeverIsOpen()
{
    ApiWorld world;
    QVERIFY2(world.start(), qPrintable(world.failure.code));
    RawClient api(world.apiPort);
    RawClient edge(world.httpPort);
    QLocalSocket local;
    local.connectToServer(localSocketName(world.dataDir()));
    QVERIFY(local.waitForConnected(patienceMs));
    // So that the system's line before the engine is empty; what stands in it is taken in as well.
    QCOMPARE(RawClient(world.apiPort).get("localhost", "/healthz").status, 200);

    QSignalSpy stopped(&world.engine(), &Engine::stopped);
    world.engine().stop();
    QTRY_VERIFY(!RawClient(world.apiPort).connected() && !RawClient(world.httpPort).connected());
    QCOMPARE(api.get("localhost", "/healthz").status, 200);
    QCOMPARE(edge.get("unknown.example.com", "/robots.txt").status, 404);
    local.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE(local.state(), QLocalSocket::UnconnectedState);
    QVERIFY(local.readAll().startsWith("HTTP/1.1 200 "));
    api.close();
    edge.close();
    QTRY_COMPARE(stopped.count(), 1);
}

void TestApiDoors::pagesOfOthersAreRefused_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &fields, const QByteArray &code = {}) {
        QTest::newRow(name) << fields << (code.isEmpty() ? 200 : 403) << code;
    };
    const QByteArray host = "request.foreign_host";
    const QByteArray origin = "request.foreign_origin";
    row("address", "Host: 127.0.0.1:PORT\r\n");
    row("another of loopback", "Host: 127.9.9.9\r\n");
    row("IPv6", "Host: [::1]:PORT\r\n");
    row("name", "Host: localhost:PORT\r\n");
    row("name as written by some", "Host: LocalHost.:PORT\r\n");
    row("this computer", "Host: " + QSysInfo::machineHostName().toLatin1() + ":PORT\r\n");
    row("a page of the same address", "Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\n");
    row("rebound name", "Host: evil.example:PORT\r\n", host);
    row("rebound name without a port", "Host: evil.example\r\n", host);
    row("name that begins like ours", "Host: localhost.evil.example\r\n", host);
    row("address that begins like ours", "Host: 127.0.0.1.evil.example\r\n", host);
    row("address of the network", "Host: 192.0.2.1:PORT\r\n", host);
    row("any address", "Host: 0.0.0.0:PORT\r\n", host);
    row("somebody's page", "Host: localhost:PORT\r\nOrigin: https://evil.example\r\n", origin);
    row("a page from a file", "Host: localhost:PORT\r\nOrigin: null\r\n", origin);
    row("another program's page", "Host: localhost:PORT\r\nOrigin: http://localhost:3000\r\n", origin);
    row("a page by https", "Host: localhost:PORT\r\nOrigin: https://localhost:PORT\r\n", origin);
    row("two origins", "Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\nOrigin: http://evil.example\r\n",
        origin);
}

void TestApiDoors::pagesOfOthersAreRefused()
{
    QFETCH(QByteArray, fields);
    QFETCH(const int, status);
    QFETCH(const QByteArray, code);
    static ApiWorld world;
    if (world.apiPort == 0)
        QVERIFY2(world.start(), qPrintable(world.failure.code));
    const QByteArray token = "Authorization: Bearer " + world.token({u"admin"_s}).toLatin1() + "\r\n";
    fields.replace("PORT", QByteArray::number(world.apiPort));
    for (const QByteArray &start : {"GET /api/v1/server"_ba, "GET /healthz"_ba, "PATCH /api/v1/settings"_ba}) {
        RawClient client(world.apiPort);
        const bool hasBody = start.startsWith("PATCH");
        client.send(start + " HTTP/1.1\r\n" + fields + token +
                    (hasBody ? "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" : "\r\n"));
        const auto reply = client.readReply();
        QCOMPARE(reply.status, status);
        QVERIFY2(reply.body.contains(code), reply.body.constData());
        QVERIFY(reply.field("access-control-allow-origin").isEmpty());
    }
}

UNMTA_TEST(TestApiDoors)

} // namespace unmta::tst_api_doors

#include "tst_api_doors.moc"
