// Bodies come only when the handler has said so, and no more of them together than there is room for.
#include "http/HttpFixture.h"
#include "http/RawClient.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_http_bodies {

using namespace unmta::http;
using namespace unmta::test;
using namespace Qt::StringLiterals;

// Keeps every admission until the test decides, and answers what came with its length.
class Doorkeeper final : public HttpHandler
{
public:
    struct Waiting
    {
        HttpRequest head;
        std::optional<qint64> announced;
        std::unique_ptr<BodyAdmission> admission;
    };

    void handle(HttpRequest request, Responder responder) override
    {
        responder.send(HttpResponse(200, {}, request.method + ' ' + QByteArray::number(request.body.size())));
    }
    void admitBody(HttpRequest head, std::optional<qint64> announced, BodyAdmission admission) override
    {
        if (head.target == "/at-once")
            return admission.admit(10);
        if (head.target == "/forgotten")
            return;
        if (head.target == "/no")
            return admission.refuse(HttpResponse(403, {}, "no"));
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back({std::move(head), announced, std::make_unique<BodyAdmission>(std::move(admission))});
        m_changed.notify_all();
    }
    // The next one; without an admission when none comes.
    Waiting takeWaiting()
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, patience, [this] { return !m_waiting.empty(); }))
            return {};
        Waiting first = std::move(m_waiting.front());
        m_waiting.pop_front();
        return first;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Waiting> m_waiting;
};

class TestHttpBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
    void nothingIsReadBeforeTheAdmission();
    void admittedAtOnce();
    void refusedBodyIsAnsweredByItsHead_data();
    void refusedBodyIsAnsweredByItsHead();
    void refusedBodyMayStillBeOnItsWay();
    void noContinueBeforeTheAdmission();
    void admissionHasALimit();
    void lateAdmissionOfAGoneClientIsHarmless();
    void claimGrowsWithTheBody();
    void claimLastsUntilTheAnswerHasLeft();
    void budget();

private:
    [[nodiscard]] quint16 port() const { return m_server->listeners().first().port; }

    SystemClock m_clock;
    Doorkeeper m_handler;
    std::unique_ptr<HttpServer> m_server;
};

void TestHttpBodies::init()
{
    HttpServerConfig config = loopback();
    config.workers = 1;
    config.limits.asksForBodies = true;
    m_server = std::make_unique<HttpServer>(config, m_handler, m_clock);
    QVERIFY(m_server->start());
}

void TestHttpBodies::nothingIsReadBeforeTheAdmission()
{
    RawClient client(port());
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n");
    auto waiting = m_handler.takeWaiting();
    QVERIFY(waiting.admission);
    QCOMPARE(waiting.head.target, "/x"_ba);
    QCOMPARE(waiting.head.peerAddress, "127.0.0.1"_ba);
    QVERIFY(waiting.announced == 5'000'000);
    // What the server does not take stays with the client, and in the system's buffers.
    client.socket().neverWait();
    const QByteArray body(5'000'000, 'b');
    qsizetype sent = 0;
    const auto push = [&] {
        const qsizetype count = client.socket().sendSome(body.constData() + sent, body.size() - sent);
        sent += std::max<qsizetype>(0, count);
        return count > 0;
    };
    while (push()) {
    }
    QVERIFY(RawClient(port()).get("a", "/").status == 200); // the server has had its turn with it
    while (push()) {
    }
    QVERIFY2(sent < body.size(), qPrintable(QString::number(sent)));
    waiting.admission->admit(5'000'000);
    QTRY_VERIFY((push(), sent == body.size()));
    QCOMPARE(client.readReply().body, "POST 5000000"_ba);
}

void TestHttpBodies::admittedAtOnce()
{
    RawClient client(port());
    for (int i = 0; i < 3; ++i) { // the connection stays
        client.send("POST /at-once HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd");
        QCOMPARE(client.readReply().body, "POST 4"_ba);
    }
    client.send("POST /at-once HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
    QCOMPARE(client.readReply().body, "POST 2"_ba);
}

void TestHttpBodies::refusedBodyIsAnsweredByItsHead_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    QTest::newRow("length") << "POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 50000000\r\n"_ba << 403;
    QTest::newRow("chunked") << "POST /no HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"_ba << 403;
    QTest::newRow("expecting") << "POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\nExpect: 100-continue\r\n"_ba
                               << 403;
    QTest::newRow("forgotten") << "POST /forgotten HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n"_ba << 500;
}

void TestHttpBodies::refusedBodyIsAnsweredByItsHead()
{
    QFETCH(const QByteArray, head);
    QFETCH(const int, status);
    RawClient client(port());
    client.send(head + "\r\n");
    const auto reply = client.readReply();
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.field("connection"), "close"_ba);
    client.endOutput();
    QVERIFY(client.waitForEnd());
    QVERIFY(client.received().isEmpty());
}

void TestHttpBodies::refusedBodyMayStillBeOnItsWay()
{
    RawClient client(port());
    client.send("POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n");
    QVERIFY(client.send(QByteArray(20'000'000, 'b'))); // a client that writes everything before it reads
    QCOMPARE(client.readReply().body, "no"_ba);
}

void TestHttpBodies::noContinueBeforeTheAdmission()
{
    RawClient client(port());
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    auto waiting = m_handler.takeWaiting();
    QVERIFY(waiting.admission);
    QVERIFY(RawClient(port()).get("a", "/").status == 200);
    QVERIFY(!client.readMore(0));
    waiting.admission->admit(2);
    QCOMPARE(client.readReply().status, 100);
    client.send("ok");
    QCOMPARE(client.readReply().body, "POST 2"_ba);
}

void TestHttpBodies::admissionHasALimit()
{
    RawClient announced(port());
    announced.send("POST /at-once HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n");
    QCOMPARE(announced.readReply().status, 413);
    RawClient chunked(port());
    chunked.send("POST /at-once HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n");
    QCOMPARE(chunked.readReply().status, 413);
}

void TestHttpBodies::lateAdmissionOfAGoneClientIsHarmless()
{
    Doorkeeper::Waiting waiting;
    {
        RawClient client(port());
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
        waiting = m_handler.takeWaiting();
        client.socket().resetAtEnd();
    }
    QTRY_COMPARE(m_server->stats().connectionsOpen, 0U);
    BodyBudget budget(100, 10);
    waiting.admission->admit(2, budget.claim(50));
    QTRY_COMPARE(budget.claimed(), 0);
    QCOMPARE(RawClient(port()).get("a", "/").status, 200);
}

void TestHttpBodies::claimGrowsWithTheBody()
{
    constexpr qint64 room = MiB;
    BodyBudget budget(room, 1);
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, 'b') + "\r\n";
    const QByteArray head = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    RawClient fits(port());
    fits.send(head);
    m_handler.takeWaiting().admission->admit(100 * MiB, budget.claim(10));
    fits.send(chunk.repeated(4));
    QTRY_VERIFY(budget.claimed() >= 4 * 0x10000);
    RawClient excess(port());
    excess.send(head);
    m_handler.takeWaiting().admission->admit(100 * MiB, budget.claim(10));
    excess.send(chunk.repeated(16));
    const auto refused = excess.readReply();
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.field("retry-after"), "2"_ba);
    QVERIFY(budget.claimed() <= room);
    fits.send("0\r\n\r\n");
    QCOMPARE(fits.readReply().body, "POST 262144"_ba);
    QTRY_COMPARE(budget.claimed(), 0);
}

void TestHttpBodies::claimLastsUntilTheAnswerHasLeft()
{
    BodyBudget budget(100, 10);
    RawClient client(port());
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n");
    m_handler.takeWaiting().admission->admit(50, budget.claim(50));
    QVERIFY(RawClient(port()).get("a", "/").status == 200);
    QCOMPARE(budget.claimed(), 50);
    client.send(QByteArray(50, 'b'));
    QCOMPARE(client.readReply().body, "POST 50"_ba);
    QTRY_COMPARE(budget.claimed(), 0);
}

void TestHttpBodies::budget()
{
    BodyBudget budget(100, 10);
    auto large = budget.claim(75);
    QVERIFY(!large.isEmpty());
    QVERIFY(budget.claim(11).isEmpty());
    QVERIFY(!large.grow(1));
    // The last quarter is for the small.
    auto small = budget.claim(10);
    QVERIFY(!small.isEmpty());
    QVERIFY(!budget.claim(10).isEmpty()); // and gone at once
    QCOMPARE(budget.claimed(), 85);
    const BodyClaim copy = small;
    small = {};
    QCOMPARE(budget.claimed(), 85);
    large = {};
    QCOMPARE(budget.claimed(), 10);
    QVERIFY(BodyClaim().grow(1'000)); // nobody counts
}

UNMTA_TEST(TestHttpBodies)

} // namespace unmta::tst_http_bodies

#include "tst_http_bodies.moc"
