#include "edge/CertificateCache.h"
#include "edge/EdgeFixture.h"
#include "edge/EdgeServer.h"
#include "http/RawClient.h"
#include "support/TestMain.h"
#include "support/system/Semaphore.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <deque>

namespace unmta::tst_edge_server {

using namespace Qt::StringLiterals;
using namespace unmta::edge;
using unmta::test::RawClient;

namespace {

// Keeps events until the test says what has become of them, or answers at once.
class FakeSink final : public EventSink
{
public:
    enum class Mode
    {
        Hold,
        Durable,
        Refuse
    };
    using Done = std::function<void(bool)>;

    void record(EventBatch batch) override
    {
        if (m_holdsWorker.exchange(false)) {
            m_isHeld.release();
            m_mayGo.acquire();
        }
        const std::lock_guard lock(m_mutex);
        ++m_batches;
        PackedEvents events(batch.packed);
        std::size_t count = 0;
        for (; const auto event = events.next(); ++count)
            m_events.push_back(toEvent(*event));
        if (count != batch.events || !events.isWhole())
            qFatal("a batch does not hold what it says");
        if (m_mode == Mode::Hold)
            m_waiting.push_back(std::move(batch.done));
        else
            batch.done(m_mode == Mode::Durable);
        m_changed.notify_all();
    }
    void keep(std::size_t answers) override { m_kept += answers; }
    [[nodiscard]] int batches() const { return m_batches; }
    // The next hand-over keeps its worker until it may go.
    void holdWorker() { m_holdsWorker = true; }
    [[nodiscard]] bool holdsWorker() { return m_isHeld.tryAcquireFor(test::patience); }
    void letWorkerGo() { m_mayGo.release(); }
    [[nodiscard]] std::size_t kept() const { return m_kept; }
    void setMode(Mode mode)
    {
        const std::lock_guard lock(m_mutex);
        m_mode = mode;
    }
    Done takeWaiting()
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, test::patience, [this] { return !m_waiting.empty(); }))
            return [](bool) { qFatal("no event came"); };
        Done first = std::move(m_waiting.front());
        m_waiting.pop_front();
        return first;
    }
    std::vector<TrackingEvent> events()
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }

private:
    std::atomic<bool> m_holdsWorker = false;
    test::Semaphore m_isHeld;
    test::Semaphore m_mayGo;
    std::atomic<int> m_batches = 0;
    std::atomic<std::size_t> m_kept = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Mode m_mode = Mode::Durable;
    std::deque<Done> m_waiting;
    std::vector<TrackingEvent> m_events;
};

struct Edge
{
    test::EdgeFixture fixture;
    FakeSink sink;
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<EdgeServer> server;
    quint16 http = 0;
    quint16 https = 0;

    explicit Edge(Millis durableWithin = Millis(50), const unmta::http::HttpConnectionLimits &connections = {},
                  int workers = 2)
    {
        fixture.giveCertificate("track.example.com");
        EdgeConfig config;
        config.listeners = {{u"127.0.0.1"_s, 0, false}, {u"127.0.0.1"_s, 0, true}};
        config.workers = workers;
        config.durableWithin = durableWithin;
        config.connections = connections;
        server = std::make_unique<EdgeServer>(config, fixture.snapshots, sink, clock, random);
        if (!server->start())
            qFatal("the edge does not start");
        http = server->listeners().at(0).port;
        https = server->listeners().at(1).port;
    }
};

const QByteArray host = "track.example.com";

} // namespace

class TestEdgeServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesOpenAndClickOverTls();
    void answerWaitsForDurability();
    void answerLeavesAfterTheBound();
    void oneHandOverForMany();
    void refusedEventStillRedirects();
    void oneStuckEventHoldsUpNobodyElse();
    void deletedHostIsRefusedAtOnce();
    void unknownNamesNeverGetACertificate();
    void renewedCertificateIsServed();
    void unusableCertificateIsRefused();
    void cacheIsBoundedAndForgets();
    void aProbeIsServedItsChallengeOnly();
    void httpBeforeAnyCertificate();
    void policyChangesAtRunTime();
    void proxiesThatNobodyNamedAreToldOf();
    void crowdsOfOneAddressAreToldOf();
    void trustedProxiesNeedNoServerName();
    void proxiesSayWhoseConnectionItIs();
    void limitsOfTheEdge_data();
    void limitsOfTheEdge();
    void stopReleasesHeldAnswers();
    void lateDoneAfterTheServerIsHarmless();
};

void TestEdgeServer::servesOpenAndClickOverTls()
{
    Edge edge;
    RawClient client(edge.https);
    QVERIFY(client.startTls(host));
    const auto pixel = client.get(host, edge.fixture.link(LinkKind::Open));
    QCOMPARE(pixel.status, 200);
    QCOMPARE(pixel.body.size(), 43);
    const auto click = client.get(host, edge.fixture.link(LinkKind::Click));
    QCOMPARE(click.status, 302);
    QCOMPARE(click.field("location"), "https://shop.example/a?b=c&d=%3D+e"_ba);
    const auto forged = client.get(host, "/c/forged");
    QCOMPARE(forged.status, 404);
    const auto head = client.get(host, edge.fixture.link(LinkKind::Open), "HEAD");
    QCOMPARE(head.field("content-length"), "43"_ba);
    QCOMPARE(client.get("links.example.com", "/").status, 421);

    const auto events = edge.sink.events();
    QCOMPARE(events.size(), 3U);
    QCOMPARE(events[0].ip, u"127.0.0.1"_s);
    QCOMPARE(events[2].bot, u"head_request"_s);
    const EdgeStats stats = edge.server->stats();
    QCOMPARE(stats.count(EdgeOutcome::Open), 2U);
    QCOMPARE(stats.count(EdgeOutcome::Click), 1U);
    QCOMPARE(stats.count(EdgeOutcome::ForgedClick), 1U);
    QCOMPARE(stats.count(EdgeOutcome::Misdirected), 1U);
    QCOMPARE(stats.eventsRecorded, 3U);
    QCOMPARE(stats.eventsLate, 0U);
    QCOMPARE(stats.http.handshakes, 1U);
    QCOMPARE(stats.cachedCertificates, 1);
}

void TestEdgeServer::answerWaitsForDurability()
{
    // The bound is far away, so whatever leaves early leaves too early.
    Edge edge(Millis(20'000));
    edge.sink.setMode(FakeSink::Mode::Hold);
    RawClient client(edge.http);
    client.send("GET " + edge.fixture.link(LinkKind::Click) + " HTTP/1.1\r\nHost: track.example.com\r\n\r\n");
    const auto done = edge.sink.takeWaiting();
    QVERIFY(!client.readMore(200));
    QCOMPARE(client.received(), ""_ba);
    done(true);
    QCOMPARE(client.readReply().status, 302);
    QCOMPARE(edge.server->stats().eventsRecorded, 1U);
    QCOMPARE(edge.sink.kept(), 0U);
    QCOMPARE(edge.server->stats().eventsLate, 0U);
}

void TestEdgeServer::answerLeavesAfterTheBound()
{
    Edge edge;
    edge.sink.setMode(FakeSink::Mode::Hold);
    RawClient client(edge.http);
    qint64 fastest = test::patienceMs;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(client.get(host, edge.fixture.link(LinkKind::Click)).status, 302);
        fastest = std::min(fastest, timer.elapsed());
        // Its event was put aside before the answer left.
        QCOMPARE(edge.sink.kept(), static_cast<std::size_t>(i + 1));
    }
    // The fastest tells how long the edge waits; the others may have waited for the machine as well.
    QVERIFY2(fastest >= 40 && fastest < 1000, QByteArray::number(fastest).constData());
    QTRY_COMPARE(edge.server->stats().eventsLate, 5U);
    // What becomes of the events later is counted, and nobody is answered twice.
    edge.sink.takeWaiting()(true);
    edge.sink.takeWaiting()(false);
    QCOMPARE(edge.server->stats().eventsRecorded, 1U);
    QCOMPARE(edge.server->stats().eventsDropped, 1U);
    QCOMPARE(client.get(host, "/robots.txt").status, 200);
}

// What has come while a worker was busy is handed over together, and answered so.
void TestEdgeServer::oneHandOverForMany()
{
    Edge edge(Millis(20'000), {}, 1);
    const QByteArray request =
        "GET " + edge.fixture.link(LinkKind::Open) + " HTTP/1.1\r\nHost: track.example.com\r\n\r\n";
    std::array<std::unique_ptr<RawClient>, 9> clients;
    for (auto &client : clients) {
        client = std::make_unique<RawClient>(edge.http);
        QCOMPARE(client->get(host, "/robots.txt").status, 200); // it is accepted
    }
    edge.sink.holdWorker();
    clients[0]->send(request);
    QVERIFY(edge.sink.holdsWorker());
    for (std::size_t i = 1; i < clients.size(); ++i)
        clients[i]->send(request);
    edge.sink.letWorkerGo();
    for (auto &client : clients)
        QCOMPARE(client->readReply().status, 200);
    QCOMPARE(edge.sink.events().size(), clients.size());
    QCOMPARE(edge.sink.batches(), 2);
    QCOMPARE(edge.server->stats().eventsRecorded, clients.size());
}

void TestEdgeServer::refusedEventStillRedirects()
{
    Edge edge;
    edge.sink.setMode(FakeSink::Mode::Refuse);
    RawClient client(edge.http);
    QCOMPARE(client.get(host, edge.fixture.link(LinkKind::Click)).status, 302);
    QCOMPARE(client.get(host, edge.fixture.link(LinkKind::Open)).status, 200);
    QCOMPARE(edge.server->stats().eventsDropped, 2U);
    QCOMPARE(edge.server->stats().eventsRecorded, 0U);
}

void TestEdgeServer::oneStuckEventHoldsUpNobodyElse()
{
    Edge edge(Millis(20'000));
    edge.sink.setMode(FakeSink::Mode::Hold);
    RawClient stuck(edge.http);
    stuck.send("GET " + edge.fixture.link(LinkKind::Open) + " HTTP/1.1\r\nHost: track.example.com\r\n\r\n");
    const auto done = edge.sink.takeWaiting();
    edge.sink.setMode(FakeSink::Mode::Durable);
    for (int i = 0; i < 20; ++i) {
        RawClient other(edge.http);
        QCOMPARE(other.get(host, edge.fixture.link(LinkKind::Open)).status, 200);
    }
    done(true);
    QCOMPARE(stuck.readReply().status, 200);
}

void TestEdgeServer::deletedHostIsRefusedAtOnce()
{
    Edge edge;
    RawClient before(edge.https);
    QVERIFY(before.startTls(host));
    edge.fixture.removeHost(host);
    RawClient after(edge.https);
    QVERIFY(!after.startTls(host));
    QCOMPARE(after.alert(), SSL_AD_UNRECOGNIZED_NAME);
    // A connection that is already open serves nothing of it either.
    QCOMPARE(before.get(host, edge.fixture.link(LinkKind::Click)).status, 404);
    QTRY_COMPARE(edge.server->stats().http.sniRefused, 1U);
}

void TestEdgeServer::unknownNamesNeverGetACertificate()
{
    Edge edge;
    for (int i = 0; i < 200; ++i) {
        RawClient client(edge.https);
        QVERIFY(!client.startTls("n" + QByteArray::number(i) + ".example.net"));
        QCOMPARE(client.alert(), SSL_AD_UNRECOGNIZED_NAME);
    }
    // Known, but without a certificate yet.
    RawClient pending(edge.https);
    QVERIFY(!pending.startTls("links.example.com"));
    QCOMPARE(pending.alert(), SSL_AD_UNRECOGNIZED_NAME);
    QTRY_COMPARE(edge.server->stats().http.sniRefused, 201U);
    QCOMPARE(edge.server->stats().cachedCertificates, 0);
}

void TestEdgeServer::renewedCertificateIsServed()
{
    Edge edge;
    const auto serial = [&] {
        RawClient client(edge.https);
        if (!client.startTls(host))
            return -1L;
        X509 *certificate = SSL_get1_peer_certificate(client.ssl());
        const long number = ASN1_INTEGER_get(X509_get0_serialNumber(certificate));
        X509_free(certificate);
        return number;
    };
    QCOMPARE(serial(), 1L);
    edge.fixture.giveCertificate(host);
    QCOMPARE(serial(), 2L);
}

void TestEdgeServer::unusableCertificateIsRefused()
{
    Edge edge;
    edge.fixture.snapshots.publish([](Snapshot &next) {
        HostEntry entry = *next.host(host);
        entry.certificate = std::make_shared<const CertificateMaterial>("junk", "junk", TimePoint(), 99);
        next.hosts().insert(host, entry);
    });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"unusable certificate host=track.example.com"_s));
    for (int i = 0; i < 3; ++i) {
        RawClient client(edge.https);
        QVERIFY(!client.startTls(host));
        QCOMPARE(client.alert(), SSL_AD_UNRECOGNIZED_NAME);
    }
}

void TestEdgeServer::cacheIsBoundedAndForgets()
{
    test::EdgeFixture fixture;
    CertificateCache cache(fixture.snapshots, 2);
    const QList<QByteArray> hosts = {"track.example.com", "links.example.com", "other.example.org"};
    for (const QByteArray &name : hosts)
        fixture.giveCertificate(name);
    for (const QByteArray &name : hosts)
        QVERIFY(cache.contextFor(name));
    QCOMPARE(cache.size(), 2);
    QCOMPARE(cache.built(), 3U);
    QVERIFY(cache.contextFor(hosts[1]));
    QCOMPARE(cache.built(), 3U);
    QVERIFY(cache.contextFor(hosts[0])); // had been pushed out, and pushes out the least recently used
    QCOMPARE(cache.built(), 4U);
    QVERIFY(cache.contextFor(hosts[1]));
    QCOMPARE(cache.built(), 4U);
    // Replaced and deleted certificates leave when the next one comes.
    fixture.removeHost(hosts[0]);
    fixture.giveCertificate(hosts[1]);
    QVERIFY(!cache.contextFor(hosts[0]));
    QVERIFY(cache.contextFor(hosts[1]));
    QCOMPARE(cache.size(), 1);
}

// By TLS, for a host that is none to anybody else; one that has a certificate keeps it.
void TestEdgeServer::aProbeIsServedItsChallengeOnly()
{
    Edge edge;
    const QByteArray own = edge.fixture.snapshots.current()->host("track.example.com")->certificate->chainPem();
    const QList<QByteArray> hosts{"probe.track.test", "track.example.com"};
    quint64 generation = 1000;
    for (const QByteArray &host : hosts) {
        const auto made = test::makeCertificate(host);
        ++generation;
        edge.fixture.snapshots.publish([&](Snapshot &next) {
            next.addProbe(
                host, std::make_shared<const CertificateMaterial>(made.chainPem, made.keyPem, TimePoint(), generation));
            next.addChallenge(host, "tok", "nonce");
        });
    }
    RawClient client(edge.https);
    QVERIFY(client.startTls("probe.track.test"));
    QCOMPARE(client.get("probe.track.test", "/.well-known/acme-challenge/tok").body, "nonce"_ba);
    QCOMPARE(client.get("probe.track.test", "/").status, 404);
    QCOMPARE(client.get("probe.track.test", "/robots.txt").status, 404);
    QCOMPARE(edge.server->stats().count(EdgeOutcome::UnknownHost), 2U);

    CertificateCache cache(edge.fixture.snapshots, 10);
    const auto shown = cache.contextFor("track.example.com");
    QVERIFY(shown);
    BIO *text = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(text, SSL_CTX_get0_certificate(shown.get()));
    QCOMPARE(test::takeText(text), own);
    for (const QByteArray &host : hosts)
        edge.fixture.snapshots.publish([&](Snapshot &next) { next.removeProbe(host); });
    QVERIFY(!cache.contextFor("probe.track.test"));
    RawClient late(edge.https);
    QVERIFY(!late.startTls("probe.track.test"));
    QCOMPARE(late.alert(), SSL_AD_UNRECOGNIZED_NAME);
}

void TestEdgeServer::httpBeforeAnyCertificate()
{
    Edge edge;
    edge.fixture.snapshots.publish([](Snapshot &next) { next.addChallenge("links.example.com", "tok", "tok.thumb"); });
    EdgePolicy policy;
    policy.requireHttps = true;
    edge.server->setPolicy(policy);
    RawClient client(edge.http);
    const auto reply = client.get("links.example.com", "/.well-known/acme-challenge/tok");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, "tok.thumb"_ba);
    QCOMPARE(client.get("links.example.com", "/.well-known/acme-challenge/other").status, 404);
}

void TestEdgeServer::policyChangesAtRunTime()
{
    Edge edge;
    RawClient client(edge.http);
    const QByteArray link = edge.fixture.link(LinkKind::Click);
    QCOMPARE(client.get(host, link).status, 302);
    EdgePolicy policy;
    policy.requireHttps = true;
    policy.httpsPort = edge.https;
    policy.ip = IpDetail::None;
    edge.server->setPolicy(policy);
    const auto reply = client.get(host, link);
    QCOMPARE(reply.status, 308);
    QCOMPARE(reply.field("location"), "https://track.example.com:" + QByteArray::number(edge.https) + link);
    RawClient secure(edge.https);
    QVERIFY(secure.startTls(host));
    QCOMPARE(secure.get(host, link).status, 302);
    QCOMPARE(edge.sink.events().back().ip, QString());
}

void TestEdgeServer::proxiesThatNobodyNamedAreToldOf()
{
    Edge edge;
    RawClient client(edge.http);
    QTest::ignoreMessage(QtWarningMsg, "a proxy that is not trusted address=127.0.0.1 "
                                       "advice=\"if it is yours, name it in edge.trusted_proxies\"");
    client.send("GET " + edge.fixture.link(LinkKind::Click) + " HTTP/1.1\r\nHost: " + host +
                "\r\nX-Forwarded-For: 198.51.100.1\r\n\r\n");
    QCOMPARE(client.readReply().status, 302);
    QCOMPARE(edge.sink.events().back().ip, u"127.0.0.1"_s);
}

// Behind one address may be a proxy with everybody: what is refused is counted, said, and ends once it is named.
void TestEdgeServer::crowdsOfOneAddressAreToldOf()
{
    unmta::http::HttpConnectionLimits limits;
    limits.perAddress = 1;
    limits.limitLoopback = true;
    Edge edge(Millis(50), limits);
    const QByteArray link = edge.fixture.link(LinkKind::Click);
    RawClient first(edge.http);
    QCOMPARE(first.get(host, link).status, 302);
    QTest::ignoreMessage(QtWarningMsg, "connections refused, too many of one address address=127.0.0.1 limit=1 "
                                       "advice=\"if it is a proxy of yours, name it in edge.trusted_proxies\"");
    QCOMPARE(RawClient(edge.http).get(host, link).status, 503);
    QCOMPARE(edge.server->stats().http.connectionsRefused, 1U);
    EdgePolicy policy;
    policy.trustedProxies = unmta::test::ranges({u"::ffff:127.0.0.1"_s});
    edge.server->setPolicy(policy);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(RawClient(edge.http).get(host, link).status, 302);
    QCOMPARE(edge.server->stats().http.connectionsRefused, 1U);
}

void TestEdgeServer::trustedProxiesNeedNoServerName()
{
    Edge edge;
    const QByteArray link = edge.fixture.link(LinkKind::Click);
    RawClient before(edge.https);
    QVERIFY(!before.startTls(""));
    EdgePolicy policy;
    policy.trustedProxies = unmta::test::ranges({u"127.0.0.9"_s});
    edge.server->setPolicy(policy);
    for (int i = 0; i < 2; ++i) {
        RawClient proxy(edge.https, "127.0.0.1", "127.0.0.9");
        QVERIFY(proxy.startTls(""));
        QCOMPARE(proxy.get(host, link, "GET", "X-Forwarded-For: 198.51.100.1\r\n").status, 302);
        QCOMPARE(edge.sink.events().back().ip, u"198.51.100.1"_s);
        QCOMPARE(proxy.get("gone.example.com", link).status, 404);
        // The certificate tells a stranger nothing about whom we serve.
        X509 *certificate = SSL_get1_peer_certificate(proxy.ssl());
        QVERIFY(X509_check_host(certificate, host.constData(), 0, 0, nullptr) != 1);
        X509_free(certificate);
    }
    RawClient stranger(edge.https);
    QVERIFY(!stranger.startTls(""));
    QCOMPARE(stranger.alert(), SSL_AD_UNRECOGNIZED_NAME);
}

void TestEdgeServer::proxiesSayWhoseConnectionItIs()
{
    unmta::http::HttpConnectionLimits limits;
    limits.perAddress = 1;
    Edge edge(Millis(50), limits);
    const QByteArray link = edge.fixture.link(LinkKind::Click);
    const QByteArray header = "PROXY TCP4 198.51.100.7 192.0.2.20 56324 443\r\n";
    const auto addressOf = [&](const QByteArray &announced, const QByteArray &more) {
        // The one before counts against the limit until the server, too, has seen its end.
        if (!QTest::qWaitFor([&] { return edge.server->stats().http.connectionsOpen == 0; }))
            return u"still open"_s;
        RawClient proxy(edge.https, "127.0.0.1", "127.0.0.9");
        proxy.send(announced);
        if (!proxy.startTls(host) || proxy.get(host, link, "GET", more).status != 302)
            return u"none"_s;
        return edge.sink.events().back().ip;
    };
    const QByteArray forwarded = "X-Forwarded-For: 203.0.113.9\r\n";
    EdgePolicy policy;
    policy.trustedProxies = unmta::test::ranges({u"127.0.0.9"_s});
    edge.server->setPolicy(policy);
    QCOMPARE(addressOf("", forwarded), u"203.0.113.9"_s);
    QCOMPARE(addressOf(header, forwarded), u"none"_s);
    policy.proxyProtocol = true;
    edge.server->setPolicy(policy);
    QCOMPARE(addressOf(header, ""), u"198.51.100.7"_s);
    QCOMPARE(addressOf(header, forwarded), u"198.51.100.7"_s); // of a client, whom nobody has to believe
    QCOMPARE(addressOf("PROXY TCP4 127.0.0.9 192.0.2.20 1 443\r\n", forwarded), u"203.0.113.9"_s);
    QTest::ignoreMessage(QtWarningMsg, "a proxy begins without a PROXY header address=127.0.0.9 reason=malformed "
                                       "advice=\"have it send one, or set edge.proxy_protocol to off\"");
    QCOMPARE(addressOf("", forwarded), u"none"_s);
    QCOMPARE(edge.server->stats().http.proxyHeadersRefused, 1U);
    policy.trustedProxies = {};
    edge.server->setPolicy(policy);
    QCOMPARE(addressOf(header, ""), u"none"_s);
    QCOMPARE(addressOf("", forwarded), u"127.0.0.9"_s);
}

void TestEdgeServer::limitsOfTheEdge_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("head") << "GET / HTTP/1.1\r\nHost: track.example.com\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\n"
                          << 431;
    QTest::newRow("target") << "GET /" + QByteArray(9'000, 'x') + " HTTP/1.1\r\nHost: track.example.com\r\n\r\n" << 414;
    QTest::newRow("unknown method") << "BREW / HTTP/1.1\r\nHost: track.example.com\r\n\r\n"_ba << 405;
    QTest::newRow("CONNECT") << "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"_ba << 405;
    QTest::newRow("small POST") << "POST / HTTP/1.1\r\nHost: track.example.com\r\nContent-Length: 3\r\n\r\nabc"_ba
                                << 405;
}

void TestEdgeServer::limitsOfTheEdge()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    Edge edge;
    RawClient client(edge.http);
    client.send(bytes);
    const auto reply = client.readReply();
    QCOMPARE(reply.status, status);
    if (status == 405)
        QCOMPARE(reply.field("allow"), "GET, HEAD"_ba);
}

void TestEdgeServer::stopReleasesHeldAnswers()
{
    Edge edge;
    edge.sink.setMode(FakeSink::Mode::Hold);
    RawClient client(edge.http);
    client.send("GET " + edge.fixture.link(LinkKind::Click) + " HTTP/1.1\r\nHost: track.example.com\r\n\r\n");
    const auto done = edge.sink.takeWaiting();
    std::thread stopper([&] { edge.server->stop(Millis(5000)); });
    const auto reply = client.readReply();
    client.close();
    stopper.join();
    QCOMPARE(reply.status, 302);
}

void TestEdgeServer::lateDoneAfterTheServerIsHarmless()
{
    Edge edge(Millis(20'000));
    edge.sink.setMode(FakeSink::Mode::Hold);
    RawClient client(edge.http);
    client.send("GET " + edge.fixture.link(LinkKind::Click) + " HTTP/1.1\r\nHost: track.example.com\r\n\r\n");
    const auto done = edge.sink.takeWaiting();
    edge.server.reset();
    done(true);
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.received(), ""_ba);
    QCOMPARE(edge.sink.events().size(), std::size_t{1});
}

UNMTA_TEST(TestEdgeServer)

} // namespace unmta::tst_edge_server

#include "tst_edge_server.moc"
