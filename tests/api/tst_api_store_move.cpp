// A store that is taken to a PostgreSQL while its engine works: links go on, nothing is lost, nothing comes twice.
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"
#include "support/stores/PostgresServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSet>

namespace unmta::tst_api_store_move {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiStoreMove : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsChangedWhileHeld();
    void underTraffic();
};

void TestApiStoreMove::nothingIsChangedWhileHeld()
{
    ApiWorld world;
    QVERIFY(world.start());
    const ApiAnswered held = world.post({u"store"_s, u"hold"_s}, {});
    QCOMPARE(held.status, 200);
    QTRY_VERIFY(world.post({u"store"_s, u"hold"_s}, {}).data("is_still").toBool());
    QCOMPARE(world.post({u"store"_s, u"hold"_s}, {}).data("since"), held.data("since"));
    const ApiAnswered refused = world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}});
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.code(), u"store.moving"_s);
    QCOMPARE(refused.raw.retryAfterSeconds, 1);
    QUrlQuery ann;
    ann.addQueryItem(u"recipient"_s, u"ann@example.net"_s);
    QCOMPARE(world.call(Method::Delete, {u"clusters"_s, world.cluster, u"events"_s}, ann).code(), u"store.moving"_s);
    QCOMPARE(world.get({u"clusters"_s}).status, 200);
    QCOMPARE(world.call(Method::Delete, {u"store"_s, u"hold"_s}).status, 204);
    QCOMPARE(world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}}).status, 201);
}

void TestApiStoreMove::underTraffic()
{
    const QString host = u"track.example.com"_s;
    const QString url = PostgresServer::shared().freshUrl();
    ApiWorld world;
    QVERIFY(world.start());
    QVERIFY(world.activate(host));
    const QByteArray link = world.mint(host);
    constexpr int mostClicks = 900; // a list has 1,000 at once
    int clicks = 0;
    const auto click = [&] {
        ++clicks;
        return RawClient(world.httpPort).get(host.toLatin1(), link).status;
    };
    for (int i = 0; i < 20; ++i)
        QCOMPARE(click(), 302);

    QProcess ctl;
    ctl.start(programPath(u"unmta-ctl"_s),
              {u"--data-dir"_s, world.dataDir(), u"--json"_s, u"store"_s, u"move"_s, u"--to"_s, url});
    int failed = 0;
    QVERIFY(QTest::qWaitFor(
        [&] {
            if (clicks < mostClicks && click() != 302)
                ++failed;
            return ctl.state() == QProcess::NotRunning;
        },
        patienceMs));
    QCOMPARE(failed, 0);
    const QByteArray told = ctl.readAllStandardError();
    QVERIFY2(ctl.exitCode() == 0, told.constData());
    const QJsonObject report = QJsonDocument::fromJson(ctl.readAllStandardOutput()).object();
    QVERIFY(report.value(u"held_milliseconds"_s).toInt(-1) >= 0);
    QVERIFY(
        report.value(u"tables"_s).toArray().contains(QJsonObject{{u"name"_s, u"tracking_domain"_s}, {u"rows"_s, 1}}));

    // It goes on with links alone.
    QCOMPARE(click(), 302);
    QCOMPARE(world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}}).code(), u"store.moved"_s);
    world.stop();
    QVERIFY(!world.start());
    QCOMPARE(std::exchange(world.failure, {}).code, u"store.moved"_s);
    world.stop();

    EngineConfig config = ApiWorld::sandboxConfig();
    config.store = url;
    QVERIFY(world.start(config));
    QCOMPARE(click(), 302);
    QCOMPARE(world.get(world.domainPath(host)).data("status").toString(), u"active"_s);
    QCOMPARE(world.post({u"clusters"_s}, {{u"name"_s, u"second"_s}}).status, 201);
    const auto ids = [&] {
        QSet<QString> ids;
        QUrlQuery query;
        query.addQueryItem(u"limit"_s, u"1000"_s);
        const QJsonArray events = world.get({u"clusters"_s, world.cluster, u"events"_s}, query).data().toArray();
        for (const auto &event : events)
            ids << event.toObject().value(u"event_id"_s).toString();
        return ids.size() == events.size() ? static_cast<int>(ids.size()) : -1;
    };
    QTRY_COMPARE(ids(), clicks);
}

UNMTA_TEST(TestApiStoreMove)

} // namespace unmta::tst_api_store_move

#include "tst_api_store_move.moc"
