// A whole engine whose store is on a PostgreSQL, and what its API says while that is away.
#include "http/RawClient.h"
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
    void clicksWhileTheServerIsAway();
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
    RawClient probe(world.apiPort);
    QCOMPARE(probe.get("localhost", "/healthz").status, 503);
    QCOMPARE(probe.get("localhost", "/healthz?of=edge").status, 200); // recipients are well off here
    QCOMPARE(probe.get("localhost", "/healthz?of=all").status, 422);

    QCOMPARE(server.start(), QString());
    QTRY_COMPARE(world.get({u"clusters"_s}).status, 200);
    QCOMPARE(world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}}).status, 201);
    QCOMPARE(world.get({u"clusters"_s}).data().toArray().size(), 2);
}

// They are answered as ever, and each is listed once, afterwards.
void TestApiServerStore::clicksWhileTheServerIsAway()
{
    const QString host = u"track.example.com"_s;
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    ApiWorld world;
    QVERIFY(world.start(configOn(server.freshUrl())));
    QVERIFY(world.activate(host));
    const auto made = world.post({u"clusters"_s, world.cluster, u"links"_s}, {{u"kind"_s, u"click"_s},
                                                                              {u"url"_s, u"https://example.com/"_s},
                                                                              {u"allow_http"_s, true},
                                                                              {u"message_id"_s, u"m@example.com"_s},
                                                                              {u"recipient"_s, u"ann@example.net"_s},
                                                                              {u"tracking_host"_s, host}});
    const QByteArray path = QUrl(made.data("url").toString()).path(QUrl::FullyEncoded).toLatin1();
    const auto click = [&] { return RawClient(world.httpPort).get(host.toLatin1(), path).status; };
    const auto listed = [&] { return world.get({u"clusters"_s, world.cluster, u"events"_s}).data().toArray().size(); };
    QCOMPARE(click(), 302);
    QTRY_COMPARE(listed(), 1);
    server.stop();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(click(), 302);
    QCOMPARE(world.get({u"clusters"_s, world.cluster, u"events"_s}).code(), u"store.unreachable"_s);
    QCOMPARE(server.start(), QString());
    QTRY_COMPARE(listed(), 6);
    QCOMPARE(click(), 302);
    QTRY_COMPARE(listed(), 7);
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
