// A certificate that another engine has got a moment ago: the handshake waits until the store was asked for it.
#include "edge/CertificateCache.h"
#include "edge/EdgeFixture.h"
#include "edge/EdgeServer.h"
#include "http/RawClient.h"
#include "support/TestMain.h"

#include <QTest>

#include <future>
#include <mutex>

namespace unmta::tst_edge_certificates {

using namespace Qt::StringLiterals;
using namespace unmta::edge;
using unmta::test::RawClient;

namespace {

constexpr int unrecognizedName = 112;
const QByteArray host = "links.example.com";

class NoSink final : public EventSink
{
public:
    void record(EventBatch batch) override { batch.done(true); }
    void keep(std::size_t) override {}
};

// An edge on one worker, and a store that answers when the test says so.
struct Edge
{
    Edge()
    {
        fixture.giveCertificate("track.example.com");
        EdgeConfig config;
        config.listeners = {{u"127.0.0.1"_s, 0, true}};
        config.workers = 1;
        config.fetchCertificate = [this](const QByteArray &name, std::function<void()> done) {
            const std::lock_guard lock(mutex);
            asked << name;
            waiting.push_back(std::move(done));
        };
        server = std::make_unique<EdgeServer>(config, fixture.snapshots, sink, clock, random);
        if (!server->start())
            qFatal("the edge does not start");
        port = server->listeners().first().port;
    }
    [[nodiscard]] std::future<int> shakeHands(const QByteArray &name) const
    {
        return std::async(std::launch::async, [name, port = port] {
            RawClient client(port);
            if (!client.startTls(name))
                return client.alert();
            return client.get(name, "/robots.txt").status;
        });
    }
    [[nodiscard]] QList<QByteArray> questions()
    {
        const std::lock_guard lock(mutex);
        return asked;
    }
    void answer()
    {
        std::vector<std::function<void()>> all;
        {
            const std::lock_guard lock(mutex);
            all.swap(waiting);
        }
        for (const auto &done : all)
            done();
    }

    test::EdgeFixture fixture;
    NoSink sink;
    SystemClock clock;
    SystemRandom random;
    std::mutex mutex;
    QList<QByteArray> asked;
    std::vector<std::function<void()>> waiting;
    quint16 port = 0;
    std::unique_ptr<EdgeServer> server; // goes first
};

} // namespace

class TestEdgeCertificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHandshakeWaitsForIt();
    void othersDoNotWait();
    void whatDoesNotComeIsRefused();
    void strangersAskForNothing();
    void aFewAreAskedForAtATime();
    void whoIsGoneIsForgotten();
};

void TestEdgeCertificates::theHandshakeWaitsForIt()
{
    Edge edge;
    auto first = edge.shakeHands(host);
    QTRY_COMPARE(edge.questions(), QList{host});
    auto second = edge.shakeHands(host.toUpper());
    QTRY_COMPARE(edge.server->stats().http.connectionsOpen, 2U);
    edge.fixture.giveCertificate(host);
    edge.answer();
    QCOMPARE(first.get(), 200);
    QCOMPARE(second.get(), 200);
    QCOMPARE(edge.questions(), QList{host});
    QCOMPARE(edge.shakeHands(host).get(), 200);
    QCOMPARE(edge.questions(), QList{host}); // it is here
}

void TestEdgeCertificates::othersDoNotWait()
{
    Edge edge;
    auto waiting = edge.shakeHands(host);
    QTRY_COMPARE(edge.questions(), QList{host});
    QCOMPARE(edge.shakeHands("track.example.com").get(), 200);
    QCOMPARE(edge.shakeHands("unknown.example.com").get(), unrecognizedName);
    edge.answer();
    QCOMPARE(waiting.get(), unrecognizedName);
}

void TestEdgeCertificates::whatDoesNotComeIsRefused()
{
    Edge edge;
    auto client = edge.shakeHands(host);
    QTRY_COMPARE(edge.questions().size(), 1);
    edge.answer();
    QCOMPARE(client.get(), unrecognizedName);
    QCOMPARE(edge.shakeHands(host).get(), unrecognizedName);
    QCOMPARE(edge.questions().size(), 1); // not at once again
    QTRY_COMPARE(edge.server->stats().http.sniRefused, 2U);
}

void TestEdgeCertificates::strangersAskForNothing()
{
    Edge edge;
    for (const QByteArray name : {"unknown.example.com", "", "track.example.com"})
        QVERIFY(edge.shakeHands(name).get() != 0);
    QCOMPARE(edge.questions(), QList<QByteArray>());
}

void TestEdgeCertificates::aFewAreAskedForAtATime()
{
    Edge edge;
    edge.fixture.snapshots.publish([](Snapshot &next) {
        for (int i = 0; i < 10; ++i)
            next.hosts().insert("h" + QByteArray::number(i) + ".example.com", {"aaaaaaaa", 20 + i, nullptr});
    });
    std::vector<std::future<int>> clients;
    for (int i = 0; i < CertificateCache::mostFetches; ++i)
        clients.push_back(edge.shakeHands("h" + QByteArray::number(i) + ".example.com"));
    QTRY_COMPARE(edge.questions().size(), CertificateCache::mostFetches);
    QCOMPARE(edge.shakeHands("h9.example.com").get(), unrecognizedName);
    edge.answer();
    for (std::future<int> &client : clients)
        QCOMPARE(client.get(), unrecognizedName);
    QCOMPARE(edge.questions().size(), CertificateCache::mostFetches);
}

// Of the client, and of the server.
void TestEdgeCertificates::whoIsGoneIsForgotten()
{
    std::vector<std::function<void()>> late;
    {
        Edge edge;
        auto client = edge.shakeHands(host);
        QTRY_COMPARE(edge.questions().size(), 1);
        edge.server->stop(Millis(0));
        QVERIFY(client.get() != 200);
        late.swap(edge.waiting);
    }
    for (const auto &done : late)
        done();
}

UNMTA_TEST(TestEdgeCertificates)

} // namespace unmta::tst_edge_certificates

#include "tst_edge_certificates.moc"
