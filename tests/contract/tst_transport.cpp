// Both transports against servers that behave, and that do not.
#include "FakeEngine.h"

#include "contract/ApiClient.h"
#include "contract/HttpTransport.h"
#include "contract/LocalSocketTransport.h"
#include "support/Ports.h"
#include "support/RawRequests.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_transport {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

enum class Way
{
    Local,
    Http
};

struct Answer
{
    std::optional<Result<ApiResponse>> outcome;
    int calls = 0;
};

} // namespace

class TestTransport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeEngine> m_engine;

    void startEngine(FakeEngine::Script script)
    {
        m_engine = std::make_unique<FakeEngine>(std::move(script));
        QVERIFY(m_engine->listenTcp());
        QVERIFY(m_engine->listenLocal(localSocketName(m_dir.path())));
    }
    std::unique_ptr<Transport> transport(Way way)
    {
        if (way == Way::Local)
            return std::make_unique<LocalSocketTransport>(m_dir.path());
        auto http = HttpTransport::create({QUrl(m_engine->url()), u"utk_x"_s, {}});
        return http ? *std::move(http) : nullptr;
    }
    // Sends and waits for the one call back.
    Result<ApiResponse> ask(Transport &transport, ApiRequest request)
    {
        auto answer = std::make_shared<Answer>();
        transport.send(std::move(request), [answer](Result<ApiResponse> outcome) {
            answer->outcome = std::move(outcome);
            ++answer->calls;
        });
        if (answer->calls != 0) // never before send() has returned
            return Error(u"test.called_at_once"_s);
        (void)QTest::qWaitFor([&] { return answer->calls > 0; }, patienceMs);
        QCoreApplication::sendPostedEvents();
        if (answer->calls != 1)
            return Error(u"test.calls_%1"_s.arg(answer->calls));
        return *answer->outcome;
    }
    static ApiRequest get(const QString &path, int timeoutMs = patienceMs)
    {
        ApiRequest request;
        request.path = path;
        request.timeoutMs = timeoutMs;
        return request;
    }
    static void addWays()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("local socket") << static_cast<int>(Way::Local);
        QTest::newRow("http") << static_cast<int>(Way::Http);
    }

private Q_SLOTS:
    void cleanup() { m_engine.reset(); }

    void requestsArriveAsTheyAre_data() { addWays(); }
    void requestsArriveAsTheyAre()
    {
        QFETCH(int, way);
        startEngine([](const FakeRequest &) {
            return FakeEngine::reply(429, R"({"message":"Later."})", "Retry-After: 7\r\n");
        });
        const auto via = transport(static_cast<Way>(way));
        ApiRequest request = jsonRequest(Method::Patch, apiPath({u"a/b"_s, u"100%"_s, u"ü"_s}), {{u"x"_s, 1}});
        request.query.addQueryItem(u"after"_s, u"a%2Bb%26c%3D%25"_s);
        const auto response = ask(*via, request);
        QVERIFY2(response.ok(), response.ok() ? "" : qPrintable(describe(response.error())));
        QCOMPARE(response->status, 429);
        QCOMPARE(response->body, QByteArray(R"({"message":"Later."})"));
        QCOMPARE(response->contentType, QByteArray("application/json"));
        QCOMPARE(response->retryAfterSeconds, 7);
        QCOMPARE(m_engine->requests.size(), 1);
        const FakeRequest &seen = m_engine->requests.first();
        QCOMPARE(seen.method, QByteArray("PATCH"));
        QCOMPARE(seen.target, QByteArray("/api/v1/a%2Fb/100%25/%C3%BC?after=a%2Bb%26c%3D%25"));
        QCOMPARE(seen.body, QByteArray(R"({"x":1})"));
        QCOMPARE(seen.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(seen.headers.value("authorization"),
                 QByteArray(way == static_cast<int>(Way::Http) ? "Bearer utk_x" : ""));
    }

    void everyMethodWithoutBody_data() { addWays(); }
    void everyMethodWithoutBody()
    {
        QFETCH(int, way);
        startEngine([](const FakeRequest &) { return FakeEngine::noContent(); });
        const auto via = transport(static_cast<Way>(way));
        for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
            ApiRequest request = get(u"/api/v1/x"_s);
            request.method = method;
            const auto response = ask(*via, request);
            QVERIFY2(response.ok(), methodName(method).constData());
            QCOMPARE(response->status, 204);
            QVERIFY(response->body.isEmpty());
            QCOMPARE(m_engine->requests.last().method, methodName(method));
            QVERIFY(m_engine->requests.last().body.isEmpty());
        }
    }

    void bigBodiesComeWhole_data() { addWays(); }
    void bigBodiesComeWhole()
    {
        QFETCH(int, way);
        const QByteArray body(3'000'000, 'x');
        startEngine([&body](const FakeRequest &) { return FakeEngine::reply(200, body); });
        const auto response = ask(*transport(static_cast<Way>(way)), get(u"/api/v1/x"_s));
        QVERIFY(response.ok());
        QCOMPARE(response->body.size(), body.size());
    }

    // A peer that keeps the connection open after a whole reply is not waited for.
    void aWholeReplyIsEnough_data() { addWays(); }
    void aWholeReplyIsEnough()
    {
        QFETCH(int, way);
        startEngine([](const FakeRequest &) { return FakeEngine::reply(200, "{}"); });
        m_engine->setCloses(false);
        // It has an hour, and ask() is less patient.
        QVERIFY(ask(*transport(static_cast<Way>(way)), get(u"/api/v1/x"_s, 3'600'000)).ok());
    }

    void badPeers_data()
    {
        QTest::addColumn<int>("way");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("code");
        const QByteArray cut = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":";
        for (const auto way : {Way::Local, Way::Http}) {
            const char *name = way == Way::Local ? "local" : "http";
            const auto row = [&](const char *what, const QByteArray &reply, const QString &code) {
                QTest::addRow("%s: %s", name, what) << static_cast<int>(way) << reply << code;
            };
            row("silence", "", u"transport.timeout"_s);
            row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n", u"transport.malformed"_s);
            row("head cut", "HTTP/1.1 200 OK\r\nContent-Le",
                way == Way::Local ? u"transport.malformed"_s : u"transport.unreachable"_s);
            row("body cut", cut, way == Way::Local ? u"transport.malformed"_s : u"transport.unreachable"_s);
        }
    }
    void badPeers()
    {
        QFETCH(int, way);
        QFETCH(QByteArray, reply);
        QFETCH(QString, code);
        startEngine([reply](const FakeRequest &) { return reply; });
        const auto response =
            ask(*transport(static_cast<Way>(way)), get(u"/api/v1/x"_s, reply.isEmpty() ? 200 : patienceMs));
        QVERIFY(!response.ok());
        // Qt reports a peer that is no web server in more than one way; it is never a success.
        const QStringList acceptable = way == static_cast<int>(Way::Http) && code == u"transport.malformed"_s
                                           ? QStringList{code, u"transport.unreachable"_s}
                                           : QStringList{code};
        QVERIFY2(acceptable.contains(response.error().code), qPrintable(describe(response.error())));
        QVERIFY(!response.error().context.value(u"address"_s).isEmpty());
    }

    void aBodyThatStallsTimesOut_data() { addWays(); }
    void aBodyThatStallsTimesOut()
    {
        QFETCH(int, way);
        startEngine([](const FakeRequest &) { return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"); });
        m_engine->setCloses(false);
        const auto response = ask(*transport(static_cast<Way>(way)), get(u"/api/v1/x"_s, 200));
        QVERIFY(!response.ok());
        QCOMPARE(response.error().code, u"transport.timeout"_s);
    }

    void nobodyThere()
    {
        LocalSocketTransport local(m_dir.filePath(u"elsewhere"_s));
        const auto noSocket = ask(local, get(u"/api/v1/x"_s));
        QCOMPARE(noSocket.error().code, u"transport.unreachable"_s);
        QCOMPARE(noSocket.error().context.value(u"address"_s), localSocketName(m_dir.filePath(u"elsewhere"_s)));

        const auto http = HttpTransport::create({QUrl(u"http://127.0.0.1:%1"_s.arg(takePort())), u"t"_s, {}});
        QVERIFY(http.ok());
        QCOMPARE(ask(**http, get(u"/api/v1/x"_s)).error().code, u"transport.unreachable"_s);
        if (!isUnix())
            return; // no file stands for a pipe
        // A socket file whose owner has died.
        QFile stale(localSocketName(m_dir.path()));
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        LocalSocketTransport dead(m_dir.path());
        QCOMPARE(ask(dead, get(u"/api/v1/x"_s)).error().code, u"transport.unreachable"_s);
        QVERIFY(stale.remove());
    }

    void tlsWithoutTrust()
    {
        // A plain HTTP peer where TLS is expected: the handshake fails.
        startEngine([](const FakeRequest &) { return FakeEngine::noContent(); });
        QUrl url(m_engine->url());
        url.setScheme(u"https"_s);
        const auto http = HttpTransport::create({url, u"t"_s, {}});
        QVERIFY(http.ok());
        const auto response = ask(**http, get(u"/api/v1/x"_s, 1000));
        QVERIFY(!response.ok());
        QVERIFY2(response.error().code.startsWith(u"transport."_s), qPrintable(response.error().code));
        QVERIFY(m_engine->requests.isEmpty());
    }

    void nothingComesAfterTheTransportHasGone_data() { addWays(); }
    void nothingComesAfterTheTransportHasGone()
    {
        QFETCH(int, way);
        startEngine([](const FakeRequest &) { return FakeEngine::noContent(); });
        bool called = false;
        auto via = transport(static_cast<Way>(way));
        via->send(get(u"/api/v1/x"_s), [&called](const Result<ApiResponse> &) { called = true; });
        via.reset();
        // Another exchange goes through meanwhile.
        QVERIFY(ask(*transport(static_cast<Way>(way)), get(u"/api/v1/y"_s)).ok());
        QVERIFY(!called);
    }

    void theTransportMayBeDestroyedByItsReply_data() { addWays(); }
    void theTransportMayBeDestroyedByItsReply()
    {
        QFETCH(int, way);
        startEngine([](const FakeRequest &) { return FakeEngine::noContent(); });
        auto via = transport(static_cast<Way>(way));
        bool called = false;
        via->send(get(u"/api/v1/x"_s), [&](const Result<ApiResponse> &) {
            called = true;
            if (auto *object = dynamic_cast<QObject *>(via.release()))
                object->deleteLater();
        });
        QTRY_VERIFY(called);
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("code"); // empty: accepted
        const auto row = [](const QString &url, const QString &code) { QTest::newRow(qPrintable(url)) << url << code; };
        row(u"https://engine.example.com:8089"_s, {});
        row(u"http://127.0.0.1:8089"_s, {});
        row(u"http://127.1.2.3:8089"_s, {});
        row(u"http://[::1]:8089"_s, {});
        row(u"http://localhost:8089"_s, {});
        row(u"http://engine.example.com:8089"_s, u"transport.insecure"_s);
        row(u"http://192.0.2.1"_s, u"transport.insecure"_s);
        row(u"http://localhost.example.com"_s, u"transport.insecure"_s);
        row(u"http://127.0.0.1.example.com"_s, u"transport.insecure"_s);
        row(u"ftp://127.0.0.1"_s, u"transport.bad_url"_s);
        row(u"127.0.0.1:8089"_s, u"transport.bad_url"_s);
        row(u"engine.example.com"_s, u"transport.bad_url"_s);
        row(u"https://"_s, u"transport.bad_url"_s);
        row(u""_s, u"transport.bad_url"_s);
    }
    void addresses()
    {
        QFETCH(QString, url);
        QFETCH(QString, code);
        const auto transport = HttpTransport::create({QUrl(url), u"t"_s, {}});
        QCOMPARE(transport.ok() ? QString() : transport.error().code, code);
        if (!transport.ok())
            QCOMPARE(transport.error().field, u"url"_s);
    }

    void caFileMustHoldCertificates()
    {
        const auto transport = HttpTransport::create({QUrl(u"https://127.0.0.1"_s), u"t"_s, u"/nonexistent"_s});
        QVERIFY(!transport.ok());
        QCOMPARE(transport.error().code, u"transport.ca_file"_s);
    }

    void refusalsBecomeErrorsOfTheClient()
    {
        startEngine([](const FakeRequest &request) {
            if (request.target.endsWith("/broken"))
                return FakeEngine::reply(500, "<html>");
            if (request.target.endsWith("/redirect"))
                return FakeEngine::reply(302, "{}", "Location: http://192.0.2.1/\r\n");
            return FakeEngine::reply(422, R"({"message":"No.","code":"domain.apex","errors":{"name":["No."]}})");
        });
        const auto via = transport(Way::Http);
        ApiClient client(*via);
        const auto call = [&](const QString &path) {
            std::optional<Result<QJsonObject>> reply;
            client.object(get(path), this, [&reply](Result<QJsonObject> body) { reply = std::move(body); });
            (void)QTest::qWaitFor([&] { return reply.has_value(); }, patienceMs);
            return reply ? reply->error() : Error(u"test.no_reply"_s);
        };
        const Error refused = call(u"/api/v1/x"_s);
        QCOMPARE(refused.code, u"domain.apex"_s);
        QCOMPARE(refused.field, u"name"_s);
        QCOMPARE(refused.context.value(u"message"_s), u"No."_s);
        QCOMPARE(refused.context.value(u"status"_s), u"422"_s);
        QCOMPARE(refused.context.value(u"errors"_s), u"{\"name\":[\"No.\"]}"_s);
        QCOMPARE(call(u"/api/v1/broken"_s).code, u"transport.malformed"_s);
        QCOMPARE(call(u"/api/v1/redirect"_s).code, u"transport.malformed"_s);
    }

    void repliesNeedTheirContext()
    {
        startEngine([](const FakeRequest &) { return FakeEngine::data(QJsonArray()); });
        const auto via = transport(Way::Local);
        ApiClient client(*via);
        bool orphan = false;
        bool child = false;
        {
            QObject gone;
            client.clusters(&gone, [&orphan](const auto &) { orphan = true; });
        }
        client.clusters(this, [&child](const auto &) { child = true; });
        QTRY_VERIFY(child);
        QTRY_COMPARE(m_engine->requests.size(), 2);
        QVERIFY(!orphan);
    }
};

UNMTA_TEST(TestTransport)

} // namespace unmta::tst_transport

#include "tst_transport.moc"
