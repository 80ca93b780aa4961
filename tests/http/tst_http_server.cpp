#include "http/HttpServer.h"
#include "http/HttpWriter.h"
#include "http/RawClient.h"
#include "http/TestCertificate.h"

#include <QTest>

#include <condition_variable>

using namespace Qt::StringLiterals;
using namespace unmta;
using namespace unmta::http;
using unmta::test::RawClient;

namespace {

// Echoes what the test wants to see, keeps "/later" until told, forgets "/forgotten", throws on "/broken".
class TestHandler final : public HttpHandler
{
public:
    void handle(HttpRequest request, Responder responder) override
    {
        const QByteArray path = request.path().toByteArray();
        if (path == "/later") {
            const std::lock_guard lock(m_mutex);
            m_waiting.push_back(std::move(responder));
            m_changed.notify_all();
        } else if (path == "/broken") {
            throw std::runtime_error("broken");
        } else if (path == "/big") {
            responder.send(HttpResponse(200, {}, QByteArray(request.query().toInt(), 'b')));
        } else if (path != "/forgotten") {
            HttpResponse response(200);
            response.headers.add("X-Peer", request.peerAddress);
            response.headers.add("X-Sni", request.sniHost);
            response.body = request.method + ' ' + request.target + ' ' + request.body;
            responder.send(std::move(response));
        }
    }
    // The next request for "/later", or an empty responder after five seconds.
    Responder takeWaiting()
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, std::chrono::seconds(5), [this] { return !m_waiting.empty(); }))
            return {};
        Responder first = std::move(m_waiting.front());
        m_waiting.pop_front();
        return first;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Responder> m_waiting;
};

class TestProvider final : public TlsContextProvider
{
public:
    std::shared_ptr<SSL_CTX> contextFor(const QByteArray &sniHost) override
    {
        const std::lock_guard lock(m_mutex);
        return m_contexts.value(sniHost);
    }
    void add(const QByteArray &host)
    {
        const auto certificate = test::makeCertificate(host);
        auto context = makeTlsContext(certificate.chainPem, certificate.keyPem);
        const std::lock_guard lock(m_mutex);
        m_contexts.insert(host, context.value());
    }
    void remove(const QByteArray &host)
    {
        const std::lock_guard lock(m_mutex);
        m_contexts.remove(host);
    }

private:
    std::mutex m_mutex;
    QMap<QByteArray, std::shared_ptr<SSL_CTX>> m_contexts;
};

HttpServerConfig loopback(bool tls = false)
{
    HttpServerConfig config;
    config.listeners = {{u"127.0.0.1"_s, 0, tls}};
    config.workers = 2;
    return config;
}

const QByteArray simple = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

} // namespace

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsAlive();
    void writesHead();
    void refusedHeaderInjection();
    void pipelinedAnswersKeepTheirOrder();
    void manyPipelinedRequests();
    void answersLaterFromAnotherThread();
    void longPollOutlivesIdleTimeout();
    void unansweredIs500();
    void answeringAGoneConnectionIsHarmless();
    void answeringAfterTheServerIsHarmless();
    void halfClosedClientIsAnswered();
    void continuesAfterExpect();
    void refusesAndCloses_data();
    void refusesAndCloses();
    void slowRequests_data();
    void slowRequests();
    void slowReaderIsCut();
    void bigAnswerArrives();
    void bindErrors();
    void portHeldWithReusePortIsFound();
    void oneAcceptorServesAllWorkers();
    void reloadChangesListeners();
    void drainFinishesWhatIsUnderWay();
    void totalLimit();
    void addressLimit();
    void tlsServesByName();
    void tlsRefusesUnknownNames();
    void tlsResumptionStopsWithTheHost();
    void tlsHandshakeTimeout();
    void badCertificates();
    void manyConnections();
    void junkNeverShiftsAnswers();

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
    client.send("POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
    const auto last = client.readReply();
    QCOMPARE(last.body, "POST /p hi"_ba);
    QCOMPARE(last.field("connection"), "close"_ba);
    QVERIFY(client.waitForEnd());
    QCOMPARE(server.stats().requests, 4U);
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
    std::thread sender([&] { client.send(simple.repeated(count)); });
    for (int i = 0; i < count; ++i) {
        if (client.readReply().status != 200) {
            QTest::qFail("answer missing", __FILE__, __LINE__);
            break;
        }
    }
    sender.join();
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
    config.timeouts.idle = Millis(50);
    config.timeouts.head = Millis(50);
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    Responder waiting = m_handler.takeWaiting();
    QVERIFY(!client.waitForEnd(400));
    waiting.send(HttpResponse(200, {}, "news"));
    QCOMPARE(client.readReply().body, "news"_ba);
    // And once answered, the connection is idle like any other.
    QVERIFY(client.waitForEnd(2000));
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
        const linger reset{1, 0};
        ::setsockopt(client.fd(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
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

void TestHttpServer::refusesAndCloses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("smuggling") << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc"_ba
                               << 400;
    QTest::newRow("junk") << QByteArray("\x16\x03\x01\0\x42\xff\xff junk", 12) << 400;
    QTest::newRow("target") << "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n" << 414;
    // More than fits into any buffer on the way: the answer must still arrive.
    QTest::newRow("head") << "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(150'000, 'a') << 431;
    QTest::newRow("body") << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n" + QByteArray(100'000, 'b') << 413;
    QTest::newRow("after a good one") << simple + "junk\n" << 200;
}

void TestHttpServer::refusesAndCloses()
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
    QCOMPARE(server.stats().badRequests, 1U);
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

void TestHttpServer::slowRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("never says anything") << ""_ba << 0;
    QTest::newRow("slow head") << "GET / HTTP/1.1\r\nHo"_ba << 408;
    QTest::newRow("slow body") << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nab"_ba << 408;
    QTest::newRow("slow second head") << simple + "GET" << 408;
}

void TestHttpServer::slowRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    HttpServerConfig config = loopback();
    config.timeouts.head = Millis(150);
    config.timeouts.body = Millis(150);
    config.timeouts.linger = Millis(150);
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    RawClient client(server.listeners().first().port);
    client.send(bytes);
    if (bytes.startsWith(simple))
        QCOMPARE(client.readReply().status, 200);
    // A byte now and then does not help.
    for (int i = 0; i < 4 && status == 408 && !client.readMore(40); ++i)
        client.send("x");
    QCOMPARE(client.readReply().status, status);
    QVERIFY(client.waitForEnd(2000));
    QCOMPARE(server.stats().timeouts, 1U);
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

void TestHttpServer::slowReaderIsCut()
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
    const int other = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    ::setsockopt(other, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::bind(other, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    QCOMPARE(::listen(other, 1), 0);
    socklen_t size = sizeof address;
    ::getsockname(other, reinterpret_cast<sockaddr *>(&address), &size);

    HttpServerConfig config = loopback();
    config.listeners = {{u"127.0.0.1"_s, ntohs(address.sin_port), false}};
    const auto result = HttpServer(config, m_handler, m_clock).start();
    ::close(other);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, u"http.port_in_use"_s);
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
    std::thread stopper([&] { server.stop(Millis(5000)); });
    waiting.send(HttpResponse(200, {}, "done"));
    const auto reply = busy.readReply();
    busy.close();
    stopper.join();
    QCOMPARE(reply.body, "done"_ba);
    QCOMPARE(reply.field("connection"), "close"_ba);
}

void TestHttpServer::totalLimit()
{
    HttpServerConfig config = loopback();
    config.connections.total = 3;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(port));
        QCOMPARE(clients.back()->get("a", "/").status, 200);
    }
    RawClient excess(port);
    const auto reply = excess.get("a", "/");
    QCOMPARE(reply.status, 503);
    QVERIFY(!reply.field("retry-after").isEmpty());
    QVERIFY(excess.waitForEnd());
    excess.close();
    clients.clear();
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
    QCOMPARE(RawClient(port).get("a", "/").status, 200);
    QCOMPARE(server.stats().connectionsRefused, 1U);
}

void TestHttpServer::addressLimit()
{
    HttpServerConfig config = loopback();
    config.connections.perAddress = 2;
    config.connections.limitLoopback = true;
    config.connections.unlimitedPeer = [](const QByteArray &address) { return address == "127.0.0.9"; };
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    RawClient one(port);
    RawClient two(port);
    QCOMPARE(one.get("a", "/").status, 200);
    QCOMPARE(two.get("a", "/").status, 200);
    QCOMPARE(RawClient(port).get("a", "/").status, 503);
    QCOMPARE(RawClient(port, "127.0.0.1", "127.0.0.2").get("a", "/").status, 200);
    std::vector<std::unique_ptr<RawClient>> proxied;
    for (int i = 0; i < 5; ++i) {
        proxied.push_back(std::make_unique<RawClient>(port, "127.0.0.1", "127.0.0.9"));
        QCOMPARE(proxied.back()->get("a", "/").status, 200);
    }
}

void TestHttpServer::tlsServesByName()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    provider->add("two.example");
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        for (const QByteArray host : {"one.example", "two.example"}) {
            RawClient client(port);
            QVERIFY(client.startTls(host.toUpper(), version));
            const unsigned char *protocol = nullptr;
            unsigned int size = 0;
            SSL_get0_alpn_selected(client.ssl(), &protocol, &size);
            QCOMPARE(QByteArray(reinterpret_cast<const char *>(protocol), size), "http/1.1"_ba);
            X509 *certificate = SSL_get1_peer_certificate(client.ssl());
            QVERIFY(X509_check_host(certificate, host.constData(), 0, 0, nullptr) == 1);
            X509_free(certificate);
            const auto reply = client.get(host, "/tls");
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.field("x-sni"), host);
            QCOMPARE(client.get(host, "/big?3000000").body.size(), 3'000'000);
        }
    }
    RawClient old(port);
    QVERIFY(!old.startTls("one.example", TLS1_1_VERSION));
    QCOMPARE(server.stats().handshakes, 4U);
}

void TestHttpServer::tlsRefusesUnknownNames()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        for (const QByteArray name : {"other.example", "one.example.", ""}) {
            RawClient client(port);
            QVERIFY(!client.startTls(name, version));
            QCOMPARE(client.alert(), SSL_AD_UNRECOGNIZED_NAME);
        }
    }
    QCOMPARE(server.stats().sniRefused, 6U);
    QCOMPARE(server.stats().handshakesFailed, 6U);
}

void TestHttpServer::tlsResumptionStopsWithTheHost()
{
    const auto provider = std::make_shared<TestProvider>();
    provider->add("one.example");
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        provider->add("one.example");
        RawClient first(port);
        QVERIFY(first.startTls("one.example", version));
        QCOMPARE(first.get("one.example", "/").status, 200);
        SSL_SESSION *session = SSL_get1_session(first.ssl());
        RawClient second(port);
        QVERIFY(second.startTls("one.example", version, session));
        QCOMPARE(SSL_session_reused(second.ssl()), 1);
        QCOMPARE(second.get("one.example", "/").field("x-sni"), "one.example"_ba);
        provider->remove("one.example");
        RawClient third(port);
        QVERIFY(!third.startTls("one.example", version, session));
        QCOMPARE(third.alert(), SSL_AD_UNRECOGNIZED_NAME);
        SSL_SESSION_free(session);
    }
}

void TestHttpServer::tlsHandshakeTimeout()
{
    const auto provider = std::make_shared<TestProvider>();
    HttpServerConfig config = loopback(true);
    config.tls = provider;
    config.timeouts.handshake = Millis(100);
    HttpServer server(config, m_handler, m_clock);
    QVERIFY(server.start());
    RawClient silent(server.listeners().first().port);
    RawClient half(server.listeners().first().port);
    half.send(QByteArray("\x16\x03\x01\x01\x00\x01", 6));
    QVERIFY(silent.waitForEnd(2000));
    QVERIFY(half.waitForEnd(2000));
    RawClient plain(server.listeners().first().port);
    plain.send(simple);
    QVERIFY(plain.waitForEnd(3000));
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

void TestHttpServer::badCertificates()
{
    const auto one = test::makeCertificate("one.example");
    const auto two = test::makeCertificate("two.example");
    QVERIFY(makeTlsContext(one.chainPem + two.chainPem, one.keyPem).ok());
    QCOMPARE(makeTlsContext("junk", one.keyPem).error().code, u"tls.bad_certificate"_s);
    QCOMPARE(makeTlsContext(one.chainPem, "junk").error().code, u"tls.bad_key"_s);
    QCOMPARE(makeTlsContext(one.chainPem, two.keyPem).error().code, u"tls.key_mismatch"_s);
}

void TestHttpServer::manyConnections()
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

// Between two good requests comes a damaged one. Whatever becomes of it, the first answer belongs to the first request,
// nothing stands after a refusal, and the connection ends.
void TestHttpServer::junkNeverShiftsAnswers()
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
        client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n" + damaged
                    + "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        client.endOutput();
        QCOMPARE(client.readReply().body, "GET /first "_ba);
        QVERIFY(client.waitForEnd(5000));
        const QByteArray rest = client.received();
        const qsizetype refusal = rest.indexOf("HTTP/1.1 4");
        const qsizetype last = rest.indexOf("GET /last ");
        QVERIFY2(refusal < 0 || last < 0 || last < refusal, damaged.toHex().constData());
        QVERIFY2(rest.count("HTTP/1.1 ") <= 2, damaged.toHex().constData());
    }
    QTRY_COMPARE(server.stats().connectionsOpen, 0U);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
