#include "http/HttpFixture.h"
#include "http/RawClient.h"
#include "http/server/ServerShared.h"
#include "http/sockets/FileLimit.h"
#include "support/TestMain.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_http_limits {

using namespace Qt::StringLiterals;
using namespace unmta::http;
using namespace unmta::test;
using namespace std::chrono_literals;

class TestHttpLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesAndCloses_data();
    void refusesAndCloses();
    void slowRequests_data();
    void slowRequests();
    void slowReaderIsCut();
    void totalLimit();
    void idleConnectionsMakeRoom();
    void addressLimit();
    void whatCountsAsOneAddress_data();
    void whatCountsAsOneAddress();
    void peersAreSpelledAlike_data();
    void peersAreSpelledAlike();
    void idleConnectionsOfTheAddressMakeRoom();
    void manyConnections();
    void newcomersAreServedDuringAFlood();
    void junkNeverShiftsAnswers();

private:
    SystemClock m_clock;
    TestHandler m_handler;
};

void TestHttpLimits::refusesAndCloses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("smuggling")
        << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc"_ba << 400;
    QTest::newRow("junk") << QByteArray("\x16\x03\x01\0\x42\xff\xff junk", 12) << 400;
    QTest::newRow("target") << "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n" << 414;
    // More than fits into any buffer on the way: the answer must still arrive.
    QTest::newRow("head") << "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(150'000, 'a') << 431;
    QTest::newRow("body") << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n" + QByteArray(100'000, 'b')
                          << 413;
    QTest::newRow("after a good one") << simpleRequest + "junk\n" << 200;
}

void TestHttpLimits::refusesAndCloses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send(bytes);
    QCOMPARE(client.readReply().status, status);
    if (status == 200)
        QCOMPARE(client.readReply().status, 400);
    client.endOutput();
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.received(), ""_ba);
    QTRY_COMPARE(server.stats().badRequests, 1U);
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

void TestHttpLimits::slowRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("never says anything") << ""_ba << 0;
    QTest::newRow("slow head") << "GET / HTTP/1.1\r\nHo"_ba << 408;
    QTest::newRow("slow body") << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nab"_ba << 408;
    QTest::newRow("slow second head") << simpleRequest + "GET" << 408;
}

void TestHttpLimits::slowRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    HttpServerConfig config = loopback();
    config.workers = 1;
    config.timeouts.head = 100min;
    config.timeouts.body = 100min;
    config.timeouts.linger = 100min;
    MovableClock clock;
    HttpServer server(config, m_handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    // The one worker answers a newcomer after it has read what was there before.
    const auto hasReadAll = [&] { return RawClient(port).get("a", "/").status == 200; };
    RawClient client(port);
    client.send(bytes);
    if (bytes.startsWith(simpleRequest))
        QCOMPARE(client.readReply().status, 200);
    QVERIFY(hasReadAll());
    // A byte now and then does not help.
    for (int i = 0; i < 3; ++i) {
        clock.advance(30min);
        if (status == 408)
            client.send("x");
        QVERIFY(hasReadAll());
    }
    QCOMPARE(server.stats().timeouts, 0U);
    clock.advance(30min);
    QCOMPARE(client.readReply(false, status == 408 ? patienceMs : 0).status, status);
    QTRY_COMPARE(server.stats().timeouts, 1U);
    // Its last wait begins when the answer has left, which the client may have read before.
    const auto isClosed = [&] {
        clock.advance(101min);
        return server.stats().connectionsOpen == 0;
    };
    QVERIFY(QTest::qWaitFor(isClosed, patienceMs));
    QVERIFY(client.waitForEnd());
}

void TestHttpLimits::slowReaderIsCut()
{
    HttpServerConfig config = loopback();
    config.timeouts.write = Millis(200);
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("GET /big?30000000 HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(server.stats().timeouts, 1U);
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

void TestHttpLimits::totalLimit()
{
    HttpServerConfig config = loopback();
    config.connections.total = 3;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(port));
        clients.back()->send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    std::array<Responder, 3> busy;
    for (Responder &responder : busy)
        responder = m_handler.takeWaiting();
    RawClient excess(port);
    const auto reply = excess.get("a", "/");
    QCOMPARE(reply.status, 503);
    QVERIFY(!reply.field("retry-after").isEmpty());
    QVERIFY(excess.waitForEnd());
    excess.close();
    for (Responder &responder : busy)
        responder.send(HttpResponse(204));
    clients.clear();
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
    QCOMPARE(RawClient(port).get("a", "/").status, 200);
    QTRY_COMPARE(server.stats().connectionsRefused, 1U);
    QCOMPARE(server.stats().connectionsShed, 0U);
}

void TestHttpLimits::idleConnectionsMakeRoom()
{
    HttpServerConfig config = loopback();
    config.workers = 1;
    config.connections.total = 4;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    RawClient served(port);
    QCOMPARE(served.get("a", "/").status, 200);
    RawClient silent(port);
    QTRY_COMPARE(server.stats().connectionsAccepted, 2U);
    RawClient slow(port);
    slow.send("GET / HT");
    QTRY_COMPARE(server.stats().connectionsAccepted, 3U);
    RawClient busy(port);
    busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    Responder waiting = m_handler.takeWaiting();
    QVERIFY(waiting.pending());
    // In the order in which they are missed: those that have never had an answer, the oldest first.
    RawClient one(port);
    QCOMPARE(one.get("a", "/").status, 200);
    QVERIFY(silent.waitForEnd());
    RawClient two(port);
    QCOMPARE(two.get("a", "/").status, 200);
    QVERIFY(slow.waitForEnd());
    QCOMPARE(served.get("a", "/").status, 200);
    RawClient three(port);
    QCOMPARE(three.get("a", "/").status, 200);
    QVERIFY(one.waitForEnd()); // quiet for longest
    QCOMPARE(server.stats().connectionsShed, 3U);
    QCOMPARE(server.stats().connectionsRefused, 0U);
    waiting.send(HttpResponse(200, {}, "done"));
    QCOMPARE(busy.readReply().body, "done"_ba);
}

void TestHttpLimits::idleConnectionsOfTheAddressMakeRoom()
{
    HttpServerConfig config = loopback();
    config.workers = 1;
    config.connections.perAddress = 2;
    config.connections.limitLoopback = true;
    config.connections.shedsByAddress = true;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    RawClient neighbour(port, "127.0.0.1", "127.0.0.2");
    QTRY_COMPARE(server.stats().connectionsAccepted, 1U);
    RawClient one(port);
    QTRY_COMPARE(server.stats().connectionsAccepted, 2U);
    RawClient two(port);
    QTRY_COMPARE(server.stats().connectionsAccepted, 3U);
    RawClient three(port);
    QCOMPARE(three.get("a", "/").status, 200);
    QVERIFY(one.waitForEnd());
    QCOMPARE(neighbour.get("a", "/").status, 200);
    QCOMPARE(two.get("a", "/").status, 200);
}

void TestHttpLimits::addressLimit()
{
    HttpServerConfig config = loopback();
    config.connections.perAddress = 2;
    config.connections.limitLoopback = true;
    config.connections.adviceOnCrowds = "ask for more";
    config.connections.unlimitedPeer = [](const QByteArray &address) { return address == "127.0.0.9"; };
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    RawClient one(port);
    RawClient two(port);
    QCOMPARE(one.get("a", "/").status, 200);
    QCOMPARE(two.get("a", "/").status, 200);
    QTest::ignoreMessage(QtWarningMsg, "connections refused, too many of one address address=127.0.0.1 limit=2 "
                                       "advice=\"ask for more\"");
    QCOMPARE(RawClient(port).get("a", "/").status, 503);
    QTest::failOnWarning(QRegularExpression(u"."_s)); // the next minute has no further line
    QCOMPARE(RawClient(port).get("a", "/").status, 503);
    QCOMPARE(RawClient(port, "127.0.0.1", "127.0.0.2").get("a", "/").status, 200);
    std::vector<std::unique_ptr<RawClient>> proxied;
    for (int i = 0; i < 5; ++i) {
        proxied.push_back(std::make_unique<RawClient>(port, "127.0.0.1", "127.0.0.9"));
        QCOMPARE(proxied.back()->get("a", "/").status, 200);
    }
}

void TestHttpLimits::whatCountsAsOneAddress_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *one, const char *other, bool same) {
        QTest::addRow("%s and %s", one, other) << QByteArray(one) << QByteArray(other) << same;
    };
    row("192.0.2.1", "192.0.2.1", true);
    row("192.0.2.1", "192.0.2.2", false);
    row("192.0.2.1", "::ffff:192.0.2.1", true);
    row("::ffff:192.0.2.1", "::ffff:192.0.2.2", false);
    row("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true);
    row("2001:db8::1", "2001:db8:0:1::1", false);
    row("fe80::1%1", "fe80::1%2", true);
    row("::192.0.2.1", "192.0.2.1", false);
}

void TestHttpLimits::whatCountsAsOneAddress()
{
    QFETCH(const QByteArray, one);
    QFETCH(const QByteArray, other);
    QFETCH(const bool, same);
    const auto keyOf = [](const QByteArray &text) {
        return AddressCounts::keyOf(asio::ip::make_address(text.toStdString()));
    };
    AddressCounts counts;
    QCOMPARE(counts.add(keyOf(one)).ofAddress, 1);
    QCOMPARE(counts.add(keyOf(other)).ofAddress, same ? 2 : 1);
}

void TestHttpLimits::peersAreSpelledAlike_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("IPv4") << "192.0.2.1"_ba
                          << "192.0.2.1"_ba;
    QTest::newRow("IPv4 as IPv6") << "::ffff:192.0.2.1"_ba
                                  << "192.0.2.1"_ba;
    QTest::newRow("IPv6") << "2001:DB8:0::1"_ba
                          << "2001:db8::1"_ba;
    QTest::newRow("with an interface") << "fe80::1%1"_ba
                                       << "fe80::1"_ba;
}

void TestHttpLimits::peersAreSpelledAlike()
{
    QFETCH(const QByteArray, address);
    QFETCH(const QByteArray, text);
    QCOMPARE(peerText(asio::ip::make_address(address.toStdString())), text);
}

void TestHttpLimits::manyConnections()
{
    raiseFileLimit();
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 1500; ++i) {
        slow.push_back(std::make_unique<RawClient>(port));
        QVERIFY(slow.back()->connected());
        slow.back()->send("GET / HTTP/1.1\r\nHos");
    }
    RawClient quick(port);
    for (int i = 0; i < 200; ++i)
        QCOMPARE(quick.get("a", "/").status, 200);
    for (const auto &client : slow)
        client->send("t: a\r\n\r\n");
    for (const auto &client : slow)
        QCOMPARE(client->readReply().status, 200);
}

// Clients that ask without end and read nothing keep nobody else waiting.
void TestHttpLimits::newcomersAreServedDuringAFlood()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    std::vector<std::unique_ptr<RawClient>> flood;
    for (int i = 0; i < 100; ++i) {
        flood.push_back(std::make_unique<RawClient>(port));
        flood.back()->socket().setSendTimeout(1);
        flood.back()->send(simpleRequest.repeated(10'000));
    }
    for (int i = 0; i < 20; ++i)
        QCOMPARE(RawClient(port).get("a", "/").status, 200);
}

// Between two good requests comes a damaged one. Whatever becomes of it, the first answer belongs to the first request,
// nothing stands after a refusal, and the connection ends.
void TestHttpLimits::junkNeverShiftsAnswers()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    const QByteArray seed = "POST /mid?q HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\nX-A: b\r\n\r\nabc";
    QRandomGenerator random(20261124);
    for (int round = 0; round < 500; ++round) {
        QByteArray damaged = seed;
        for (int change = random.bounded(1, 5); change > 0; --change) {
            const qsizetype at = random.bounded(static_cast<int>(damaged.size()));
            if (random.bounded(2) == 0)
                damaged[at] = static_cast<char>(random.bounded(256));
            else
                damaged.insert(at, "\r\n :,;\t\0"[random.bounded(8)]);
        }
        RawClient client(port);
        client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n" + damaged +
                    "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        client.endOutput();
        QCOMPARE(client.readReply().body, "GET /first "_ba);
        QVERIFY(client.waitForEnd());
        const QByteArray rest = client.received();
        const qsizetype refusal = rest.indexOf("HTTP/1.1 4");
        const qsizetype last = rest.indexOf("GET /last ");
        QVERIFY2(refusal < 0 || last < 0 || last < refusal, damaged.toHex().constData());
        QVERIFY2(rest.count("HTTP/1.1 ") <= 2, damaged.toHex().constData());
    }
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

UNMTA_TEST(TestHttpLimits)

} // namespace unmta::tst_http_limits

#include "tst_http_limits.moc"
