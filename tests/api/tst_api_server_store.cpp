// A whole engine whose store is on a PostgreSQL, and what its API says while that is away.
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "support/stores/PostgresServer.h"

namespace unmta::tst_api_server_store {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiServerStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAfterTheServerWasAway();
    void remembersOverARestart();

private:
    static EngineConfig configOn(const QString &url)
    {
        EngineConfig config = ApiWorld::sandboxConfig();
        config.store = url;
        return config;
    }
};

void TestApiServerStore::goesOnAfterTheServerWasAway()
{
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    ApiWorld world;
    QVERIFY(world.start(configOn(server.freshUrl())));
    QCOMPARE(world.get({u"clusters"_s}).status, 200);
    QCOMPARE(world.post({u"backup"_s}, {{u"directory"_s, u"/nowhere"_s}}).code(), u"backup.on_server"_s);

    server.stop();
    const ApiAnswered refused = world.get({u"clusters"_s});
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.code(), u"store.unreachable"_s);
    QVERIFY(refused.raw.retryAfterSeconds > 0);
    QCOMPARE(world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}}).code(), u"store.unreachable"_s);

    QCOMPARE(server.start(), QString());
    QTRY_COMPARE(world.get({u"clusters"_s}).status, 200);
    QCOMPARE(world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}}).status, 201);
    QCOMPARE(world.get({u"clusters"_s}).data().toArray().size(), 2);
}

void TestApiServerStore::remembersOverARestart()
{
    const QString url = PostgresServer::shared().freshUrl();
    ApiWorld world;
    QVERIFY(world.start(configOn(url)));
    QCOMPARE(world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}}).status, 201);
    world.stop();
    QVERIFY(world.start(configOn(url)));
    QCOMPARE(world.get({u"clusters"_s}).data().toArray().size(), 2);
}

UNMTA_TEST(TestApiServerStore)

} // namespace unmta::tst_api_server_store

#include "tst_api_server_store.moc"
