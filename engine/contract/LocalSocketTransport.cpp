#include "contract/LocalSocketTransport.h"

#include "contract/TransportFields.h"

#include <QLocalSocket>
#include <QTimer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QByteArray serialise(const ApiRequest &request)
{
    QByteArray target = request.path.toLatin1();
    if (!request.query.isEmpty())
        target += '?' + request.query.toString(QUrl::FullyEncoded).toLatin1();
    QByteArray head =
        methodName(request.method) + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    if (!request.contentType.isEmpty())
        head += "Content-Type: " + request.contentType + "\r\n";
    for (const auto &[name, value] : conditionsOf(request))
        head += name + ": " + value + "\r\n";
    if (!request.body.isEmpty() || !request.contentType.isEmpty())
        head += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    return head + "\r\n" + request.body;
}

// The whole reply of our own server: a status line, headers with a Content-Length, the body. None while it is not
// whole.
std::optional<ApiResponse> parseReply(const QByteArray &bytes, bool closed)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0 || !bytes.startsWith("HTTP/1.1 "))
        return std::nullopt;
    ApiResponse response;
    response.status = bytes.mid(9, 3).toInt();
    response.body = bytes.mid(headEnd + 4);
    qsizetype promised = closed ? response.body.size() : -1; // without a length the body ends with the connection
    for (const QByteArray &line : bytes.left(headEnd).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name == "content-type")
            response.contentType = value;
        else if (name == "content-length")
            promised = value.toLongLong();
        else
            readField(response, name, value);
    }
    if (response.status == 204 || response.status == 304)
        promised = 0;
    if (response.status < 100 || response.body.size() != promised)
        return std::nullopt;
    return response;
}

// One request on its way: lives as a child of its socket, so it ends with the socket, which ends with the transport.
class Exchange final : public QObject
{
public:
    Exchange(QLocalSocket *socket, const QString &name, const ApiRequest &request, Transport::Callback done)
        : QObject(socket)
        , m_socket(socket)
        , m_address(name)
        , m_done(std::move(done))
    {
        connect(socket, &QLocalSocket::connected, this, [this, bytes = serialise(request)] { m_socket->write(bytes); });
        connect(socket, &QLocalSocket::readyRead, this, [this] {
            m_reply += m_socket->readAll();
            if (auto response = parseReply(m_reply, false))
                end(*std::move(response));
        });
        connect(socket, &QLocalSocket::disconnected, this, [this] { finish(); });
        connect(socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
            if (error == QLocalSocket::SocketAccessError)
                fail(u"transport.forbidden"_s);
            else if (error != QLocalSocket::PeerClosedError)
                fail(u"transport.unreachable"_s);
        });
        QTimer::singleShot(request.timeoutMs, this, [this] { fail(u"transport.timeout"_s); });
        // Connecting may fail at once and call back; the port promises not to before send() returns.
        QMetaObject::invokeMethod(
            this, [this, name] { m_socket->connectToServer(name); }, Qt::QueuedConnection);
    }

private:
    void finish()
    {
        // Usually empty by now; Qt complains about reading a socket that it has closed already.
        if (m_socket->bytesAvailable() > 0)
            m_reply += m_socket->readAll();
        if (auto response = parseReply(m_reply, true))
            end(*std::move(response));
        else
            fail(u"transport.malformed"_s);
    }
    void fail(const QString &code) { end(Error(code, {}, {{u"address"_s, m_address}}, m_socket->errorString())); }
    void end(Result<ApiResponse> outcome)
    {
        if (!m_done)
            return;
        const auto done = std::exchange(m_done, nullptr);
        m_socket->deleteLater();
        done(std::move(outcome));
    }

    QLocalSocket *m_socket;
    QString m_address;
    Transport::Callback m_done;
    QByteArray m_reply;
};

} // namespace

LocalSocketTransport::LocalSocketTransport(const QString &dataDir)
    : m_name(localSocketName(dataDir))
{}

void LocalSocketTransport::send(ApiRequest request, Callback done)
{
    auto *socket = new QLocalSocket(this);
    new Exchange(socket, m_name, request, std::move(done));
}

} // namespace unmta
