// The milter's server and its snapshot keeper over real sockets, with an engine played by an HTTP handler.
#include "rewriter/MilterPackets.h"
#include "support/FakeRandom.h"

#include "base/Clock.h"
#include "http/server/HttpServer.h"
#include "milter/MilterServer.h"
#include "milter/SnapshotKeeper.h"
#include "milter/StatusHandler.h"
#include "outbound/OutboundHttp.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <asio/connect.hpp>
#include <asio/generic/stream_protocol.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/read.hpp>
#include <asio/write.hpp>

namespace unmta::tst_milter_process {

using namespace unmta::milter;
using namespace unmta::rewriter;
using unmta::test::number;
using unmta::test::packet;
using namespace Qt::StringLiterals;

namespace {

const QByteArray negotiation = packet('O', number(6) + number(0x1ff) + number(0x1fffff));

QByteArray wholeMessage(const QByteArray &body)
{
    return packet('M', QByteArray("<a@example.org>\0", 16)) + packet('R', QByteArray("<b@example.net>\0", 16)) +
           packet('L', QByteArray("Content-Type\0 text/html\0", 24)) + packet('N') + packet('B', body) + packet('E');
}

// Reads replies up to "continue" or the end of the connection; the commands only.
template <typename Socket>
QByteArray repliesFrom(Socket &socket)
{
    QByteArray commands;
    asio::error_code error;
    while (!commands.endsWith('c')) {
        std::array<char, 5> head{};
        asio::read(socket, asio::buffer(head), error);
        if (error)
            return commands + '!';
        QByteArray data(static_cast<qsizetype>(qFromBigEndian<quint32>(head.data())) - 1, '\0');
        asio::read(socket, asio::buffer(data.data(), static_cast<std::size_t>(data.size())), error);
        commands += head[4];
    }
    return commands;
}

template <typename Socket>
void sendTo(Socket &socket, const QByteArray &bytes)
{
    asio::write(socket, asio::buffer(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

class FakeEngine final : public http::HttpHandler
{
public:
    void handle(http::HttpRequest request, http::Responder responder) override
    {
        const std::lock_guard lock(mutex);
        ++calls;
        if (request.headers.value("Authorization") != "Bearer utk_secret" ||
            request.path() != "/api/v1/clusters/0123abcd/rewrite-snapshot")
            responder.send(http::HttpResponse(401));
        else
            responder.send(http::HttpResponse(status, {{"Content-Type", "application/json"}}, body));
    }

    std::mutex mutex;
    std::atomic<int> calls = 0;
    int status = 200;
    QByteArray body;
};

QByteArray snapshotJson(bool clicks = true)
{
    test::FakeRandom random;
    RewriteSnapshot snapshot;
    snapshot.clusterId = "0123abcd";
    snapshot.keys = {makeLinkKey(random)};
    snapshot.hosts = {{"links.example.com", true}, {"c-0123abcd.zone.example", false}};
    snapshot.defaultHost = "links.example.com";
    snapshot.fallbackHost = "c-0123abcd.zone.example";
    snapshot.targetZone = "zone.example";
    snapshot.rules.clicks = clicks;
    snapshot.rules.opens = false;
    return QJsonDocument(QJsonObject{{u"data"_s, snapshot.toJson()}}).toJson();
}

} // namespace

class MilterProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void parsesListenAddresses_data();
    void parsesListenAddresses();
    void rewritesOverTcp();
    void rewritesOverUnixSocket();
    void longRepliesArriveWhole_data();
    void longRepliesArriveWhole();
    void staleSocketIsReplacedAndALiveOneIsNot();
    void followsTheEngine();
    void worksFromDiskWhileTheEngineIsAway();
    void refusesUnsafeEngines_data();
    void refusesUnsafeEngines();
    void foreignSnapshotsAreRefused();
    void drainFinishesWhatIsUnderWay();
    void garbageEndsOnlyItsConnection();
    void tellsItsHealth();

private:
    void startKeeper();
    void startServer(const QString &listen = u"inet:0@127.0.0.1"_s);
    [[nodiscard]] asio::ip::tcp::socket connectTcp();

    std::unique_ptr<QTemporaryDir> m_dir;
    SystemClock m_clock;
    FakeEngine m_engine;
    std::unique_ptr<http::HttpServer> m_engineServer;
    std::unique_ptr<MilterMetrics> m_metrics;
    std::unique_ptr<SnapshotKeeper> m_keeper;
    std::unique_ptr<outbound::OutboundHttp> m_outbound;
    std::unique_ptr<MilterServer> m_server;
    asio::io_context m_io;
    SnapshotSource m_source;
};

void MilterProcessTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_engine.status = 200;
    m_engine.body = snapshotJson();
    http::HttpServerConfig config;
    config.listeners = {{u"127.0.0.1"_s, 0, false}};
    config.workers = 1;
    m_engineServer = std::make_unique<http::HttpServer>(config, m_engine, m_clock);
    QVERIFY(m_engineServer->start().ok());
    QFile token(m_dir->filePath(u"token"_s));
    QVERIFY(token.open(QIODevice::WriteOnly));
    token.write("utk_secret\n");
    m_source = {u"http://127.0.0.1:%1/"_s.arg(m_engineServer->listeners().front().port),
                u"0123abcd"_s,
                token.fileName(),
                {},
                m_dir->filePath(u"state/rewrite-snapshot.json"_s),
                Millis(100)};
    m_metrics = std::make_unique<MilterMetrics>();
}

void MilterProcessTest::cleanup()
{
    m_server.reset();
    m_outbound.reset();
    m_keeper.reset();
    m_engineServer.reset();
}

void MilterProcessTest::startKeeper()
{
    m_outbound.reset();
    m_keeper.reset();
    m_outbound = std::make_unique<outbound::OutboundHttp>();
    m_keeper = std::make_unique<SnapshotKeeper>(m_source, *m_outbound, m_clock, *m_metrics);
    QVERIFY(m_keeper->check().ok());
    m_keeper->start();
}

void MilterProcessTest::startServer(const QString &listen)
{
    MilterServerConfig config;
    config.listeners = {*ListenAddress::parse(listen)};
    config.maxMessageBytes = m_keeper->maxMessageBytes();
    m_server = std::make_unique<MilterServer>(
        config,
        [this](const QByteArray &message, const RewriteContext &context) {
            return m_keeper->rewrite(message, context);
        },
        *m_metrics);
    QVERIFY(m_server->start().ok());
}

asio::ip::tcp::socket MilterProcessTest::connectTcp()
{
    asio::ip::tcp::socket socket(m_io);
    socket.connect({asio::ip::make_address("127.0.0.1"), m_server->listening().front().port});
    return socket;
}

void MilterProcessTest::parsesListenAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("normal");
    QTest::newRow("Sendmail") << u"inet:8891@127.0.0.1"_s << u"inet:8891@127.0.0.1"_s;
    QTest::newRow("Sendmail, IPv6") << u"inet6:8891@::1"_s << u"inet:8891@::1"_s;
    QTest::newRow("Postfix") << u"inet:127.0.0.1:8891"_s << u"inet:8891@127.0.0.1"_s;
    QTest::newRow("Postfix, IPv6") << u"inet:[::1]:8891"_s << u"inet:8891@::1"_s;
    QTest::newRow("localhost") << u"inet:8891@localhost"_s << u"inet:8891@127.0.0.1"_s;
    QTest::newRow("unix") << u"unix:/run/x.sock"_s << u"unix:/run/x.sock"_s;
    QTest::newRow("local") << u"local:/run/x.sock"_s << u"unix:/run/x.sock"_s;
    QTest::newRow("relative path") << u"unix:x.sock"_s << QString();
    QTest::newRow("no port") << u"inet:127.0.0.1"_s << QString();
    QTest::newRow("port too large") << u"inet:88910@127.0.0.1"_s << QString();
    QTest::newRow("a name") << u"inet:8891@mail.example.org"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void MilterProcessTest::parsesListenAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, normal);
    const auto parsed = ListenAddress::parse(text);
    QCOMPARE(parsed.ok(), !normal.isEmpty());
    if (parsed)
        QCOMPARE(parsed->toString(), normal);
}

void MilterProcessTest::rewritesOverTcp()
{
    startKeeper();
    QTRY_VERIFY(m_keeper->ageSeconds() >= 0);
    startServer();
    auto socket = connectTcp();
    sendTo(socket, negotiation);
    for (int i = 0; i < 20; ++i) {
        sendTo(socket, wholeMessage("<a href=\"http://a.b/\">"));
        const QByteArray replies = repliesFrom(socket);
        QVERIFY(replies.endsWith("bc"));
    }
    QVERIFY(m_metrics->toText(0).contains("unmta_milter_links_tracked_total 20\n"));
}

void MilterProcessTest::rewritesOverUnixSocket()
{
    if (!unmta::test::isUnix())
        QSKIP("a mail server there is reached by TCP");
    startKeeper();
    QTRY_VERIFY(m_keeper->ageSeconds() >= 0);
    const QString path = m_dir->filePath(u"m.sock"_s);
    startServer(u"unix:"_s + path);
    QCOMPARE(QFile::permissions(path) & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::WriteGroup);
    asio::local::stream_protocol::socket socket(m_io);
    socket.connect(asio::local::stream_protocol::endpoint(path.toStdString()));
    sendTo(socket, negotiation + wholeMessage(QByteArray(60'000, 'x') + "<a href=\"http://a.b/\">"));
    QCOMPARE(repliesFrom(socket), "Obc");
    socket.close();
    m_server.reset();
    QVERIFY(!QFileInfo::exists(path));
}

void MilterProcessTest::longRepliesArriveWhole_data()
{
    QTest::addColumn<QString>("listen");
    QTest::newRow("tcp") << u"inet:0@127.0.0.1"_s;
    if (unmta::test::isUnix()) {
        QTest::newRow("unix") << u"unix:"_s + QDir::tempPath() +
                                     u"/unmta-milter-test-%1.sock"_s.arg(QCoreApplication::applicationPid());
    }
}

// Longer than any send buffer, and the reader is slow: a process of its own writes them.
void MilterProcessTest::longRepliesArriveWhole()
{
    QFETCH(QString, listen);
    startKeeper();
    QTRY_VERIFY(m_keeper->ageSeconds() >= 0);
    startServer(listen);
    asio::generic::stream_protocol::socket socket(m_io);
    if (listen.startsWith("unix"_L1))
        socket.connect(asio::local::stream_protocol::endpoint(listen.mid(5).toStdString()));
    else
        socket.connect(
            asio::ip::tcp::endpoint(asio::ip::make_address("127.0.0.1"), m_server->listening().front().port));
    const QByteArray chunk = QByteArray(60'000, 'x') + "\r\n";
    for (int round = 0; round < 2; ++round) {
        sendTo(socket, (round == 0 ? negotiation : QByteArray()) + packet('M', QByteArray("<a@x>\0", 6)) +
                           packet('L', QByteArray("Content-Type\0 text/html\0", 24)) + packet('N'));
        for (int i = 0; i < 200; ++i)
            sendTo(socket, packet('B', chunk));
        sendTo(socket, packet('B', "<a href=\"http://a.b/\">") + packet('E'));
        const QByteArray replies = repliesFrom(socket);
        QCOMPARE(replies.count('b'), 184); // 12 MB in pieces of 64 KiB
        QVERIFY(replies.endsWith('c'));
    }
}

void MilterProcessTest::staleSocketIsReplacedAndALiveOneIsNot()
{
    if (!unmta::test::isUnix())
        QSKIP("a mail server there is reached by TCP");
    startKeeper();
    const QString path = m_dir->filePath(u"m.sock"_s);
    {
        asio::local::stream_protocol::acceptor left(m_io, asio::local::stream_protocol::endpoint(path.toStdString()));
    }
    QVERIFY(QFileInfo::exists(path));
    startServer(u"unix:"_s + path);
    MilterServerConfig config;
    config.listeners = {*ListenAddress::parse(u"unix:"_s + path)};
    MilterServer second(config, {}, *m_metrics);
    const auto refused = second.start();
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, u"milter.socket_in_use"_s);
    second.stop(Millis(0));
    QVERIFY(QFileInfo::exists(path));
}

void MilterProcessTest::followsTheEngine()
{
    startKeeper();
    QTRY_COMPARE(m_keeper->rewrite("Content-Type: text/html\r\n\r\n<a href=\"http://a.b/\">", {}).linksTracked, 1);
    {
        const std::lock_guard lock(m_engine.mutex);
        m_engine.body = snapshotJson(false);
    }
    QTRY_COMPARE(m_keeper->rewrite("Content-Type: text/html\r\n\r\n<a href=\"http://a.b/\">", {}).linksTracked, 0);
}

void MilterProcessTest::worksFromDiskWhileTheEngineIsAway()
{
    startKeeper();
    QTRY_VERIFY(QFileInfo::exists(m_source.stateFile));
    if (unmta::test::isUnix()) // elsewhere the folder says who may
        QVERIFY(!unmta::test::isOpenToOthers(m_source.stateFile));
    m_engineServer.reset();
    startKeeper();
    QTRY_VERIFY(m_metrics->snapshotFailures > 0);
    QCOMPARE(m_keeper->rewrite("Content-Type: text/html\r\n\r\n<a href=\"http://a.b/\">", {}).linksTracked, 1);

    QVERIFY(QFile::remove(m_source.stateFile));
    startKeeper();
    const RewriteOutcome outcome = m_keeper->rewrite("Content-Type: text/html\r\n\r\n<a href=\"http://a.b/\">", {});
    QCOMPARE(outcome.reason, u"milter.no_snapshot"_s);
    QCOMPARE(outcome.result, RewriteResult::PassedThrough);
}

void MilterProcessTest::refusesUnsafeEngines_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("code");
    QTest::newRow("https") << u"https://engine.example.com:8089"_s << QString();
    QTest::newRow("http on loopback") << u"http://127.0.0.1:8089"_s << QString();
    QTest::newRow("http elsewhere") << u"http://engine.example.com:8089"_s << u"milter.insecure_engine"_s;
    QTest::newRow("no URL") << u"engine.example.com"_s << u"milter.bad_engine"_s;
    QTest::newRow("other scheme") << u"file:///etc/passwd"_s << u"milter.bad_engine"_s;
}

void MilterProcessTest::refusesUnsafeEngines()
{
    QFETCH(QString, engine);
    QFETCH(QString, code);
    m_source.engine = engine;
    outbound::OutboundHttp outbound;
    const auto checked = SnapshotKeeper(m_source, outbound, m_clock, *m_metrics).check();
    QCOMPARE(checked.ok() ? QString() : checked.error().code, code);
    m_source.tokenFile = m_dir->filePath(u"nothing"_s);
    QVERIFY(!SnapshotKeeper(m_source, outbound, m_clock, *m_metrics).check().ok());
}

void MilterProcessTest::foreignSnapshotsAreRefused()
{
    m_engine.body = snapshotJson().replace("\"0123abcd\"", "\"99999999\"");
    startKeeper();
    QTRY_VERIFY(m_metrics->snapshotFailures > 0);
    QVERIFY(m_keeper->ageSeconds() < 0);
    QVERIFY(!QFileInfo::exists(m_source.stateFile));
}

void MilterProcessTest::drainFinishesWhatIsUnderWay()
{
    startKeeper();
    QTRY_VERIFY(m_keeper->ageSeconds() >= 0);
    startServer();
    auto socket = connectTcp();
    sendTo(socket, negotiation + packet('M', QByteArray("<a@x>\0", 6)));
    std::array<char, 17> reply{};
    asio::read(socket, asio::buffer(reply));
    std::thread stopper([this] { m_server->stop(std::chrono::seconds(10)); });
    QTRY_VERIFY([this] { // new connections are refused
        asio::ip::tcp::socket late(m_io);
        asio::error_code error;
        late.connect({asio::ip::make_address("127.0.0.1"), m_server->listening().front().port}, error);
        return static_cast<bool>(error);
    }());
    sendTo(socket, packet('L', QByteArray("Content-Type\0 text/html\0", 24)) + packet('N') +
                       packet('B', "<a href=\"http://a.b/\">") + packet('E'));
    const QByteArray replies = repliesFrom(socket);
    sendTo(socket, packet('Q'));
    stopper.join();
    QCOMPARE(replies, "bc");
}

void MilterProcessTest::garbageEndsOnlyItsConnection()
{
    startKeeper();
    QTRY_VERIFY(m_keeper->ageSeconds() >= 0);
    startServer();
    auto good = connectTcp();
    sendTo(good, negotiation);
    auto bad = connectTcp();
    sendTo(bad, "GET / HTTP/1.1\r\n\r\n");
    QCOMPARE(repliesFrom(bad), "!");
    sendTo(good, wholeMessage("<a href=\"http://a.b/\">"));
    QCOMPARE(repliesFrom(good), "Obc");
    QTRY_COMPARE(m_metrics->protocolErrors.load(), 1u);
}

void MilterProcessTest::tellsItsHealth()
{
    class Sink final : public http::ReplySink
    {
    public:
        void reply(quint64, http::HttpResponse response) override { last = std::move(response); }
        http::HttpResponse last;
    };
    m_engine.status = 503;
    startKeeper();
    StatusHandler handler(*m_metrics, *m_keeper);
    auto sink = std::make_shared<Sink>();
    const auto get = [&](const QByteArray &target) {
        http::HttpRequest request;
        request.method = "GET";
        request.target = target;
        handler.handle(request, http::Responder(sink, 1));
        return sink->last;
    };
    QCOMPARE(get("/healthz").status, 503);
    {
        const std::lock_guard lock(m_engine.mutex);
        m_engine.status = 200;
    }
    m_keeper->refreshNow();
    QTRY_COMPARE(get("/healthz").status, 200);
    QVERIFY(get("/metrics").body.contains("\nunmta_milter_snapshot_age_seconds "));
    QVERIFY(!get("/metrics").body.contains("secret"));
    QCOMPARE(get("/").status, 404);
}

UNMTA_TEST(MilterProcessTest)

} // namespace unmta::tst_milter_process

#include "tst_milter_process.moc"
