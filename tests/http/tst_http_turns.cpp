// What is handed over in one piece: answers that leave together, and what a worker's turn leaves behind.
#include "http/HttpFixture.h"
#include "http/RawClient.h"
#include "support/TestMain.h"
#include "support/system/Host.h"
#include "support/system/Semaphore.h"

#include <QTest>

namespace unmta::tst_http_turns {

using namespace unmta::http;
using namespace unmta::test;
using namespace std::chrono_literals;

namespace {

class CountingChannel final : public ReplyChannel
{
public:
    void replyAll(std::vector<PendingReply> replies) override
    {
        ++calls;
        for (const PendingReply &pending : replies)
            bodies.append(pending.response.body);
    }

    int calls = 0;
    QByteArrayList bodies;
};

class FakeSink final : public ReplySink
{
public:
    explicit FakeSink(ReplyChannel *through)
        : m_channel(through)
    {}
    void reply(quint64, HttpResponse response) override { statuses.append(response.status); }
    [[nodiscard]] ReplyChannel *channel() override { return m_channel; }

    QList<int> statuses;

private:
    ReplyChannel *m_channel;
};

// Keeps what it is asked until the turn ends, as the edge does with events; "/hold" stops the worker meanwhile.
class Gatherer final : public HttpHandler
{
public:
    void handle(HttpRequest request, Responder responder) override
    {
        if (request.path() == "/hold") {
            held.release();
            go.acquire();
        }
        handledOn = std::this_thread::get_id();
        m_batch.add(std::move(responder), HttpResponse(200, {}, request.target));
    }
    void endTurn() override
    {
        wasElsewhere = wasElsewhere || handledOn != std::this_thread::get_id();
        sizes.append(m_batch.size());
        m_batch.send();
    }

    Semaphore held;
    Semaphore go;
    std::thread::id handledOn;
    bool wasElsewhere = false;
    QList<std::size_t> sizes;

private:
    ResponderBatch m_batch;
};

} // namespace

class TestHttpTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wakesEachChannelOnce();
    void sendsOneByOneWithoutChannel();
    void sendsWhatIsLeft();
    void answersFromAnotherThreadTogether();
    void dropsAnswersForThoseWhoHaveGone();
    void endsATurnAfterAllThatWereReady();
    void endsATurnForThoseWhoComeByAProxy();
    void seesTheEndThatCameWithARequest();
    void looksAgainAtWhatCameTooEarly();
};

void TestHttpTurns::wakesEachChannelOnce()
{
    CountingChannel first;
    CountingChannel second;
    ResponderBatch batch;
    for (int round = 1; round <= 2; ++round) {
        for (const char *body : {"a", "b", "c"}) {
            batch.add(Responder(std::make_shared<FakeSink>(&first), 1), HttpResponse(200, {}, body));
            batch.add(Responder(std::make_shared<FakeSink>(&second), 1), HttpResponse(200, {}, QByteArray(body) + '2'));
        }
        batch.add({}, HttpResponse(200, {}, "nobody's"));
        QCOMPARE(batch.size(), std::size_t(6));
        batch.send();
        QVERIFY(batch.isEmpty());
        batch.send();
        QCOMPARE(first.calls, round);
        QCOMPARE(second.calls, round);
        QCOMPARE(std::exchange(first.bodies, {}), QByteArrayList({"a", "b", "c"}));
        QCOMPARE(std::exchange(second.bodies, {}), QByteArrayList({"a2", "b2", "c2"}));
    }
}

void TestHttpTurns::sendsOneByOneWithoutChannel()
{
    const auto sink = std::make_shared<FakeSink>(nullptr);
    ResponderBatch batch;
    batch.add(Responder(sink, 1), HttpResponse(200));
    batch.add(Responder(sink, 2), HttpResponse(404));
    QVERIFY(sink->statuses.isEmpty());
    batch.send();
    QCOMPARE(sink->statuses, QList<int>({200, 404}));
}

void TestHttpTurns::sendsWhatIsLeft()
{
    const auto sink = std::make_shared<FakeSink>(nullptr);
    {
        ResponderBatch batch;
        batch.add(Responder(sink, 1), HttpResponse(200));
        ResponderBatch other;
        other.add(Responder(sink, 2), HttpResponse(404));
        batch = std::move(other);
        QCOMPARE(sink->statuses, QList<int>({200}));
    }
    QCOMPARE(sink->statuses, QList<int>({200, 404}));
}

void TestHttpTurns::answersFromAnotherThreadTogether()
{
    TestHandler handler;
    const SystemClock clock;
    HttpServer server(loopback(), handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().constFirst().port;
    // More than a worker delivers in one go.
    constexpr int count = 150;
    std::vector<std::unique_ptr<RawClient>> clients;
    ResponderBatch batch;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<RawClient>(port));
        QVERIFY(clients.back()->send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
        Responder waiting = handler.takeWaiting();
        QVERIFY(waiting.pending());
        batch.add(std::move(waiting), HttpResponse(200, {}, QByteArray::number(i)));
    }
    QCOMPARE(batch.size(), std::size_t(count));
    batch.send();
    for (int i = 0; i < count; ++i)
        QCOMPARE(clients[static_cast<std::size_t>(i)]->readReply().body, QByteArray::number(i));
    // Each connection is good for more.
    QCOMPARE(clients.front()->get("a", "/x").status, 200);
}

void TestHttpTurns::dropsAnswersForThoseWhoHaveGone()
{
    ResponderBatch batch;
    {
        TestHandler handler;
        const SystemClock clock;
        HttpServer server(loopback(), handler, clock);
        QVERIFY(server.start());
        const quint16 port = server.listeners().constFirst().port;
        RawClient gone(port);
        QVERIFY(gone.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
        batch.add(handler.takeWaiting(), HttpResponse(204));
        RawClient stays(port);
        QVERIFY(stays.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
        batch.add(handler.takeWaiting(), HttpResponse(204));
        gone.close();
        batch.send();
        QCOMPARE(stays.readReply().status, 204);
        QVERIFY(stays.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
        batch.add(handler.takeWaiting(), HttpResponse(204));
    }
    batch.send(); // to a server that is no more
    QVERIFY(batch.isEmpty());
}

void TestHttpTurns::endsATurnAfterAllThatWereReady()
{
    if (!isLinux())
        QSKIP("elsewhere each connection that wakes the worker has a turn of its own");
    Gatherer handler;
    const SystemClock clock;
    HttpServerConfig config = loopback();
    config.workers = 1;
    HttpServer server(config, handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().constFirst().port;
    constexpr int count = 20;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<RawClient>(port));
        QCOMPARE(clients.back()->get("a", "/" + QByteArray::number(i)).status, 200);
    }
    RawClient holder(port);
    QVERIFY(holder.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n"));
    handler.held.acquire();
    for (const auto &client : clients)
        QVERIFY(client->send(simpleRequest));
    handler.go.release();
    QCOMPARE(holder.readReply().body, QByteArray("/hold"));
    for (const auto &client : clients)
        QCOMPARE(client->readReply().body, QByteArray("/x"));
    server.stop(patience);
    // One for each that came alone, one for the holder, one for all who were ready when it went on.
    QCOMPARE(handler.sizes, QList<std::size_t>(count + 1, 1) + QList<std::size_t>{count});
    QVERIFY(!handler.wasElsewhere);
}

void TestHttpTurns::endsATurnForThoseWhoComeByAProxy()
{
    Gatherer handler;
    const SystemClock clock;
    HttpServerConfig config = loopback();
    config.connections.announcingPeer = [](const QByteArray &) { return true; };
    HttpServer server(config, handler, clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().constFirst().port);
    // Version 2, of the proxy's own accord, without an address.
    QVERIFY(client.send(QByteArray("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0", 16) + simpleRequest));
    QCOMPARE(client.readReply().body, QByteArray("/x"));
}

// The system tells of both at once and never again, and the first read takes the request only.
void TestHttpTurns::seesTheEndThatCameWithARequest()
{
    Gatherer handler;
    const SystemClock clock;
    HttpServerConfig config = loopback();
    config.workers = 1;
    config.timeouts.idle = 10min;
    HttpServer server(config, handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().constFirst().port;
    RawClient client(port);
    QCOMPARE(client.get("a", "/first").body, QByteArray("/first"));
    RawClient holder(port);
    QVERIFY(holder.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n"));
    handler.held.acquire();
    QVERIFY(client.send(simpleRequest));
    client.endOutput();
    handler.go.release();
    QCOMPARE(client.readReply().body, QByteArray("/x"));
    QVERIFY(client.waitForEnd());
}

// What comes while the worker does not want it, since it has enough, is read once it does.
void TestHttpTurns::looksAgainAtWhatCameTooEarly()
{
    TestHandler handler;
    const SystemClock clock;
    HttpServerConfig config = loopback();
    config.workers = 1;
    HttpServer server(config, handler, clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().constFirst().port);
    QCOMPARE(client.get("a", "/x").status, 200);
    QVERIFY(client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
    Responder waiting = handler.takeWaiting();
    QVERIFY(waiting.pending());
    // More than is read ahead of an answer.
    constexpr int count = 2000;
    QVERIFY(client.send(simpleRequest.repeated(count)));
    waiting.send(HttpResponse(204));
    QCOMPARE(client.readReply().status, 204);
    for (int i = 0; i < count; ++i)
        QCOMPARE(client.readReply().status, 200);
}

UNMTA_TEST(TestHttpTurns)

} // namespace unmta::tst_http_turns

#include "tst_http_turns.moc"
