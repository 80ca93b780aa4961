// A nonce asked for at our own addresses: what comes back from our edge, from others, and from nobody.
#include "ProbeWorld.h"

#include "assembly/ports/ReachAnswer.h"
#include "support/TestMain.h"

#include <QElapsedTimer>

namespace unmta::tst_reach_probe {

using namespace Qt::StringLiterals;
using namespace unmta::test;
using Outcome = ReachSeen::Outcome;
using Manner = Stranger::Manner;

namespace {

const QString here = u"127.0.0.1"_s;

void bothSchemes()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

} // namespace

class TestReachProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ourEdgeIsReached_data() { bothSchemes(); }
    void ourEdgeIsReached();
    void nobodyListens_data() { bothSchemes(); }
    void nobodyListens();
    void somebodyKeepsSilent_data() { bothSchemes(); }
    void somebodyKeepsSilent();
    void strangers_data();
    void strangers();
    void anEdgeThatKnowsNothingOfIt_data() { bothSchemes(); }
    void anEdgeThatKnowsNothingOfIt();
    void eachAddressHasItsOwnAnswer();
    void addressesOfNobodyElseAreNotAsked();
    void whatConnectionsSay_data();
    void whatConnectionsSay();
    void theTimeIsUp();
    void nothingComesAfterTheEnd();
    void twoAtOnceDoNotDisturbEachOther();
    void theHostStaysAStrangerToEverythingElse();
};

void TestReachProbe::ourEdgeIsReached()
{
    QFETCH(bool, tls);
    ProbeWorld world;
    const auto probes = world.probes(world.port(tls));
    const auto seen = ProbeWorld::reach(*probes, {here}, tls);
    QVERIFY(seen && seen->size() == 1);
    QVERIFY2(seen->first().outcome == Outcome::Reached, qPrintable(seen->first().detail));
    QCOMPARE(seen->first().address, here);
    QCOMPARE(seen->first().port, int(world.port(tls)));
    QVERIFY(!world.shines(ProbeWorld::host().toLatin1()));

    // What it leaves behind is a challenge that was answered, and nothing of a recipient.
    const edge::EdgeStats stats = world.edge.stats();
    for (std::size_t i = 0; i < edge::edgeOutcomeCount; ++i)
        QCOMPARE(stats.requests[i], quint64(i == static_cast<std::size_t>(edge::EdgeOutcome::Challenge) ? 1 : 0));
    QCOMPARE(world.events.recorded, 0);
}

void TestReachProbe::nobodyListens()
{
    QFETCH(bool, tls);
    ProbeWorld world;
    const auto probes = world.probes(takePort());
    const auto seen = ProbeWorld::reach(*probes, {here}, tls);
    QVERIFY(seen && seen->size() == 1);
    QVERIFY2(seen->first().outcome == Outcome::Refused, qPrintable(seen->first().detail));
    QVERIFY(!world.shines(ProbeWorld::host().toLatin1()));
}

void TestReachProbe::somebodyKeepsSilent()
{
    QFETCH(bool, tls);
    ProbeWorld world;
    const Stranger stranger(Manner::KeepsSilent);
    const auto probes = world.probes(stranger.serverPort(), 1s);
    std::optional<QList<ReachSeen>> seen;
    probes->reach(ProbeWorld::host(), {here}, tls, [&seen](const QList<ReachSeen> &told) { seen = told; });
    QVERIFY(world.shines(ProbeWorld::host().toLatin1()));
    QTRY_VERIFY(seen);
    QCOMPARE(seen->first().outcome, Outcome::Silent);
    QVERIFY(!world.shines(ProbeWorld::host().toLatin1()));
}

void TestReachProbe::strangers_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<Manner>("manner");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("speaksFirst");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("detail"); // how it begins
    const QByteArray missing =
        "HTTP/1.1 404 Not Found\r\nServer: nginx/1.22.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nnever";
    QTest::newRow("another server") << false << Manner::Answers << missing << false << Outcome::Foreign
                                    << u"404 nginx/1.22.1"_s;
    QTest::newRow("one that answers everything")
        << false << Manner::Answers << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"_ba << false << Outcome::Foreign
        << u"200"_s;
    QTest::newRow("one that leads to https")
        << false << Manner::Answers
        << "HTTP/1.1 301 Moved\r\nServer: Caddy\r\nLocation: https://a.example/\r\nContent-Length: 0\r\n\r\n"_ba
        << false << Outcome::Foreign << u"301 Caddy"_s;
    QTest::newRow("one that writes to our terminal")
        << false << Manner::Answers
        << "HTTP/1.1 200 OK\r\nServer: a\x1b[2J"_ba + QByteArray(500, 'b') + "\r\nContent-Length: 0\r\n\r\n"
        << false << Outcome::Foreign << u"200 a\\x1b[2J"_s;
    QTest::newRow("one that speaks something else")
        << false << Manner::Answers << "SSH-2.0-OpenSSH_9.2\r\n"_ba << true << Outcome::Foreign << QString();
    QTest::newRow("one that hangs up") << false << Manner::HangsUp << QByteArray() << false << Outcome::Broken
                                       << QString();
    QTest::newRow("https: http without TLS")
        << true << Manner::Answers << missing << false << Outcome::Foreign << QString();
    QTest::newRow("https: one that hangs up")
        << true << Manner::HangsUp << QByteArray() << false << Outcome::Broken << QString();
}

void TestReachProbe::strangers()
{
    QFETCH(bool, tls);
    QFETCH(Manner, manner);
    QFETCH(QByteArray, answer);
    QFETCH(bool, speaksFirst);
    QFETCH(Outcome, outcome);
    QFETCH(QString, detail);
    ProbeWorld world;
    const Stranger stranger(manner, answer, speaksFirst);
    const auto probes = world.probes(stranger.serverPort());
    const auto seen = ProbeWorld::reach(*probes, {here}, tls);
    QVERIFY(seen && seen->size() == 1);
    const ReachSeen &first = seen->first();
    QVERIFY2(first.outcome == outcome, qPrintable(first.detail));
    QVERIFY2(first.detail.startsWith(detail) && !first.detail.isEmpty(), qPrintable(first.detail));
    QVERIFY2(first.detail.size() <= 300, qPrintable(first.detail));
}

// As behind a load balancer that sends the probe to another engine.
void TestReachProbe::anEdgeThatKnowsNothingOfIt()
{
    QFETCH(bool, tls);
    ProbeWorld world;
    ProbeWorld other;
    const auto probes = world.probes(other.port(tls));
    const auto seen = ProbeWorld::reach(*probes, {here}, tls);
    QVERIFY(seen && seen->size() == 1);
    QCOMPARE(seen->first().outcome, Outcome::Foreign);
    QVERIFY2(tls ? seen->first().detail.contains(u"unrecognized"_s) : seen->first().detail == u"404"_s,
             qPrintable(seen->first().detail));
}

void TestReachProbe::eachAddressHasItsOwnAnswer()
{
    ProbeWorld world;
    const auto probes = world.probes(world.port(false));
    const auto seen = ProbeWorld::reach(*probes, {u"127.0.0.2"_s, u"localhost"_s, here, u"::1"_s}, false);
    QVERIFY(seen && seen->size() == 4);
    QCOMPARE(seen->at(0).outcome, Outcome::Refused);
    // A name is no address, whatever it leads to.
    QCOMPARE(seen->at(1).outcome, Outcome::NoRoute);
    QCOMPARE(seen->at(2).outcome, Outcome::Reached);
    QVERIFY(seen->at(3).outcome == Outcome::Refused || seen->at(3).outcome == Outcome::NoRoute);
    QCOMPARE(seen->at(3).address, u"::1"_s);

    const auto none = ProbeWorld::reach(*probes, {}, false);
    QVERIFY(none && none->isEmpty());
}

// Whoever writes the zone must not have us ask what a computer offers to itself alone; 0.0.0.0 would be this one.
void TestReachProbe::addressesOfNobodyElseAreNotAsked()
{
    ProbeWorld world;
    const auto probes = world.probes(world.port(false));
    const QStringList inner{u"0.0.0.0"_s,         u"::"_s,      u"::ffff:0.0.0.0"_s, u"169.254.77.77"_s,
                            u"255.255.255.255"_s, u"fe80::1"_s, u"224.0.0.1"_s,      u"ff02::1"_s};
    const auto seen = ProbeWorld::reach(*probes, inner, false);
    QVERIFY(seen);
    QCOMPARE(seen->size(), inner.size());
    for (const ReachSeen &each : *seen) {
        QVERIFY2(each.outcome == Outcome::NoRoute && each.detail.contains(u"others"_s),
                 qPrintable(each.address + u' ' + each.detail));
    }
}

void TestReachProbe::whatConnectionsSay_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("refused") << u"outbound.connect"_s << u"refused"_s << Outcome::Refused;
    QTest::newRow("no route") << u"outbound.connect"_s << u"no_route"_s << Outcome::NoRoute;
    QTest::newRow("forbidden by a firewall here") << u"outbound.connect"_s << QString() << Outcome::NoRoute;
    QTest::newRow("silent") << u"outbound.timeout"_s << QString() << Outcome::Silent;
    QTest::newRow("too much") << u"outbound.too_large"_s << QString() << Outcome::Foreign;
    QTest::newRow("cut") << u"outbound.broken"_s << u"closed"_s << Outcome::Broken;
}

void TestReachProbe::whatConnectionsSay()
{
    QFETCH(QString, code);
    QFETCH(QString, cause);
    Error error(code, {}, {{u"cause"_s, cause}}, u"the system's words"_s);
    const ReachSeen seen = reachSeen(error, "nonce");
    QTEST(seen.outcome, "outcome");
    QCOMPARE(seen.detail, u"the system's words"_s);
}

void TestReachProbe::theTimeIsUp()
{
    ProbeWorld world;
    SilentWorker worker;
    const auto probes = world.probes(80, 200ms, &worker);
    const auto seen = ProbeWorld::reach(*probes, {here, u"192.0.2.1"_s}, true);
    QVERIFY(seen && seen->size() == 2);
    QCOMPARE(worker.calls, 2);
    for (const ReachSeen &one : *seen)
        QCOMPARE(one.outcome, Outcome::Silent);
    QVERIFY(!world.shines(ProbeWorld::host().toLatin1()));
}

void TestReachProbe::nothingComesAfterTheEnd()
{
    ProbeWorld world;
    int told = 0;
    auto probes = world.probes(world.port(false));
    probes->reach(ProbeWorld::host(), {here}, false, [&told](const QList<ReachSeen> &) { ++told; });
    QVERIFY(world.shines(ProbeWorld::host().toLatin1()));
    probes.reset();
    QVERIFY(!world.shines(ProbeWorld::host().toLatin1()));
    // The worker goes on: it has fetched something by then, and nobody is told.
    QTRY_VERIFY(world.edge.stats().http.connectionsOpen == 0 &&
                world.edge.stats().requests != decltype(edge::EdgeStats::requests){});
    QTest::qWait(0);
    QCOMPARE(told, 0);
}

void TestReachProbe::twoAtOnceDoNotDisturbEachOther()
{
    ProbeWorld world;
    const QByteArray host = ProbeWorld::host().toLatin1();
    {
        ProbeBeacon beacon(world.services.publisher, world.clock, world.random);
        const auto first = beacon.light(ProbeWorld::host(), true);
        const auto second = beacon.light(ProbeWorld::host(), true);
        QVERIFY(first && second);
        QVERIFY(first->token != second->token && first->nonce != second->nonce &&
                first->token.toLatin1() != first->nonce);
        QVERIFY(first->nonce.size() >= 32);
        const auto answer = [&](const ProbeBeacon::Light &light) {
            return world.services.snapshots.current()->challenge(host, light.token.toLatin1());
        };
        beacon.putOut(*first);
        beacon.putOut(*first);
        QCOMPARE(answer(*first), QByteArray());
        QCOMPARE(answer(*second), second->nonce);
        QVERIFY(world.services.snapshots.current()->probe(host));
        beacon.putOut(*second);
        QVERIFY(!world.services.snapshots.current()->probe(host));
    }
    const auto probes = world.probes(world.port(true));
    QList<Outcome> outcomes;
    for (int i = 0; i < 2; ++i) {
        probes->reach(ProbeWorld::host(), {here}, true,
                      [&outcomes](const QList<ReachSeen> &seen) { outcomes << seen.first().outcome; });
    }
    QTRY_COMPARE(outcomes.size(), 2);
    QCOMPARE(outcomes, (QList<Outcome>{Outcome::Reached, Outcome::Reached}));
}

// While it is asked for, it is a host for nobody: not in the list, and a host with a certificate keeps its own.
void TestReachProbe::theHostStaysAStrangerToEverythingElse()
{
    ProbeWorld world;
    ServiceHarness &h = world.services;
    const QString name = u"track.example.com"_s;
    ProbeBeacon beacon(h.publisher, world.clock, world.random);
    const auto light = beacon.light(name, true);
    QVERIFY(light);
    QVERIFY(!h.isServed("track.example.com"));
    QVERIFY(!h.snapshots.current()->host("track.example.com"));
    h.activate(name);
    QVERIFY(h.isServed("track.example.com"));
    QVERIFY(h.settings.update({{u"edge.target_zone"_s, u"other.example.net"_s}}));
    QVERIFY(h.snapshots.current()->probe("track.example.com"));
    beacon.putOut(*light);
    QVERIFY(h.isServed("track.example.com"));
    QVERIFY(!h.snapshots.current()->host("track.example.com")->certificate);
}

UNMTA_TEST(TestReachProbe)

} // namespace unmta::tst_reach_probe

#include "tst_reach_probe.moc"
