// Calls that go to a given address whatever the host of their URL leads to, and what became of the connection.
#include "outbound/OutboundHttp.h"
#include "support/Ports.h"
#include "support/TestMain.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace unmta::tst_outbound_addresses {

using namespace Qt::StringLiterals;
using namespace unmta::outbound;
using namespace unmta::test;
using namespace std::chrono_literals;

namespace {

class Server final : public QTcpServer
{
public:
    explicit Server(QByteArray answer, const QHostAddress &address = QHostAddress::LocalHost)
    {
        connect(this, &QTcpServer::newConnection, this, [this, answer = std::move(answer)] {
            ++connections;
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, answer] {
                request += socket->readAll();
                if (answer.isEmpty())
                    return socket->disconnectFromHost();
                if (request.endsWith("\r\n\r\n"))
                    socket->write(answer);
            });
        });
        listen(address);
    }

    QByteArray request;
    int connections = 0;
};

const QByteArray fine = "HTTP/1.1 204 No Content\r\n\r\n";

HttpCall callTo(const QString &address, const QString &url = u"http://nowhere.invalid/path"_s)
{
    HttpCall call;
    call.url = url;
    call.allowedProtocols = {u"http"_s, u"https"_s};
    call.connectTo = address;
    call.timeout = 1h;
    return call;
}

std::optional<Result<HttpReply>> fetch(OutboundHttp &http, HttpCall call)
{
    const auto result = std::make_shared<std::optional<Result<HttpReply>>>();
    const auto mutex = std::make_shared<std::mutex>();
    http.send(std::move(call), [result, mutex](Result<HttpReply> reply) {
        const std::lock_guard lock(*mutex);
        *result = std::move(reply);
    });
    const auto isDone = [&] {
        const std::lock_guard lock(*mutex);
        return result->has_value();
    };
    return QTest::qWaitFor(isDone, patienceMs) ? *result : std::nullopt;
}

QString at(const QTcpServer &server)
{
    return u"127.0.0.1:%1"_s.arg(server.serverPort());
}

} // namespace

class TestOutboundAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesWhereItIsTold()
    {
        OutboundHttp http;
        Server server(fine);
        const auto result = fetch(http, callTo(at(server)));
        QVERIFY(result && result->ok());
        QCOMPARE((*result)->status, 204);
        QCOMPARE((*result)->address, u"127.0.0.1"_s);
        QVERIFY2(server.request.contains("\r\nHost: nowhere.invalid\r\n"), server.request.constData());
    }

    void goesThereByIpv6()
    {
        OutboundHttp http;
        Server server(fine, QHostAddress::LocalHostIPv6);
        if (!server.isListening())
            QSKIP("this machine has no IPv6");
        const auto result = fetch(http, callTo(u"[::1]:%1"_s.arg(server.serverPort())));
        QVERIFY(result && result->ok());
        QCOMPARE((*result)->address, u"::1"_s);
    }

    // A connection that was kept would tell of yesterday's firewall.
    void eachCallConnectsAnew()
    {
        OutboundHttp http;
        Server server(fine);
        for (int i = 1; i <= 2; ++i) {
            QVERIFY(fetch(http, callTo(at(server)))->ok());
            QCOMPARE(server.connections, i);
        }
    }

    void theAddressIsJudgedLikeAnyOther()
    {
        OutboundHttp http;
        Server server(fine);
        HttpCall call = callTo(at(server));
        call.addresses = *AddressPolicy::publicOnly();
        const auto result = fetch(http, call);
        QVERIFY(result && !result->ok());
        QCOMPARE(result->error().code, u"outbound.refused_address"_s);
        QCOMPARE(server.connections, 0);
    }

    void causes_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("cause");
        QTest::newRow("nobody listens") << u"http"_s << false << QByteArray() << u"outbound.connect"_s << u"refused"_s;
        QTest::newRow("hangs up") << u"http"_s << true << QByteArray() << u"outbound.broken"_s << u"closed"_s;
        QTest::newRow("not HTTP") << u"http"_s << true << "220 mail.example.com ESMTP\r\n"_ba << u"outbound.broken"_s
                                  << u"not_http"_s;
        QTest::newRow("hangs up in the handshake")
            << u"https"_s << true << QByteArray() << u"outbound.tls"_s << u"closed"_s;
    }

    void causes()
    {
        QFETCH(QString, scheme);
        QFETCH(bool, isThere);
        QFETCH(QByteArray, answer);
        OutboundHttp http;
        Server server(answer);
        const QString address = isThere ? at(server) : u"127.0.0.1:%1"_s.arg(takePort());
        const auto result = fetch(http, callTo(address, scheme + u"://nowhere.invalid/"_s));
        QVERIFY(result && !result->ok());
        QTEST(result->error().code, "code");
        QTEST(result->error().context.value(u"cause"_s), "cause");
        QVERIFY(!result->error().detail.isEmpty());
    }

    void dates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isDate");
        QTest::newRow("as it is written today") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << true;
        QTest::newRow("as it was once") << "Sunday, 06-Nov-94 08:49:37 GMT"_ba << true;
        QTest::newRow("as C has it") << "Sun Nov  6 08:49:37 1994"_ba << true;
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("words") << "yesterday"_ba << false;
    }

    void dates()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isDate);
        const auto date = parseHttpDate(text);
        QVERIFY(date == (isDate ? std::optional(fromUnixMs(784'111'777'000)) : std::nullopt));
    }
};

UNMTA_TEST(TestOutboundAddresses)

} // namespace unmta::tst_outbound_addresses

#include "tst_outbound_addresses.moc"
