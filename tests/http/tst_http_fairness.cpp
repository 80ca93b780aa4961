// Nobody takes the worker for himself: a crowd's requests and handshakes are counted at the moment in which somebody
// with one request is served. Counts, so that a busy machine changes nothing.
#include "http/HttpFixture.h"
#include "http/RawClient.h"
#include "support/TestMain.h"
#include "support/system/Host.h"
#include "support/system/Semaphore.h"

#include <QTest>

namespace unmta::tst_http_fairness {

using namespace unmta::http;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Stops its worker at "/hold", so that everything can come at once, and says at "/late" what has been done by then.
class Scales final : public HttpHandler
{
public:
    void handle(HttpRequest request, Responder responder) override
    {
        const QByteArray path = request.path().toByteArray();
        if (path == "/later") {
            const std::lock_guard lock(m_mutex);
            m_waiting.push_back(std::move(responder));
            return;
        }
        if (path == "/hold") {
            held.release();
            go.acquire();
        }
        if (path == "/late")
            doneBefore = done();
        responder.send(HttpResponse(200, {}, QByteArray(request.query().toInt(), 'b')));
    }
    [[nodiscard]] std::size_t waiting()
    {
        const std::lock_guard lock(m_mutex);
        return m_waiting.size();
    }
    void answerAll()
    {
        std::deque<Responder> all;
        {
            const std::lock_guard lock(m_mutex);
            all.swap(m_waiting);
        }
        for (Responder &responder : all)
            responder.send(HttpResponse(204));
    }

    Semaphore held;
    Semaphore go;
    std::function<quint64()> done;
    std::atomic<quint64> doneBefore = 0;

private:
    std::mutex m_mutex;
    std::deque<Responder> m_waiting;
};

class CountingProvider final : public TlsContextProvider
{
public:
    std::shared_ptr<SSL_CTX> contextFor(const QByteArray &sniHost) override
    {
        ++asked;
        return m_inner.contextFor(sniHost);
    }
    CountingProvider() { m_inner.add("a.example"); }

    std::atomic<quint64> asked = 0;

private:
    TestProvider m_inner;
};

// What a client says first; it will never say more.
QByteArray clientHello(const char *host)
{
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
    BIO *in = BIO_new(BIO_s_mem());
    BIO *out = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl.get(), in, out);
    SSL_set_tlsext_host_name(ssl.get(), host);
    SSL_connect(ssl.get());
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(out, &bytes);
    return {bytes, static_cast<qsizetype>(size)};
}

class TestHttpFairness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRequestWaitsForNoCrowd();
    void fewPipelinedRequestsAreInFlight();
    void unreadAnswersEndTheAnswering();
    void establishedGoBeforeHandshakes();
    void drainSeesWhatHasCome();

private:
    SystemClock m_clock;
};

void TestHttpFairness::oneRequestWaitsForNoCrowd()
{
    Scales handler;
    HttpServerConfig config = loopback();
    config.workers = 1;
    HttpServer server(config, handler, m_clock);
    handler.done = [&] { return server.stats().requests; };
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    constexpr int crowd = 50;
    constexpr int each = 40;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < crowd; ++i) {
        clients.push_back(std::make_unique<RawClient>(port));
        QCOMPARE(clients.back()->get("a", "/").status, 200);
    }
    RawClient late(port);
    QCOMPARE(late.get("a", "/").status, 200);
    RawClient holder(port);
    holder.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    handler.held.acquire();
    const quint64 before = server.stats().requests;
    for (const auto &client : clients)
        client->send(simpleRequest.repeated(each));
    late.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    handler.go.release();
    QCOMPARE(late.readReply().status, 200);
    // Everybody's first request, and a round or two of the crowd's others.
    const quint64 meanwhile = handler.doneBefore - before;
    QVERIFY2(meanwhile <= crowd * 2, qPrintable(QString::number(meanwhile)));
    for (const auto &client : clients) {
        for (int i = 0; i < each; ++i)
            QCOMPARE(client->readReply().status, 200);
    }
}

void TestHttpFairness::fewPipelinedRequestsAreInFlight()
{
    Scales handler;
    HttpServerConfig config = loopback();
    config.workers = 1;
    HttpServer server(config, handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    constexpr std::size_t crowd = 200;
    constexpr int each = 3;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t i = 0; i < crowd; ++i) {
        clients.push_back(std::make_unique<RawClient>(port));
        clients.back()->send(QByteArray("GET /later HTTP/1.1\r\nHost: a\r\n\r\n").repeated(each));
    }
    QTRY_COMPARE(handler.waiting(), crowd);
    handler.answerAll();
    constexpr std::size_t few = 64;
    QTRY_COMPARE(handler.waiting(), few);
    // Whoever asks for one thing is served meanwhile, and while he is, no more of the others' comes up.
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(RawClient(port).get("a", "/").status, 200);
        QCOMPARE(handler.waiting(), few);
    }
    // Those who leave make room too.
    clients.erase(clients.begin(), clients.begin() + crowd / 2);
    for (const auto &client : clients) {
        for (int i = 0; i < each; ++i) {
            QTRY_VERIFY((handler.answerAll(), client->readMore(0) || !client->received().isEmpty()));
            QCOMPARE(client->readReply().status, 204);
        }
    }
}

void TestHttpFairness::unreadAnswersEndTheAnswering()
{
    Scales handler;
    HttpServerConfig config = loopback();
    config.workers = 1;
    MovableClock clock;
    HttpServer server(config, handler, clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    constexpr int size = 1500;
    constexpr int count = 4000;
    RawClient client(port);
    client.send(QByteArray("GET /?" + QByteArray::number(size) + " HTTP/1.1\r\nHost: a\r\n\r\n").repeated(count));
    QTRY_VERIFY(server.stats().requests > 1);
    // It is cut like any client that does not read.
    QTRY_VERIFY((clock.advance(1min), server.stats().connectionsOpen == 0));
    QCOMPARE(server.stats().timeouts, 1U);
    const quint64 answered = server.stats().requests;
    if (isLinux()) // elsewhere the system alone says how much it keeps of what nobody reads
        QVERIFY2(answered < count / 4, qPrintable(QString::number(answered)));
}

void TestHttpFairness::establishedGoBeforeHandshakes()
{
    Scales handler;
    HttpServerConfig config = loopback(true);
    config.workers = 1;
    config.listeners.append({u"127.0.0.1"_s, 0, false});
    const auto provider = std::make_shared<CountingProvider>();
    config.tls = provider;
    HttpServer server(config, handler, m_clock);
    handler.done = [&] { return provider->asked.load(); };
    QVERIFY(server.start());
    const quint16 tlsPort = server.listeners().first().port;
    RawClient late(tlsPort);
    QVERIFY(late.startTls("a.example"));
    QCOMPARE(late.get("a.example", "/").status, 200);
    constexpr quint64 crowd = 200;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (quint64 i = 0; i < crowd; ++i)
        clients.push_back(std::make_unique<RawClient>(tlsPort));
    QTRY_COMPARE(server.stats().connectionsAccepted, crowd + 1);
    RawClient holder(server.listeners().last().port);
    holder.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    handler.held.acquire();
    const quint64 before = provider->asked;
    const QByteArray hello = clientHello("a.example");
    for (const auto &client : clients)
        client->send(hello);
    late.send("GET /late HTTP/1.1\r\nHost: a.example\r\n\r\n");
    handler.go.release();
    QCOMPARE(late.readReply().status, 200);
    const quint64 meanwhile = handler.doneBefore - before;
    QVERIFY2(meanwhile <= crowd / 8, qPrintable(QString::number(meanwhile)));
    QTRY_COMPARE(provider->asked.load(), before + crowd); // and then everybody has a turn
}

// A kept connection is closed by a drain, but not on top of a request that is there already.
void TestHttpFairness::drainSeesWhatHasCome()
{
    Scales handler;
    HttpServerConfig config = loopback();
    config.workers = 1;
    HttpServer server(config, handler, m_clock);
    QVERIFY(server.start());
    const quint16 port = server.listeners().first().port;
    RawClient kept(port);
    QCOMPARE(kept.get("a", "/").status, 200);
    RawClient holder(port);
    holder.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    handler.held.acquire();
    server.drain();
    kept.send(simpleRequest);
    handler.go.release();
    const auto reply = kept.readReply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("connection"), "close"_ba);
}

UNMTA_TEST(TestHttpFairness)

} // namespace unmta::tst_http_fairness

#include "tst_http_fairness.moc"
