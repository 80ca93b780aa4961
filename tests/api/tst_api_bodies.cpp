// What strangers can make the management API keep: bodies are judged by their head, and there is a bound on their sum.
#include "api/BodyRules.h"
#include "http/RawClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QFile>
#include <QTest>

namespace unmta::tst_api_bodies {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray headOf(const QByteArray &start, const QByteArray &token, const QByteArray &fields)
{
    return start + " HTTP/1.1\r\nHost: localhost\r\n" +
           (token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n") + fields + "\r\n";
}

const QByteArray message = "Content-Type: message/rfc822\r\n";
const QByteArray json = "Content-Type: application/json\r\n";
const QByteArray expecting = "Expect: 100-continue\r\n";

QByteArray length(qint64 bytes)
{
    return "Content-Length: " + QByteArray::number(bytes) + "\r\n";
}

} // namespace

class TestApiBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bodiesAreJudgedByTheirHead_data();
    void bodiesAreJudgedByTheirHead();
    void strangersCostNoMemory();
    void theSumIsBounded();
    void largeMessagePasses();

private:
    [[nodiscard]] QByteArray rewrite() const
    {
        return "POST /api/v1/clusters/" + m_world.cluster.toLatin1() + "/rewrite";
    }

    ApiWorld m_world;
    QByteArray m_admin;
    QByteArray m_rewriter;
    QByteArray m_reader;
};

void TestApiBodies::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    m_admin = m_world.token({u"admin"_s}).toLatin1();
    m_rewriter = m_world.token({u"rewrite"_s}).toLatin1();
    m_reader = m_world.token({u"read"_s}).toLatin1();
}

void TestApiBodies::bodiesAreJudgedByTheirHead_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    const QByteArray post = rewrite();
    const qint64 large = 60 * MiB;
    QTest::newRow("nobody") << headOf(post, {}, message + length(large)) << 401;
    QTest::newRow("a stranger") << headOf(post, "utk_wrong", message + length(large)) << 401;
    QTest::newRow("nobody, chunked") << headOf(post, {}, message + "Transfer-Encoding: chunked\r\n") << 401;
    QTest::newRow("nobody, nowhere") << headOf("POST /nowhere", {}, message + length(large)) << 401;
    QTest::newRow("nowhere") << headOf("POST /nowhere", m_admin, message + length(large)) << 404;
    QTest::newRow("not allowed to") << headOf(post, m_reader, message + length(large)) << 403;
    QTest::newRow("larger than any message") << headOf(post, m_rewriter, message + length(large)) << 413;
    QTest::newRow("not a message") << headOf(post, m_rewriter, json + length(1000)) << 415;
    QTest::newRow("large, but not a message")
        << headOf("POST /api/v1/clusters", m_admin, json + length(1 * MiB + 1)) << 413;
    QTest::newRow("settings as a form") << headOf("PATCH /api/v1/settings", m_admin,
                                                  "Content-Type: text/plain\r\n" + length(5))
                                        << 415;
    QTest::newRow("nothing to say") << headOf("POST /api/v1/monitor/release", m_admin, length(large)) << 400;
    QTest::newRow("a question") << headOf("GET /api/v1/clusters", m_reader, length(2)) << 400;
    QTest::newRow("health") << headOf("GET /healthz", {}, length(large)) << 400;
    QTest::newRow("health, a little") << headOf("GET /healthz", {}, length(2)) << 400;
    QTest::newRow("health, another way") << headOf("POST /healthz", {}, length(large)) << 401;
    QTest::newRow("the reference") << headOf("GET /api/v1/openapi.yaml", {}, length(large)) << 400;
    QTest::newRow("no such method") << headOf("OPTIONS /healthz", {}, length(large)) << 405;
}

void TestApiBodies::bodiesAreJudgedByTheirHead()
{
    QFETCH(const QByteArray, head);
    QFETCH(const int, status);
    RawClient client(m_world.apiPort);
    client.send(head); // and not a byte of the body
    const auto reply = client.readReply();
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.field("content-type"), "application/json"_ba);
    QCOMPARE(reply.field("connection"), "close"_ba);
}

void TestApiBodies::strangersCostNoMemory()
{
    const QByteArray body(8 * MiB, 'b');
    std::vector<std::unique_ptr<RawClient>> clients;
    const qint64 before = residentBytes();
    const QByteArrayList starts{rewrite(), "POST /healthz", "GET /healthz", "PUT /nowhere"};
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_world.apiPort));
        clients.back()->send(headOf(starts[i % starts.size()], {}, message + length(60 * MiB)));
        clients.back()->send(body);
    }
    const qint64 grown = residentBytes() - before;
    QVERIFY2(grown < 40 * MiB, qPrintable(QString::number(grown)));
    for (const auto &client : clients)
        QVERIFY(client->readReply().status >= 400);
}

void TestApiBodies::theSumIsBounded()
{
    const QByteArray start = headOf(rewrite(), m_rewriter, message + expecting + length(40 * MiB));
    std::vector<std::unique_ptr<RawClient>> holders;
    constexpr qint64 forMessages = BodyRules::most - BodyRules::most / 4;
    for (qint64 held = 40 * MiB; held <= forMessages; held += 40 * MiB) {
        holders.push_back(std::make_unique<RawClient>(m_world.apiPort));
        holders.back()->send(start);
        QCOMPARE(holders.back()->readReply().status, 100);
    }
    RawClient excess(m_world.apiPort);
    excess.send(start);
    const auto refused = excess.readReply();
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.field("retry-after"), "2"_ba);
    QVERIFY(refused.body.contains("request.busy"));
    // Everybody else goes on, the operator on the local socket too.
    RawClient settings(m_world.apiPort);
    settings.send(headOf("PATCH /api/v1/settings", m_admin, json + length(2)) + "{}");
    QCOMPARE(settings.readReply().status, 200);
    ApiRequest local = ApiWorld::request(Method::Post, {u"clusters"_s, m_world.cluster, u"rewrite"_s});
    local.contentType = "message/rfc822";
    local.body = "Subject: x\r\n\r\n" + QByteArray(MiB, 'x');
    QCOMPARE(ApiWorld::send(m_world.door(Door::Socket), local).status, 200);
    // Whoever leaves makes room.
    holders.pop_back();
    QTRY_VERIFY([&] {
        RawClient next(m_world.apiPort);
        next.send(start);
        return next.readReply().status == 100;
    }());
}

void TestApiBodies::largeMessagePasses()
{
    ApiRequest request = ApiWorld::request(Method::Post, {u"clusters"_s, m_world.cluster, u"rewrite"_s});
    request.contentType = "message/rfc822";
    request.body = "Subject: x\r\nContent-Type: text/plain\r\n\r\n";
    while (request.body.size() < 4 * MiB)
        request.body += QByteArray(70, 'x') + "\r\n";
    for (const Door door : allDoors) {
        const auto answered = ApiWorld::send(m_world.door(door), request);
        QCOMPARE(answered.status, 200);
        QVERIFY(answered.raw.body == request.body);
    }
}

UNMTA_TEST(TestApiBodies)

} // namespace unmta::tst_api_bodies

#include "tst_api_bodies.moc"
