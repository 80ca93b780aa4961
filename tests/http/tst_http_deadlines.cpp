// Every deadline of a connection, one moment before it and at it, on a clock that the test moves.
#include "http/HttpFixture.h"
#include "http/RawClient.h"
#include "support/TestMain.h"

#include <QTest>

#include <atomic>

namespace unmta::tst_http_deadlines {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace unmta::http;
using namespace unmta::test;

// Any thread. It counts who looks at it: a worker does with every sweep over its connections.
class HandClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return fromUnixMs(1'790'000'000'000); }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override
    {
        ++m_looks;
        return std::chrono::steady_clock::time_point(Millis(m_ms));
    }
    void advance(Millis by) { m_ms += by.count(); }
    [[nodiscard]] int looks() const { return m_looks; }

private:
    std::atomic<Millis::rep> m_ms = 1'000'000;
    mutable std::atomic<int> m_looks = 0;
};

namespace {

constexpr Millis Head = 50ms; // the shortest, so that a sweep comes every 10 ms
constexpr Millis Linger = 60ms;
constexpr Millis Idle = 80ms;
constexpr Millis Handshake = 90ms;
constexpr Millis Body = 100ms;
constexpr Millis Write = 300ms;

HttpServerConfig config(bool tls = false)
{
    HttpServerConfig config = loopback(tls);
    config.workers = 1;
    config.timeouts = {Handshake, Head, Body, Write, Idle, Linger};
    return config;
}

const QByteArray Big = "GET /big?30000000 HTTP/1.1\r\nHost: a\r\n\r\n"; // more than the system keeps for a socket

} // namespace

class TestHttpDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsEverSaid();
    void firstHeadRunsSinceTheStart();
    void laterHeadRunsSinceItsFirstByte();
    void idleEndsWithoutAWord();
    void bodyEarnsTime();
    void waitingForAnAnswerHasNoEnd();
    void readerEarnsTime();
    void blockedAnswerHoldsTheRestUp();
    void lingerEnds();
    void handshake();

private:
    // The server has done all that was to be done by now; without a connection it sweeps no more.
    void settle(HttpServer &server)
    {
        const int enough = m_clock.looks() + 8;
        const auto settled = [&] { return m_clock.looks() >= enough || server.stats().connectionsOpen == 0; };
        QVERIFY(QTest::qWaitFor(settled, patienceMs));
    }
    void pass(HttpServer &server, Millis by)
    {
        QTRY_COMPARE(server.stats().connectionsOpen, 1U);
        settle(server);
        m_clock.advance(by);
        settle(server);
    }
    // Open up to the last moment before `limit`, gone then.
    void endsAfter(HttpServer &server, Millis limit, quint64 timeouts)
    {
        pass(server, limit - 1ms);
        QCOMPARE(server.stats().connectionsOpen, 1U);
        QCOMPARE(server.stats().timeouts, 0U);
        pass(server, 1ms);
        QTRY_COMPARE(server.stats().connectionsOpen, 0U);
        QCOMPARE(server.stats().timeouts, timeouts);
    }
    // Nothing up to the last moment before `limit`, 408 then.
    void refusedAfter(HttpServer &server, RawClient &client, Millis limit)
    {
        pass(server, limit - 1ms);
        QCOMPARE(server.stats().timeouts, 0U);
        QVERIFY(!client.readMore(0));
        pass(server, 1ms);
        QCOMPARE(client.readReply().status, 408);
        QCOMPARE(server.stats().timeouts, 1U);
        QVERIFY(client.waitForEnd());
        client.close();
        QTRY_COMPARE(server.stats().connectionsOpen, 0U);
    }

    HandClock m_clock;
    TestHandler m_handler;
};

void TestHttpDeadlines::nothingIsEverSaid()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    endsAfter(server, Head, 1);
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.received(), ""_ba);
}

void TestHttpDeadlines::firstHeadRunsSinceTheStart()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    pass(server, 30ms);
    client.send("GET / HTTP/1.1\r\nHo");
    refusedAfter(server, client, Head - 30ms);
}

void TestHttpDeadlines::laterHeadRunsSinceItsFirstByte()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    QCOMPARE(client.get("a", "/").status, 200);
    pass(server, Idle - 1ms);
    client.send("GET / HTTP/1.1\r\nHo");
    pass(server, Head / 2);
    client.send("st"); // earns nothing
    refusedAfter(server, client, Head - Head / 2);
}

void TestHttpDeadlines::idleEndsWithoutAWord()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(client.get("a", "/").status, 200);
        pass(server, Idle - 1ms);
    }
    QCOMPARE(client.get("a", "/").status, 200);
    endsAfter(server, Idle, 0);
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.received(), ""_ba);
}

void TestHttpDeadlines::bodyEarnsTime()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n");
    for (int i = 0; i < 3; ++i) {
        pass(server, Body - 1ms);
        client.send(QByteArray(64 * 1024, 'b'));
    }
    pass(server, Body / 2);
    client.send(QByteArray(1000, 'b')); // too little to earn any
    refusedAfter(server, client, Body - Body / 2);
}

void TestHttpDeadlines::waitingForAnAnswerHasNoEnd()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    Responder waiting = m_handler.takeWaiting();
    pass(server, 1h);
    QCOMPARE(server.stats().connectionsOpen, 1U);
    waiting.send(HttpResponse(200, {}, "news"));
    QCOMPARE(client.readReply().body, "news"_ba);
    endsAfter(server, Idle, 0);
}

void TestHttpDeadlines::readerEarnsTime()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send(Big);
    qsizetype wanted = 0;
    for (int i = 0; i < 2; ++i) {
        pass(server, Write - 1ms);
        QCOMPARE(server.stats().connectionsOpen, 1U);
        wanted += 8'000'000;
        while (client.received().size() < wanted)
            QVERIFY(client.readMore(patienceMs));
    }
    endsAfter(server, Write, 1);
}

// As long as the client does not take what it has, nothing that it owes counts; then it has the whole time again.
void TestHttpDeadlines::blockedAnswerHoldsTheRestUp()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send(Big + "GET /x HT");
    pass(server, Write - 1ms);
    QCOMPARE(server.stats().connectionsOpen, 1U);
    QCOMPARE(client.readReply().body.size(), 30'000'000);
    refusedAfter(server, client, Head);
}

void TestHttpDeadlines::lingerEnds()
{
    HttpServer server(config(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("junk\r\n\r\n");
    QCOMPARE(client.readReply().status, 400);
    endsAfter(server, Linger, 0);
}

void TestHttpDeadlines::handshake()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    HttpServerConfig tls = config(true);
    tls.tls = provider;
    HttpServer server(tls, m_handler, m_clock);
    QVERIFY(server.start());
    {
        RawClient silent(server.listeners().first().port);
        endsAfter(server, Handshake, 1);
        QVERIFY(silent.waitForEnd());
    }
    // What the handshake took is not taken from the head.
    RawClient client(server.listeners().first().port);
    pass(server, Handshake - 1ms);
    QVERIFY(client.startTls("one.example"));
    pass(server, Head - 1ms);
    QCOMPARE(client.get("one.example", "/").status, 200);
}

UNMTA_TEST(TestHttpDeadlines)

} // namespace unmta::tst_http_deadlines

#include "tst_http_deadlines.moc"
