// From the API to what recipients meet: whoever has seen a reply finds the edge already serving it.
#include "base/Clock.h"
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QTest>

#include <thread>

namespace unmta::tst_api_edge {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray agent = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\r\n";

QString statusOf(const ApiAnswered &domain)
{
    return domain.data("status").toString();
}

} // namespace

class TestApiEdge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void repliesComeAfterTheEdgeKnows();
    void deletionEndsHandshakesAtOnce();
    void privacyTakesEffect_data();
    void privacyTakesEffect();
    void trustedProxiesTakeEffect();
    void proxyHeadersTakeEffect();
    void httpsPolicyTakesEffect();
    void workersAreAsManyAsWasSetBeforeTheStart();
    void aMovedTargetZoneIsServed();
    void twoSkippedDaysDowngrade();
    void restartKeepsEverything();

private:
    [[nodiscard]] int statusBy(const QByteArray &host, const QByteArray &path)
    {
        return RawClient(m_world.httpPort).get(host, path).status;
    }
    [[nodiscard]] QJsonObject newestEvent(const QString &host, int count)
    {
        QJsonArray events;
        const auto read = [&] {
            events = m_world.get(m_world.domainPath(host) + QStringList{u"events"_s}).data().toArray();
            return events.size() == count;
        };
        return QTest::qWaitFor(read, patienceMs) ? events.last().toObject() : QJsonObject();
    }

    ApiWorld m_world;
};

void TestApiEdge::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
}

void TestApiEdge::repliesComeAfterTheEdgeKnows()
{
    const std::array doors = allDoors;
    for (int i = 0; i < 50; ++i) {
        const QString name = u"order%1.example.com"_s.arg(i);
        Transport &door = m_world.door(doors[static_cast<std::size_t>(i) % doors.size()]);
        const auto added = m_world.add(name);
        QVERIFY(m_world.publish(name, added.data("record").toObject().value(u"value"_s).toString()));
        QCOMPARE(statusBy(name.toLatin1(), "/robots.txt"), 404); // a pending host is unknown

        const auto verified =
            ApiWorld::send(door, ApiWorld::request(Method::Post, m_world.domainPath(name) + QStringList{u"verify"_s}));
        QCOMPARE(verified.status, 200);
        QCOMPARE(statusBy(name.toLatin1(), "/robots.txt"), 200);
        const QByteArray link = m_world.mint(name);
        QCOMPARE(statusBy(name.toLatin1(), link), 302);

        QCOMPARE(ApiWorld::send(door, ApiWorld::request(Method::Delete, m_world.domainPath(name))).status, 204);
        QCOMPARE(statusBy(name.toLatin1(), link), 404);
    }
}

void TestApiEdge::deletionEndsHandshakesAtOnce()
{
    for (int i = 0; i < 10; ++i) {
        const QString name = u"tls%1.example.com"_s.arg(i);
        QVERIFY(m_world.activate(name));
        QTRY_VERIFY(m_world.hasCertificate(name));
        RawClient before(m_world.httpsPort);
        QVERIFY(before.startTls(name.toLatin1()));
        QCOMPARE(m_world.call(Method::Delete, m_world.domainPath(name)).status, 204);
        RawClient after(m_world.httpsPort);
        QVERIFY(!after.startTls(name.toLatin1()));
        QCOMPARE(after.alert(), 112); // unrecognized_name
        // Also on a connection that was open before.
        QCOMPARE(before.get(name.toLatin1(), "/robots.txt").status, 404);
    }
}

void TestApiEdge::privacyTakesEffect_data()
{
    QTest::addColumn<QString>("ip");
    QTest::addColumn<QString>("agentSetting");
    QTest::addColumn<QString>("seenIp");
    QTest::addColumn<bool>("seesAgent");
    QTest::newRow("full") << u"full"_s << u"full"_s << u"127.0.0.1"_s << true;
    QTest::newRow("truncated") << u"truncated"_s << u"full"_s << u"127.0.0.0"_s << true;
    QTest::newRow("none") << u"none"_s << u"none"_s << QString() << false;
}

void TestApiEdge::privacyTakesEffect()
{
    QFETCH(const QString, ip);
    QFETCH(const QString, agentSetting);
    QFETCH(const QString, seenIp);
    QFETCH(const bool, seesAgent);
    const QString host = ip + u"-privacy.example.com"_s;
    QVERIFY(m_world.activate(host));
    const QByteArray link = m_world.mint(host);
    RawClient kept(m_world.httpPort); // also on a connection that was open before
    QCOMPARE(kept.get(host.toLatin1(), "/robots.txt").status, 200);
    QCOMPARE(m_world.set(u"privacy.ip"_s, ip).status, 200);
    QCOMPARE(m_world.set(u"privacy.user_agent"_s, agentSetting).status, 200);
    QCOMPARE(kept.get(host.toLatin1(), link, "GET", agent).status, 302);
    const QJsonObject event = newestEvent(host, 1);
    QCOMPARE(event.value(u"ip"_s).toString(), seenIp);
    QCOMPARE(event.value(u"user_agent"_s).toString().contains(u"Firefox"_s), seesAgent);
    QCOMPARE(m_world.set(u"privacy.ip"_s, {}).status, 200);
    QCOMPARE(m_world.set(u"privacy.user_agent"_s, {}).status, 200);
}

void TestApiEdge::trustedProxiesTakeEffect()
{
    const QString host = u"proxied.example.com"_s;
    QVERIFY(m_world.activate(host));
    const QByteArray link = m_world.mint(host);
    const QByteArray forwarded = agent + "X-Forwarded-For: 203.0.113.9\r\n";
    QCOMPARE(RawClient(m_world.httpPort).get(host.toLatin1(), link, "GET", forwarded).status, 302);
    QCOMPARE(newestEvent(host, 1).value(u"ip"_s).toString(), u"127.0.0.1"_s); // anybody can claim to be anybody
    QCOMPARE(m_world.set(u"edge.trusted_proxies"_s, u"127.0.0.0/8"_s).status, 200);
    QCOMPARE(RawClient(m_world.httpPort).get(host.toLatin1(), link, "GET", forwarded).status, 302);
    QCOMPARE(newestEvent(host, 2).value(u"ip"_s).toString(), u"203.0.113.9"_s);
    QCOMPARE(m_world.set(u"edge.trusted_proxies"_s, {}).status, 200);
    QCOMPARE(RawClient(m_world.httpPort).get(host.toLatin1(), link, "GET", forwarded).status, 302);
    QCOMPARE(newestEvent(host, 3).value(u"ip"_s).toString(), u"127.0.0.1"_s);
}

void TestApiEdge::proxyHeadersTakeEffect()
{
    const QString host = u"passed.example.com"_s;
    QVERIFY(m_world.activate(host));
    const QByteArray link = m_world.mint(host);
    const auto status = [&] {
        RawClient proxy(m_world.httpPort);
        proxy.send("PROXY TCP4 198.51.100.7 192.0.2.20 56324 80\r\n");
        return proxy.get(host.toLatin1(), link, "GET", agent).status;
    };
    QCOMPARE(m_world.set(u"edge.trusted_proxies"_s, u"127.0.0.1"_s).status, 200);
    QVERIFY(status() >= 400);
    QCOMPARE(m_world.set(u"edge.proxy_protocol"_s, u"on"_s).status, 200);
    QCOMPARE(status(), 302);
    QCOMPARE(newestEvent(host, 1).value(u"ip"_s).toString(), u"198.51.100.7"_s);
    QCOMPARE(m_world.set(u"edge.proxy_protocol"_s, {}).status, 200);
    QCOMPARE(m_world.set(u"edge.trusted_proxies"_s, {}).status, 200);
}

void TestApiEdge::httpsPolicyTakesEffect()
{
    const QString host = u"policy.example.com"_s;
    QVERIFY(m_world.activate(host));
    QTRY_VERIFY(m_world.hasCertificate(host));
    const QByteArray link = m_world.mint(host);
    QCOMPARE(statusBy(host.toLatin1(), link), 302);
    QCOMPARE(m_world.set(u"edge.https_policy"_s, u"require"_s).status, 200);
    const auto moved = RawClient(m_world.httpPort).get(host.toLatin1(), link);
    QCOMPARE(moved.status, 308);
    QVERIFY(moved.field("location").startsWith("https://" + host.toLatin1()));
    RawClient secure(m_world.httpsPort);
    QVERIFY(secure.startTls(host.toLatin1()));
    QCOMPARE(secure.get(host.toLatin1(), link).status, 302);
    QCOMPARE(m_world.set(u"edge.https_policy"_s, {}).status, 200);
    QCOMPARE(statusBy(host.toLatin1(), link), 302);
}

void TestApiEdge::workersAreAsManyAsWasSetBeforeTheStart()
{
    ApiWorld world;
    EngineConfig config = ApiWorld::sandboxConfig();
    config.settings = {{u"edge.workers"_s, u"3"_s}};
    const auto workers = [&world] {
        ApiRequest request;
        request.path = u"/metrics"_s;
        return ApiWorld::send(world.door(Door::Local), request).raw.body;
    };
    QVERIFY(world.start(config));
    QVERIFY(workers().contains("\nunmta_edge_workers 3\n"));
    QCOMPARE(world.set(u"edge.workers"_s, u"1"_s).status, 200);
    QVERIFY(workers().contains("\nunmta_edge_workers 3\n"));
    world.stop();
    QVERIFY(world.start());
    QVERIFY(workers().contains("\nunmta_edge_workers 1\n"));
    QCOMPARE(world.set(u"edge.workers"_s, u"auto"_s).status, 200);
    world.stop();
    QVERIFY(world.start());
    const auto cores = QByteArray::number(std::max(1U, std::thread::hardware_concurrency()));
    QVERIFY(workers().contains("\nunmta_edge_workers " + cores + '\n'));
}

void TestApiEdge::aMovedTargetZoneIsServed()
{
    QCOMPARE(m_world.set(u"edge.target_zone"_s, u"go.example.net"_s).status, 200);
    const QString fallback = m_world.get({u"clusters"_s, m_world.cluster}).data("fallback_host").toString();
    QVERIFY(fallback.endsWith(u".go.example.net"_s));
    QCOMPARE(statusBy(fallback.toLatin1(), "/robots.txt"), 200);
    const QString name = u"moved.example.com"_s;
    QVERIFY(m_world.activate(name)); // the sandbox's DNS knows the new zone too
    QVERIFY(m_world.get(m_world.domainPath(name))
                .data("record")
                .toObject()
                .value(u"value"_s)
                .toString()
                .endsWith(u".go.example.net"_s));
    QCOMPARE(m_world.set(u"edge.target_zone"_s, {}).status, 200);
    QCOMPARE(statusBy(name.toLatin1(), "/robots.txt"), 200);
}

// The whole story of a record that goes away, within seconds.
void TestApiEdge::twoSkippedDaysDowngrade()
{
    ApiWorld world;
    QVERIFY(world.start());
    const QString name = u"track.example.com"_s;
    QVERIFY(world.activate(name, true));
    const QByteArray link = world.mint(name);
    const auto domain = [&] { return world.get(world.domainPath(name)); };
    const auto skipDay = [&] { return world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"24h"_s}}).status; };
    QCOMPARE(domain().data("default").toBool(), true);
    QTRY_VERIFY(world.hasCertificate(name));

    // A day with the right record changes nothing but the check.
    const QString firstCheck = domain().data("last_check").toObject().value(u"at"_s).toString();
    QCOMPARE(skipDay(), 200);
    QTRY_VERIFY(domain().data("last_check").toObject().value(u"at"_s).toString() != firstCheck);
    QCOMPARE(domain().data("strikes").toInt(), 0);

    QCOMPARE(world.call(Method::Delete, {u"sandbox"_s, u"dns-records"_s}, {{u"name"_s, name}}).status, 204);
    QCOMPARE(skipDay(), 200);
    QTRY_COMPARE(domain().data("strikes").toInt(), 1);
    QCOMPARE(statusOf(domain()), u"active"_s);
    QVERIFY(domain().data("downgraded_at").isNull());
    const auto downgraded = [&world] { return world.get({u"clusters"_s, world.cluster}).data("downgraded").toInt(); };
    QCOMPARE(downgraded(), 0);
    QCOMPARE(RawClient(world.httpPort).get(name.toLatin1(), link).status, 302);

    QCOMPARE(skipDay(), 200);
    QTRY_COMPARE(statusOf(domain()), u"pending"_s);
    QCOMPARE(downgraded(), 1);
    // Of one length and in UTC, so they compare as text.
    QVERIFY(domain().data("downgraded_at").toString() >=
            domain().data("last_check").toObject().value(u"at"_s).toString());
    // What is kept for its return is not in use.
    const QJsonObject certificate = domain().data("certificate").toObject();
    QCOMPARE(certificate.value(u"state"_s).toString(), u"none"_s);
    QVERIFY(certificate.value(u"not_after"_s).isNull());
    QCOMPARE(RawClient(world.httpPort).get(name.toLatin1(), link).status, 404);
    QCOMPARE(domain().data("default").toBool(), false);
    QCOMPARE(domain().data("default_on_verify").toBool(), true);
    QStringList told;
    const QJsonArray notifications = world.get({u"notifications"_s}).data().toArray();
    for (const QJsonValue &notification : notifications)
        told.prepend(notification.toObject().value(u"kind"_s).toString());
    QVERIFY2(told.contains(u"domain.warning"_s) &&
                 told.indexOf(u"domain.warning"_s) < told.indexOf(u"domain.downgraded"_s),
             qPrintable(told.join(u' ')));

    // Published again: verified by itself within the first minutes.
    QVERIFY(world.publish(name, domain().data("record").toObject().value(u"value"_s).toString()));
    QCOMPARE(world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"1h"_s}}).status, 200);
    QTRY_COMPARE(statusOf(domain()), u"active"_s);
    QTRY_VERIFY(world.hasCertificate(name));
    QCOMPARE(domain().data("default").toBool(), true);
    QVERIFY(domain().data("downgraded_at").isNull());
    QCOMPARE(RawClient(world.httpPort).get(name.toLatin1(), link).status, 302);
}

void TestApiEdge::restartKeepsEverything()
{
    ApiWorld world;
    QVERIFY(world.start());
    const QString name = u"track.example.com"_s;
    QVERIFY(world.activate(name, true));
    QTRY_VERIFY(world.hasCertificate(name));
    const QByteArray link = world.mint(name);
    const QString token = world.token({u"read"_s});
    QCOMPARE(RawClient(world.httpPort).get(name.toLatin1(), link).status, 302);
    QCOMPARE(world.post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"5h"_s}}).status, 200);
    const QStringList events = world.domainPath(name) + QStringList{u"events"_s};
    QTRY_COMPARE(world.get(events).data().toArray().size(), 1);
    const auto domain = [&] {
        QJsonObject object = world.get(world.domainPath(name)).data().toObject();
        object.remove(u"checking"_s);
        return object;
    };
    const QJsonObject before = domain();
    const QJsonValue eventsBefore = world.get(events).data();
    const QJsonValue records = world.get({u"sandbox"_s, u"dns-records"_s}).data();
    const QString epoch = world.get({u"server"_s}).data("epoch").toString();
    const QString root = world.get({u"server"_s}).data("internal_root").toString();
    const auto timeBefore = fromIso8601(world.get({u"server"_s}).data("time").toString());

    world.stop();
    QVERIFY2(world.start(), qPrintable(world.failure.code));
    QCOMPARE(domain(), before); // its certificate with the same end: none was ordered
    QCOMPARE(world.get(events).data(), eventsBefore);
    QCOMPARE(world.get({u"sandbox"_s, u"dns-records"_s}).data(), records);
    QVERIFY(world.get({u"server"_s}).data("epoch").toString() != epoch);
    QCOMPARE(world.get({u"server"_s}).data("internal_root").toString(), root);
    QVERIFY(*fromIso8601(world.get({u"server"_s}).data("time").toString()) >= *timeBefore);
    const auto transport = world.httpDoor(token);
    QCOMPARE(ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"server"_s})).status, 200);
    QCOMPARE(RawClient(world.httpPort).get(name.toLatin1(), link).status, 302);
    RawClient secure(world.httpsPort);
    QVERIFY(secure.startTls(name.toLatin1()));
}

UNMTA_TEST(TestApiEdge)

} // namespace unmta::tst_api_edge

#include "tst_api_edge.moc"
