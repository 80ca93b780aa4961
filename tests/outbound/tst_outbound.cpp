// The outbound worker: what it sends, what it takes from a server that misbehaves, and where it refuses to go.
#include "outbound/OutboundHttp.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace unmta::tst_outbound {

using namespace Qt::StringLiterals;
using namespace unmta::outbound;
using namespace std::chrono_literals;

namespace {

// Answers every connection with the same bytes once a request's head has come, then closes.
class CannedServer final : public QTcpServer
{
public:
    QByteArray answer;
    QByteArray request;
    int connections = 0;
    int requests = 0;
    bool isSilent = false;
    bool isKeptOpen = false;

    CannedServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            ++connections;
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                request += socket->readAll();
                const qsizetype end = request.indexOf("\r\n\r\n");
                if (isSilent || end < 0 || request.size() < end + 4 + bodyLength())
                    return;
                ++requests;
                socket->write(answer);
                if (isKeptOpen)
                    request.clear();
                else
                    socket->disconnectFromHost();
            });
        });
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString url(const QString &host = u"127.0.0.1"_s) const
    {
        return u"http://%1:%2/path?q=1"_s.arg(host).arg(serverPort());
    }

private:
    [[nodiscard]] qsizetype bodyLength() const
    {
        const qsizetype at = request.indexOf("Content-Length: ");
        return at < 0 ? 0 : request.sliced(at + 16).split('\r').first().toLongLong();
    }
};

HttpCall callTo(const QString &url)
{
    HttpCall call;
    call.url = url;
    call.allowedProtocols = {u"http"_s, u"https"_s};
    call.timeout = 1h; // who waits for it is less patient
    return call;
}

std::optional<Result<HttpReply>> fetch(HttpCall call)
{
    OutboundHttp http;
    std::mutex mutex;
    std::optional<Result<HttpReply>> result;
    http.send(std::move(call), [&](Result<HttpReply> reply) {
        const std::lock_guard lock(mutex);
        result = std::move(reply);
    });
    const auto isDone = [&] {
        const std::lock_guard lock(mutex);
        return result.has_value();
    };
    return QTest::qWaitFor(isDone, unmta::test::patienceMs) ? result : std::nullopt;
}

QString codeOf(const std::optional<Result<HttpReply>> &result)
{
    return !result ? u"never ended"_s : *result ? QString() : result->error().code;
}

} // namespace

class TestOutbound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndReceives()
    {
        CannedServer server;
        server.answer = "HTTP/1.1 201 Created\r\nX-Thing:  one \r\nX-THING: two\r\nContent-Length: 5\r\n\r\nhello";
        HttpCall call = callTo(server.url());
        call.method = "POST";
        call.headers = {{"Content-Type", "text/x"}, {"X-Evil", "a\r\nX-Injected: yes"}};
        call.body = "body\r\nof 13";
        const auto result = fetch(call);
        QVERIFY2(result && result->ok(), qPrintable(codeOf(result)));
        const HttpReply &reply = **result;
        QCOMPARE(reply.status, 201);
        QCOMPARE(reply.body, "hello"_ba);
        QCOMPARE(reply.header("x-thing"), "one"_ba);
        QCOMPARE(reply.header("absent"), QByteArray());
        QCOMPARE(reply.address, u"127.0.0.1"_s);
        QVERIFY(server.request.startsWith("POST /path?q=1 HTTP/1.1\r\n"));
        QVERIFY(server.request.contains("\r\nContent-Type: text/x\r\n"));
        QVERIFY(server.request.contains("\r\nX-Evil: aX-Injected: yes\r\n"));
        QVERIFY(server.request.endsWith("\r\n\r\nbody\r\nof 13"));
    }

    void sendsMethods_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("GET") << "GET"_ba << QByteArray();
        QTest::newRow("HEAD") << "HEAD"_ba << QByteArray();
        QTest::newRow("POST, empty") << "POST"_ba << QByteArray();
        QTest::newRow("PUT") << "PUT"_ba
                             << "x"_ba;
        QTest::newRow("DELETE") << "DELETE"_ba << QByteArray();
    }

    void sendsMethods()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        CannedServer server;
        server.answer = "HTTP/1.1 204 No Content\r\n\r\n";
        HttpCall call = callTo(server.url());
        call.method = method;
        call.body = body;
        const auto result = fetch(call);
        QVERIFY2(result && result->ok(), qPrintable(codeOf(result)));
        QVERIFY(server.request.startsWith(method + " /path"));
    }

    void survivesBadServers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("status");
        const QByteArray head = "HTTP/1.1 200 OK\r\n";
        QTest::newRow("redirect is not followed")
            << "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"_ba << QString()
            << 302;
        QTest::newRow("interim reply first")
            << "HTTP/1.1 103 Early Hints\r\nLocation: x\r\n\r\n"_ba + head + "Content-Length: 0\r\n\r\n"
            << QString() << 200;
        QTest::newRow("as long as allowed")
            << head + "Content-Length: 1000\r\n\r\n" + QByteArray(1000, 'x') << QString() << 200;
        QTest::newRow("announced too long")
            << head + "Content-Length: 1001\r\n\r\n" + QByteArray(1001, 'x') << u"outbound.too_large"_s << 0;
        QTest::newRow("unannounced too long") << head + "\r\n" + QByteArray(5000, 'x') << u"outbound.too_large"_s << 0;
        QTest::newRow("chunked too long")
            << head + "Transfer-Encoding: chunked\r\n\r\n5000\r\n" + QByteArray(0x5000, 'x') << u"outbound.too_large"_s
            << 0;
        QTest::newRow("endless head") << head +
                                             QByteArray("X-Filler: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n").repeated(3000) +
                                             "\r\n"
                                      << u"outbound.too_large"_s << 0;
        QTest::newRow("cut off") << head + "Content-Length: 900\r\n\r\nabc" << u"outbound.broken"_s << 0;
        QTest::newRow("not HTTP") << "220 mail.example.com ESMTP\r\n"_ba << u"outbound.broken"_s << 0;
        QTest::newRow("bad length") << head + "Content-Length: -5\r\n\r\n" << u"outbound.broken"_s << 0;
        QTest::newRow("nothing") << QByteArray() << u"outbound.broken"_s << 0;
    }

    void survivesBadServers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, status);
        CannedServer server;
        server.answer = answer;
        HttpCall call = callTo(server.url());
        call.maxResponseBytes = 1000;
        const auto result = fetch(call);
        QTEST(codeOf(result), "code");
        if (status)
            QCOMPARE((**result).status, status);
        QCOMPARE(server.connections, 1);
    }

    void timesOut()
    {
        CannedServer server;
        server.isSilent = true;
        HttpCall call = callTo(server.url());
        call.timeout = 100ms;
        QCOMPARE(codeOf(fetch(call)), u"outbound.timeout"_s);
    }

    void refusesBeforeConnecting_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host :
             {"127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "[::1]",
              "0.0.0.0", "[::]", "[64:ff9b::7f00:1]", "169.254.169.254", "[fe80::1]"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }

    void refusesBeforeConnecting()
    {
        QFETCH(QString, host);
        CannedServer server;
        HttpCall call = callTo(server.url(host));
        call.addresses = *AddressPolicy::publicOnly();
        call.timeout = 2s;
        const QString code = codeOf(fetch(call));
        // Some spellings are no host at all for some platforms; none of them may reach the server.
        QVERIFY2(code == u"outbound.refused_address" || code == u"outbound.bad_url" || code == u"outbound.resolve",
                 qPrintable(code));
        if (host == u"127.0.0.1")
            QCOMPARE(code, u"outbound.refused_address"_s);
        QCOMPARE(server.connections, 0);
    }

    void connectsToAllowedNetworks()
    {
        CannedServer server;
        server.answer = "HTTP/1.1 204 No Content\r\n\r\n";
        HttpCall call = callTo(server.url());
        call.addresses = *AddressPolicy::publicOnly({u"127.0.0.0/8"_s});
        QCOMPARE(codeOf(fetch(call)), QString());
    }

    void judgesKeptConnectionsAgain()
    {
        CannedServer server;
        server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        server.isKeptOpen = true;
        OutboundHttp http;
        std::mutex mutex;
        QStringList codes;
        const auto done = [&](const Result<HttpReply> &reply) {
            const std::lock_guard lock(mutex);
            codes.append(reply ? QString() : reply.error().code);
        };
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return codes.size();
        };
        http.send(callTo(server.url()), done);
        QTRY_COMPARE(count(), 1);
        http.send(callTo(server.url()), done);
        QTRY_COMPARE(count(), 2);
        QCOMPARE(server.connections, 1);
        HttpCall strict = callTo(server.url());
        strict.addresses = *AddressPolicy::publicOnly();
        http.send(strict, done);
        QTRY_COMPARE(count(), 3);
        QCOMPARE(codes, QStringList({QString(), QString(), u"outbound.refused_address"_s}));
        QCOMPARE(server.requests, 2);
    }

    void ignoresProxiesOfTheEnvironment()
    {
        CannedServer server;
        CannedServer proxy;
        server.answer = "HTTP/1.1 204 No Content\r\n\r\n";
        qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.serverPort()));
        const QString code = codeOf(fetch(callTo(server.url())));
        qunsetenv("http_proxy");
        QCOMPARE(code, QString());
        QCOMPARE(proxy.connections, 0);
    }

    void refusesOtherProtocols_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("code");
        QTest::newRow("http") << u"http://127.0.0.1/"_s << u"outbound.protocol"_s;
        QTest::newRow("file") << u"file:///etc/passwd"_s << u"outbound.bad_url"_s;
        QTest::newRow("file with host") << u"file://localhost/etc/passwd"_s << u"outbound.protocol"_s;
        QTest::newRow("gopher") << u"gopher://127.0.0.1/"_s << u"outbound.protocol"_s;
        QTest::newRow("smtp") << u"smtp://127.0.0.1/"_s << u"outbound.protocol"_s;
        QTest::newRow("nothing") << QString() << u"outbound.bad_url"_s;
        QTest::newRow("no host") << u"https:///x"_s << u"outbound.bad_url"_s;
        QTest::newRow("line break") << u"https://a.example/\r\nX: y"_s << u"outbound.bad_url"_s;
    }

    void refusesOtherProtocols()
    {
        QFETCH(QString, url);
        HttpCall call;
        call.url = url;
        QTEST(codeOf(fetch(call)), "code");
    }

    void runsManyCallsAtOnce()
    {
        auto server = std::make_unique<CannedServer>();
        server->isSilent = true;
        OutboundHttp http;
        std::atomic<int> done = 0;
        for (int i = 0; i < 50; ++i)
            http.send(callTo(server->url()), [&done](const Result<HttpReply> &) { ++done; });
        // Side by side, not one after the other.
        QTRY_COMPARE(server->connections, 50);
        QCOMPARE(done, 0);
        server.reset();
        QTRY_COMPARE(done, 50);
    }

    void runsWorkInOrder()
    {
        OutboundHttp http;
        std::vector<int> order;
        std::atomic<bool> isDone = false;
        http.post([&] {
            // Entered from the worker, so that all of it is queued before any of it runs.
            http.after(60ms, [&] {
                order.push_back(4);
                isDone = true;
            });
            http.after(20ms, [&] { order.push_back(3); });
            http.post([&] { order.push_back(1); });
            http.post([&] { order.push_back(2); });
        });
        QTRY_VERIFY(isDone);
        QCOMPARE(order, (std::vector<int>{1, 2, 3, 4}));
    }

    void dropsCallsWhenDestroyed()
    {
        CannedServer server;
        server.isSilent = true;
        const auto witness = std::make_shared<int>(0);
        QElapsedTimer timer;
        {
            OutboundHttp http;
            http.send(callTo(server.url()), [witness](const Result<HttpReply> &) { ++*witness; });
            http.after(1h, [witness] { ++*witness; });
            QTRY_COMPARE(server.connections, 1);
            timer.start();
        }
        QVERIFY(timer.elapsed() < unmta::test::patienceMs);
        QCOMPARE(*witness, 0);
        QCOMPARE(witness.use_count(), 1);
    }
};

UNMTA_TEST(TestOutbound)

} // namespace unmta::tst_outbound

#include "tst_outbound.moc"
