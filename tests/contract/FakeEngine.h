// An engine that answers by script over HTTP/1.1, on a local socket or on loopback TCP, and notes what it was asked.
#pragma once

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace unmta::test {

struct FakeRequest
{
    QByteArray method;
    QByteArray target;                     // as it stood in the request line
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

class FakeEngine final : public QObject
{
public:
    // The whole reply to a request, byte by byte; empty: none, the connection stays open.
    using Script = std::function<QByteArray(const FakeRequest &)>;

    explicit FakeEngine(Script script)
        : m_script(std::move(script))
    {
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] { accept(m_tcp.nextPendingConnection()); });
        connect(&m_local, &QLocalServer::newConnection, this, [this] { accept(m_local.nextPendingConnection()); });
    }

    [[nodiscard]] bool listenTcp() { return m_tcp.listen(QHostAddress::LocalHost); }
    [[nodiscard]] bool listenLocal(const QString &name) { return m_local.listen(name); }
    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_tcp.serverPort()); }
    void setScript(Script script) { m_script = std::move(script); }
    // Hang up once the reply is written, as "Connection: close" asks.
    void setCloses(bool closes) { m_closes = closes; }

    QList<FakeRequest> requests;

    static QByteArray reply(int status, const QByteArray &body, const QByteArray &more = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " Text\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
               "\r\n" + more + "\r\n" + body;
    }
    static QByteArray data(const QJsonValue &value, int status = 200)
    {
        return reply(status,
                     QJsonDocument(QJsonObject{{QStringLiteral("data"), value}}).toJson(QJsonDocument::Compact));
    }
    static QByteArray noContent() { return "HTTP/1.1 204 No Content\r\n\r\n"; }

private:
    template <typename Socket>
    void accept(Socket *socket)
    {
        auto input = std::make_shared<QByteArray>();
        connect(socket, &Socket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &Socket::readyRead, this, [this, socket, input] {
            *input += socket->readAll();
            if (auto request = whole(*input)) {
                requests << *request;
                const QByteArray answer = m_script(*request);
                socket->write(answer);
                if (m_closes && !answer.isEmpty())
                    close(socket);
            }
        });
    }
    static void close(QTcpSocket *socket) { socket->disconnectFromHost(); }
    static void close(QLocalSocket *socket) { socket->disconnectFromServer(); }

    // Takes one request from the front once it is complete.
    static std::optional<FakeRequest> whole(QByteArray &input)
    {
        const qsizetype end = input.indexOf("\r\n\r\n");
        if (end < 0)
            return std::nullopt;
        QByteArrayList lines = input.left(end).split('\n');
        FakeRequest request;
        const QByteArrayList words = lines.takeFirst().trimmed().split(' ');
        request.method = words.value(0);
        request.target = words.value(1);
        for (const QByteArray &line : std::as_const(lines)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (input.size() < end + 4 + length)
            return std::nullopt;
        request.body = input.mid(end + 4, length);
        input.remove(0, end + 4 + length);
        return request;
    }

    Script m_script;
    bool m_closes = true;
    QTcpServer m_tcp;
    QLocalServer m_local;
};

} // namespace unmta::test
