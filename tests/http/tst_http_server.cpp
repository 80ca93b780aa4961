#include "http/HttpFixture.h"
#include "http/RawClient.h"
#include "support/TestMain.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace unmta::tst_http_server {

using namespace Qt::StringLiterals;
using namespace unmta::http;
using namespace unmta::test;
using namespace std::chrono_literals;

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsAlive();
    void writesHead();
    void refusedHeaderInjection();
    void pipelinedAnswersKeepTheirOrder();
    void manyPipelinedRequests();
    void pipelinedBehindABlockedAnswer();
    void answersLaterFromAnotherThread();
    void longPollOutlivesIdleTimeout();
    void unansweredIs500();
    void answeringAGoneConnectionIsHarmless();
    void answeringAfterTheServerIsHarmless();
    void halfClosedClientIsAnswered();
    void lateBytesOfAClosingClientResetNothing();
    void continuesAfterExpect();
    void bigAnswerArrives();
    void bindErrors();
    void portHeldWithReusePortIsFound();
    void programsThatAreStartedHoldNoPort();
    void oneAcceptorServesAllWorkers();
    void reloadChangesListeners();
    void drainFinishesWhatIsUnderWay();
    void drainAnswersWhoeverIsOpen();
    void drainLetsKeptConnectionsAskOnce();
    void windingDownServesNewcomers();

private:
    SystemClock m_clock;
    TestHandler m_handler;
};

void TestHttpServer::answersAndKeepsAlive()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    for (int i = 0; i < 3; ++i) {
        const auto reply = client.get("a", "/hello?" + QByteArray::number(i));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, "GET /hello?" + QByteArray::number(i) + ' ');
        QCOMPARE(reply.field("x-peer"), "127.0.0.1"_ba);
        QVERIFY(reply.field("connection").isEmpty());
        QVERIFY(reply.field("date").endsWith("GMT"));
    }
    client.send(
        "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
    const auto last = client.readReply();
    QCOMPARE(last.body, "POST /p hi"_ba);
    QCOMPARE(last.field("connection"), "close"_ba);
    QVERIFY(client.waitForEnd());
    QTRY_COMPARE(server.stats().requests, 4U);
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

void TestHttpServer::writesHead()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    const auto reply = client.get("a", "/h", "HEAD");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("content-length"), "8"_ba);
    // The next answer stands right behind the head.
    QCOMPARE(client.get("a", "/i").body, "GET /i "_ba);
}

void TestHttpServer::refusedHeaderInjection()
{
    HttpHeaders headers;
    QVERIFY(!headers.add("Location", "http://a/\r\nSet-Cookie: x"));
    QVERIFY(!headers.add("Loc\nation", "x"));
    QVERIFY(!headers.add("X", QByteArrayView("a\0b", 3)));
    QVERIFY(headers.isEmpty());
    QVERIFY(headers.set("X", "1"));
    QVERIFY(headers.set("x", "2"));
    QCOMPARE(headers.wireText(), "x: 2\r\n"_ba);
}

void TestHttpServer::pipelinedAnswersKeepTheirOrder()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /later HTTP/1.1\r\nHost: "
                "a\r\n\r\nGET /4 HTTP/1.1\r\nHost: a\r\n\r\n");
    Responder first = m_handler.takeWaiting();
    QVERIFY(first.pending());
    QVERIFY(!client.readMore(50));
    first.send(HttpResponse(200, {}, "one"));
    QCOMPARE(client.readReply().body, "one"_ba);
    QCOMPARE(client.readReply().body, "GET /2 "_ba);
    m_handler.takeWaiting().send(HttpResponse(200, {}, "three"));
    QCOMPARE(client.readReply().body, "three"_ba);
    QCOMPARE(client.readReply().body, "GET /4 "_ba);
}

void TestHttpServer::manyPipelinedRequests()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    constexpr int count = 5000;
    std::thread sender([&] { client.send(simpleRequest.repeated(count)); });
    for (int i = 0; i < count; ++i) {
        if (client.readReply().status != 200) {
            QTest::qFail("answer missing", __FILE__, __LINE__);
            break;
        }
    }
    sender.join();
}

// The client sends all it has, waits until the server can write no more, and only then reads: nothing that it sends
// later would remind the server of what it has put by.
void TestHttpServer::pipelinedBehindABlockedAnswer()
{
    HttpServerConfig config = loopback();
    config.workers = 1;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    constexpr int count = 300;
    client.send(QByteArray("GET /big?100000 HTTP/1.1\r\nHost: a\r\n\r\n").repeated(count));
    QTRY_VERIFY(server.stats().requests > 1);
    for (int i = 0; i < count; ++i)
        QCOMPARE(client.readReply().body.size(), 100'000);
}

void TestHttpServer::answersLaterFromAnotherThread()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.listeners().first().port));
        clients.back()->send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    for (int i = 0; i < 50; ++i)
        m_handler.takeWaiting().send(HttpResponse(204));
    for (const auto &client : clients) {
        const auto reply = client->readReply();
        QCOMPARE(reply.status, 204);
        QVERIFY(reply.field("content-length").isEmpty());
    }
}

void TestHttpServer::longPollOutlivesIdleTimeout()
{
    HttpServerConfig config = loopback();
    config.workers = 1;
    MovableClock clock;
    HttpServer server(config, m_handler, clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    Responder waiting = m_handler.takeWaiting();
    RawClient idle(server.listeners().first().port);
    QCOMPARE(idle.get("a", "/").status, 200);
    // The sweep that ends the one spares the other.
    QTRY_VERIFY((clock.advance(24h), idle.waitForEnd(100)));
    QVERIFY(!client.readMore(0));
    waiting.send(HttpResponse(200, {}, "news"));
    QCOMPARE(client.readReply().body, "news"_ba);
    // And once answered, the connection is idle like any other.
    QTRY_VERIFY((clock.advance(24h), client.waitForEnd(100)));
}

void TestHttpServer::unansweredIs500()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    QTest::ignoreMessage(QtCriticalMsg, "handler failed error=\"broken\"");
    RawClient client(server.listeners().first().port);
    QCOMPARE(client.get("a", "/forgotten").status, 500);
    QCOMPARE(client.get("a", "/broken").status, 500);
    QCOMPARE(client.get("a", "/fine").status, 200);
}

void TestHttpServer::answeringAGoneConnectionIsHarmless()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    {
        RawClient client(server.listeners().first().port);
        client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        client.socket().resetAtEnd();
        QTRY_COMPARE(server.stats().requests, 1U);
    }
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
    m_handler.takeWaiting().send(HttpResponse(200));
    QCOMPARE(RawClient(server.listeners().first().port).get("a", "/").status, 200);
}

void TestHttpServer::answeringAfterTheServerIsHarmless()
{
    auto server = std::make_unique<HttpServer>(loopback(), m_handler, m_clock);
    QVERIFY(server->start());
    RawClient client(server->listeners().first().port);
    client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    Responder waiting = m_handler.takeWaiting();
    server.reset();
    QVERIFY(client.waitForEnd());
    waiting.send(HttpResponse(200));
}

// A client that has asked for the end is not listened to any more; what it sends all the same must not cost it its
// answer.
void TestHttpServer::lateBytesOfAClosingClientResetNothing()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    QVERIFY(client.send("GET /later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    Responder waiting = m_handler.takeWaiting();
    QVERIFY(waiting.pending());
    QVERIFY(client.send("\r\n"));
    waiting.send(HttpResponse(200, {}, "answer"));
    QCOMPARE(client.readReply().body, "answer"_ba);
    QVERIFY(client.socket().waitForInput(patienceMs));
    char byte = 0;
    QCOMPARE(client.socket().receive(&byte, 1), 0); // an end, and no reset
}

void TestHttpServer::halfClosedClientIsAnswered()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    client.endOutput();
    m_handler.takeWaiting().send(HttpResponse(200, {}, "one"));
    QCOMPARE(client.readReply().body, "one"_ba);
    QCOMPARE(client.readReply().body, "GET /2 "_ba);
    QVERIFY(client.waitForEnd());
}

void TestHttpServer::continuesAfterExpect()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QCOMPARE(client.readReply().status, 100);
    client.send("ok");
    QCOMPARE(client.readReply().body, "POST /e ok"_ba);
}

void TestHttpServer::bigAnswerArrives()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    QCOMPARE(client.get("a", "/big?20000000").body.size(), 20'000'000);
    QCOMPARE(client.get("a", "/x").status, 200);
}

void TestHttpServer::bindErrors()
{
    HttpServer first(loopback(), m_handler, m_clock);
    QVERIFY(first.start());
    const quint16 port = first.listeners().first().port;

    HttpServerConfig config = loopback();
    config.listeners = {{u"127.0.0.1"_s, port, false}};
    HttpServer second(config, m_handler, m_clock);
    const auto taken = second.start();
    QVERIFY(!taken.ok());
    QCOMPARE(taken.error().code, u"http.port_in_use"_s);
    QCOMPARE(taken.error().context.value(u"port"_s), QString::number(port));
    QCOMPARE(taken.error().context.value(u"address"_s), u"127.0.0.1"_s);

    config.listeners = {{u"not an address"_s, 0, false}};
    QCOMPARE(HttpServer(config, m_handler, m_clock).start().error().code, u"http.bad_address"_s);
    config.listeners = {{u"192.0.2.1"_s, 0, false}};
    QCOMPARE(HttpServer(config, m_handler, m_clock).start().error().code, u"http.address_unavailable"_s);
    config.listeners = {{u"127.0.0.1"_s, 0, true}};
    QCOMPARE(HttpServer(config, m_handler, m_clock).start().error().code, u"http.no_tls_context"_s);
}

void TestHttpServer::portHeldWithReusePortIsFound()
{
    // Another program that would share its port, as a second engine would.
    const SharingListener other;
    if (other.port() == 0)
        QSKIP("ports are not shared here");
    HttpServerConfig config = loopback();
    config.listeners = {{u"127.0.0.1"_s, other.port(), false}};
    const auto result = HttpServer(config, m_handler, m_clock).start();
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, u"http.port_in_use"_s);
}

// A console starts a sandbox, a browser, a mail program: what they inherit would stay bound for as long as they run.
void TestHttpServer::programsThatAreStartedHoldNoPort()
{
    if (QStandardPaths::findExecutable(u"cat"_s).isEmpty())
        QSKIP("there is no program here that only waits");
    QProcess program;
    quint16 port = 0;
    {
        HttpServer server(loopback(), m_handler, m_clock);
        QVERIFY(server.start());
        port = server.listeners().first().port;
        program.start(u"cat"_s, {});
        QVERIFY(program.waitForStarted());
    }
    HttpListener again = loopback().listeners.first();
    again.port = port;
    HttpServerConfig config = loopback();
    config.listeners = {again};
    HttpServer next(config, m_handler, m_clock);
    QVERIFY(next.start());
    QCOMPARE(RawClient(port).get("a", "/").status, 200);
    program.closeWriteChannel();
    QVERIFY(program.waitForFinished());
}

void TestHttpServer::oneAcceptorServesAllWorkers()
{
    HttpServerConfig config = loopback();
    config.reusePort = false;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(RawClient(server.listeners().first().port).get("a", "/").status, 200);
}

void TestHttpServer::reloadChangesListeners()
{
    HttpServerConfig config = loopback();
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 before = server.listeners().first().port;
    RawClient kept(before);
    QCOMPARE(kept.get("a", "/").status, 200);

    config.listeners = {{u"127.0.0.2"_s, 0, false}};
    config.limits.bodyBytes = 3;
    QVERIFY(server.reload(config));
    const quint16 after = server.listeners().first().port;
    RawClient fresh(after, "127.0.0.2");
    fresh.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd");
    QCOMPARE(fresh.readReply().status, 413);
    QTRY_VERIFY(!RawClient(before).connected());
    QCOMPARE(kept.get("a", "/").status, 200);

    // A failing reload leaves everything as it was.
    config.listeners = {{u"192.0.2.1"_s, 0, false}};
    QCOMPARE(server.reload(config).error().code, u"http.address_unavailable"_s);
    QCOMPARE(RawClient(after, "127.0.0.2").get("a", "/").status, 200);
}

void TestHttpServer::drainFinishesWhatIsUnderWay()
{
    HttpServer server(loopback(), m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    RawClient idle(port);
    QCOMPARE(idle.get("a", "/").status, 200);
    RawClient busy(port);
    busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    Responder waiting = m_handler.takeWaiting();
    QVERIFY(waiting.pending());
    server.drain();
    QVERIFY(idle.waitForEnd());
    QTRY_VERIFY(!RawClient(port).connected());
    std::thread stopper([&] { server.stop(patience); });
    waiting.send(HttpResponse(200, {}, "done"));
    const auto reply = busy.readReply();
    busy.close();
    stopper.join();
    QCOMPARE(reply.body, "done"_ba);
    QCOMPARE(reply.field("connection"), "close"_ba);
}

void TestHttpServer::drainAnswersWhoeverIsOpen()
{
    HttpServerConfig config = loopback(true);
    config.listeners.append({u"127.0.0.1"_s, 0, false});
    const auto provider = std::make_shared<TestProvider>();
    provider->add("a.example");
    config.tls = provider;
    MovableClock clock;
    HttpServer server(config, m_handler, clock);
    QVERIFY(server.start());
    const quint16 tlsPort = server.listeners().first().port;
    const quint16 port = server.listeners().last().port;
    RawClient plain(port);
    RawClient encrypted(tlsPort);
    RawClient established(tlsPort);
    QVERIFY(established.startTls("a.example"));
    RawClient half(port);
    half.send("GET /half HTT");
    RawClient silent(port);
    QTRY_COMPARE(server.stats().connectionsAccepted, 5U);
    server.drain();
    QTRY_VERIFY(!RawClient(port).connected() && !RawClient(tlsPort).connected());

    half.send("P/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(half.readReply().body, "GET /half "_ba);
    const auto reply = plain.get("a", "/");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("connection"), "close"_ba);
    QCOMPARE(established.get("a.example", "/").status, 200);
    QVERIFY(encrypted.startTls("a.example"));
    QCOMPARE(encrypted.get("a.example", "/").status, 200);
    for (RawClient *client : {&half, &plain, &established, &encrypted})
        client->close();
    // Who says nothing is waited for, but not for long.
    QTRY_COMPARE(server.stats().connectionsOpen, 1U);
    clock.advance(4s);
    QVERIFY(!silent.waitForEnd(300));
    clock.advance(2s);
    QVERIFY(silent.waitForEnd());
}

// A client that works with its connection has a request on the way; the drain does not meet it.
void TestHttpServer::drainLetsKeptConnectionsAskOnce()
{
    HttpServerConfig config = loopback();
    config.workers = 1;
    config.timeouts.drainIdle = 5s;
    MovableClock clock;
    HttpServer server(config, m_handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    std::array<RawClient, 3> clients{RawClient(port), RawClient(port), RawClient(port)};
    for (RawClient &client : clients)
        QCOMPARE(client.get("a", "/").status, 200);
    auto &[busy, slow, idle] = clients;
    server.drain();
    QTRY_VERIFY(!RawClient(port).connected());
    slow.send("GET /slow HTTP/1.1\r\n");
    const auto reply = busy.get("a", "/busy");
    QCOMPARE(reply.body, "GET /busy "_ba);
    QCOMPARE(reply.field("connection"), "close"_ba);
    busy.close();
    QTRY_COMPARE(server.stats().connectionsOpen, 2U);
    clock.advance(4s);
    QVERIFY(!idle.waitForEnd(300));
    clock.advance(1s);
    QVERIFY(idle.waitForEnd());
    QVERIFY(idle.received().isEmpty());
    // Who has begun has the time that a request has.
    slow.send("Host: a\r\n\r\n");
    QCOMPARE(slow.readReply().body, "GET /slow "_ba);
}

// Who was there has their time; who comes meanwhile is served all the same, and has little.
void TestHttpServer::windingDownServesNewcomers()
{
    HttpServerConfig config = loopback();
    config.workers = 1;
    config.timeouts.drain = 60s;
    config.timeouts.head = 60s;
    MovableClock clock;
    HttpServer server(config, m_handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    RawClient older(port);
    older.send("GET /older HTT");
    QTRY_COMPARE(server.stats().connectionsOpen, 1U);
    QVERIFY(!server.hasOlder()); // than nothing
    server.windDown();
    QVERIFY(server.hasOlder());
    RawClient newcomer(port);
    const auto reply = newcomer.get("a", "/");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("connection"), "close"_ba);
    RawClient silent(port);
    QTRY_COMPARE(server.stats().connectionsAccepted, 3U);
    clock.advance(3s);
    QVERIFY(silent.waitForEnd());
    QVERIFY(server.hasOlder());
    older.send("P/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(older.readReply().body, "GET /older "_ba);
    older.close();
    QTRY_VERIFY(!server.hasOlder());
    QVERIFY(RawClient(port).connected());
    server.drain();
    QTRY_VERIFY(!RawClient(port).connected());
}

UNMTA_TEST(TestHttpServer)

} // namespace unmta::tst_http_server

#include "tst_http_server.moc"
