// The ways into the management API hold against those who only stand in them.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include "contract/LocalSocketTransport.h"

#include <QLocalSocket>
#include <QSignalSpy>
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

UNMTA_TEST(TestApiDoors)

} // namespace unmta::tst_api_doors

#include "tst_api_doors.moc"
