#include "http/HttpWriter.h"
#include "http/server/TicketKeys.h"
#include "support/FakeClock.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_http_writer {

using namespace Qt::StringLiterals;
using namespace unmta::http;

class TestHttpWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void dateFollowsTheClock();
    void writesSharedAnswersLikeOthers();
    void hostWithoutPort_data();
    void hostWithoutPort();
    void ticketKeysRotate();
};

void TestHttpWriter::writes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("head");
    QTest::addColumn<bool>("keepAlive");
    QTest::addColumn<QByteArray>("wire");
    const QByteArray date = "Date: Mon, 21 Sep 2026 14:13:20 GMT\r\n";
    QTest::newRow("body") << 200 << "abc"_ba << false << true
                          << "HTTP/1.1 200 OK\r\nX-A: b\r\n" + date + "Content-Length: 3\r\n\r\nabc";
    QTest::newRow("empty") << 404 << ""_ba << false << true
                           << "HTTP/1.1 404 Not Found\r\nX-A: b\r\n" + date + "Content-Length: 0\r\n\r\n";
    QTest::newRow("head") << 200 << "abc"_ba << true << true
                          << "HTTP/1.1 200 OK\r\nX-A: b\r\n" + date + "Content-Length: 3\r\n\r\n";
    QTest::newRow("close") << 503 << "x"_ba << false << false
                           << "HTTP/1.1 503 Service Unavailable\r\nX-A: b\r\n" + date +
                                  "Content-Length: 1\r\nConnection: close\r\n\r\nx";
    QTest::newRow("no content") << 204 << "ignored"_ba << false << true
                                << "HTTP/1.1 204 No Content\r\nX-A: b\r\n" + date + "\r\n";
    QTest::newRow("not modified") << 304 << "ignored"_ba << false << true
                                  << "HTTP/1.1 304 Not Modified\r\nX-A: b\r\n" + date + "\r\n";
}

void TestHttpWriter::writes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, head);
    QFETCH(bool, keepAlive);
    QFETCH(QByteArray, wire);
    const test::FakeClock clock(fromUnixMs(1'790'000'000'999));
    HttpWriter writer(clock);
    std::string out = "before";
    writer.write(HttpResponse(status, {{"X-A", "b"}}, body), head, keepAlive, out);
    QCOMPARE(QByteArray::fromStdString(out), "before" + wire);
}

// Those are kept as they go on the wire; nobody may notice.
void TestHttpWriter::writesSharedAnswersLikeOthers()
{
    test::FakeClock clock(fromUnixMs(1'790'000'000'999));
    HttpWriter writer(clock);
    const auto written = [&](const HttpResponse &response, bool head = false, bool keepAlive = true) {
        std::string out = "before";
        writer.write(response, head, keepAlive, out);
        HttpWriter fresh(clock);
        std::string expected = "before";
        fresh.write(HttpResponse(response.status, response.headers, QByteArray(response.body.toStdString().c_str())),
                    head, keepAlive, expected);
        return out == expected;
    };
    std::array<HttpResponse, 6> shared; // more than are kept
    for (std::size_t i = 0; i < shared.size(); ++i)
        shared[i] = HttpResponse(200, {{"X-A", QByteArray::number(i)}}, "body" + QByteArray::number(i));
    for (int round = 0; round < 3; ++round) {
        for (const HttpResponse &response : shared) {
            for (int again = 0; again < 3; ++again)
                QVERIFY(written(HttpResponse(response)));
            QVERIFY(written(HttpResponse(response), true));
            QVERIFY(written(HttpResponse(response), false, false));
            HttpResponse other = response;
            other.status = 404;
            QVERIFY(written(other));
            other.headers.add("X-B", "c");
            QVERIFY(written(other));
            other.body[0] = 'B';
            QVERIFY(written(other));
        }
        clock.advance(Millis(1000));
    }
    char raw[] = "raw";
    const HttpResponse lent(200, {}, QByteArray::fromRawData(raw, 3));
    QVERIFY(written(lent));
    raw[0] = 'R';
    QVERIFY(written(lent));
}

void TestHttpWriter::dateFollowsTheClock()
{
    test::FakeClock clock(fromUnixMs(951'782'399'000));
    HttpWriter writer(clock);
    std::string out;
    writer.write(HttpResponse(204), false, true, out);
    clock.advance(Millis(1000));
    writer.write(HttpResponse(204), false, true, out);
    QVERIFY(out.find("Date: Mon, 28 Feb 2000 23:59:59 GMT\r\n") != std::string::npos);
    QVERIFY(out.find("Date: Tue, 29 Feb 2000 00:00:00 GMT\r\n") != std::string::npos);
}

void TestHttpWriter::hostWithoutPort_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("plain") << "a.example"_ba
                           << "a.example"_ba;
    QTest::newRow("port") << "a.example:8443"_ba
                          << "a.example"_ba;
    QTest::newRow("IPv6") << "[::1]"_ba
                          << "[::1]"_ba;
    QTest::newRow("IPv6 and port") << "[::1]:80"_ba
                                   << "[::1]"_ba;
}

void TestHttpWriter::hostWithoutPort()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, host);
    HttpRequest request;
    QVERIFY(request.host().isEmpty());
    request.headers.add("Host", field);
    QCOMPARE(request.host(), QByteArrayView(host));
}

void TestHttpWriter::ticketKeysRotate()
{
    test::FakeClock clock;
    TicketKeys keys(clock);
    TicketKeys::Key first;
    TicketKeys::Key again;
    TicketKeys::Key second;
    bool current = false;
    QVERIFY(keys.sealingKey(first));
    clock.advance(std::chrono::hours(7));
    QVERIFY(keys.sealingKey(again));
    QCOMPARE(again.cipher, first.cipher);
    clock.advance(std::chrono::hours(1));
    QVERIFY(keys.sealingKey(second));
    QVERIFY(second.cipher != first.cipher && second.name != first.name && second.mac != first.mac);
    QVERIFY(keys.openingKey(first.name.data(), again, current));
    QVERIFY(again.cipher == first.cipher && !current);
    QVERIFY(keys.openingKey(second.name.data(), again, current));
    QVERIFY(again.cipher == second.cipher && current);
    clock.advance(std::chrono::hours(8));
    QVERIFY(!keys.openingKey(first.name.data(), again, current));
    clock.advance(std::chrono::hours(100));
    QVERIFY(!keys.openingKey(second.name.data(), again, current));
}

UNMTA_TEST(TestHttpWriter)

} // namespace unmta::tst_http_writer

#include "tst_http_writer.moc"
