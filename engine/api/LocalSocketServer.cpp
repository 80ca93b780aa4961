#include "api/LocalSocketServer.h"

#include "api/ApiHttp.h"
#include "api/ErrorStatus.h"
#include "base/Bytes.h"
#include "http/HttpParser.h"
#include "http/HttpWriter.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>

namespace unmta {

using namespace Qt::StringLiterals;

// One connection: reads one request, answers it, closes. A child of its socket.
class LocalSocketServer::Connection final : public QObject
{
public:
    Connection(QLocalSocket *socket, ApiDispatcher &dispatcher, const Clock &clock)
        : QObject(socket)
        , m_socket(socket)
        , m_dispatcher(dispatcher)
        , m_writer(clock)
        , m_parser(limits())
    {
        connect(socket, &QLocalSocket::readyRead, this, &Connection::read);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        read();
    }

    // Nobody waits for an answer here.
    [[nodiscard]] bool isIdle() const { return !m_answering && m_parser.state() == http::HttpParser::State::Idle; }
    void close() { m_socket->abort(); }

private:
    static http::HttpLimits limits()
    {
        http::HttpLimits limits;
        limits.bodyBytes = 64 * MiB;
        return limits;
    }

    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        if (m_answering)
            return;
        m_parser.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (m_parser.state() == http::HttpParser::State::Failed)
            return refuse(m_parser.failure().status);
        if (m_parser.state() != http::HttpParser::State::Complete)
            return;
        m_answering = true;
        auto request = toApiRequest(m_parser.takeRequest());
        if (!request)
            return answer(toHttpResponse(refusal(request.error())));
        m_dispatcher.dispatch(*std::move(request), {ApiCaller::Kind::LocalSocket, {}, {}},
                              [self = QPointer<Connection>(this)](const ApiResponse &response) {
                                  if (self)
                                      self->answer(toHttpResponse(response));
                              });
    }

    // What is not even HTTP.
    void refuse(int status)
    {
        const bool isTooLarge = status == 413;
        ApiResponse response = refusal(
            isTooLarge ? Error(u"request.body_too_large"_s, {}, {{u"limit"_s, QString::number(limits().bodyBytes)}})
                       : Error(u"request.malformed"_s));
        response.status = status;
        answer(toHttpResponse(response));
    }

    void answer(const http::HttpResponse &response)
    {
        m_answering = true;
        std::string out;
        m_writer.write(response, false, false, out);
        m_socket->write(out.data(), static_cast<qint64>(out.size()));
        m_socket->disconnectFromServer();
    }

    QLocalSocket *m_socket;
    ApiDispatcher &m_dispatcher;
    http::HttpWriter m_writer;
    http::HttpParser m_parser;
    bool m_answering = false;
};

LocalSocketServer::LocalSocketServer(ApiDispatcher &dispatcher, const Clock &clock)
    : m_dispatcher(dispatcher)
    , m_clock(clock)
{}

LocalSocketServer::~LocalSocketServer()
{
    m_server.reset(); // its connections take themselves off the list
}

void LocalSocketServer::drain()
{
    m_server->close();
    const auto connections = m_connections;
    for (Connection *connection : connections) {
        if (connection->isIdle())
            connection->close();
    }
}

Result<void> LocalSocketServer::listen(const QString &name)
{
#ifdef Q_OS_UNIX
    // sockaddr_un has room for 108 bytes on Linux, 104 elsewhere, the final zero included.
    if (name.toUtf8().size() > 103)
        return Error(u"config.path_too_long"_s, {}, {{u"path"_s, name}});
#endif
    auto server = std::make_unique<QLocalServer>();
    server->setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(name);
    if (!server->listen(name))
        return Error(u"store.not_writable"_s, {}, {{u"path"_s, name}}, server->errorString());
    connect(server.get(), &QLocalServer::newConnection, this, &LocalSocketServer::accept);
    m_server = std::move(server);
    return {};
}

void LocalSocketServer::accept()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        auto *connection = new Connection(socket, m_dispatcher, m_clock);
        m_connections.insert(connection);
        connect(connection, &QObject::destroyed, this, [this, connection] { m_connections.remove(connection); });
    }
}

} // namespace unmta
