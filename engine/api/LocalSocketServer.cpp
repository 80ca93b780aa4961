#include "api/LocalSocketServer.h"

#include "api/ApiHttp.h"
#include "api/ErrorStatus.h"
#include "api/system/LocalSocketRights.h"
#include "base/Bytes.h"
#include "http/HttpParser.h"
#include "http/HttpWriter.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <atomic>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// For a client that has connected and not yet asked, while the engine drains.
constexpr std::chrono::seconds drainTime(5);

} // namespace

// One connection: reads one request, answers it, closes. A child of its socket.
class LocalSocketServer::Connection final : public QObject
{
public:
    Connection(QLocalSocket *socket, ApiDispatcher &dispatcher, BodyRules &bodies, const Clock &clock)
        : QObject(socket)
        , m_socket(socket)
        , m_dispatcher(dispatcher)
        , m_bodies(bodies)
        , m_writer(clock)
        , m_parser(limits())
    {
        connect(socket, &QLocalSocket::readyRead, this, &Connection::read);
        connect(socket, &QLocalSocket::disconnected, this, [this] { *m_isOpen = false; });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        read();
    }

    // The end, if nothing of a request has come by then.
    void closeUnlessBusyIn(std::chrono::milliseconds time)
    {
        QTimer::singleShot(time, this, [this] {
            if (!m_answering && m_parser.state() == http::HttpParser::State::Idle)
                m_socket->abort();
        });
    }

private:
    static http::HttpLimits limits()
    {
        http::HttpLimits limits;
        limits.asksForBodies = true;
        return limits;
    }

    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        std::string_view rest(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        while (!rest.empty() && !m_answering) {
            rest.remove_prefix(m_parser.feed(rest));
            if (m_parser.state() == http::HttpParser::State::Asking)
                askForBody();
            else if (m_parser.state() == http::HttpParser::State::Body)
                growClaim();
            if (!m_answering && m_parser.state() == http::HttpParser::State::Failed)
                refuse(m_parser.failure().status);
            else if (!m_answering && m_parser.state() == http::HttpParser::State::Complete)
                dispatch();
        }
        // What comes of a body that nobody wants is read away, for a close before its end would cost the client the
        // answer.
        if (m_answering && m_unwanted > 0) {
            m_unwanted -= static_cast<qint64>(rest.size());
            if (m_unwanted <= 0)
                m_socket->disconnectFromServer();
        }
    }

    void dispatch()
    {
        m_answering = true;
        auto request = toApiRequest(m_parser.takeRequest());
        if (!request)
            return answer(refusal(request.error(), m_dispatcher.newRequestId()));
        m_dispatcher.dispatch(*std::move(request),
                              {ApiCaller::Kind::LocalSocket, {}, {}, [isOpen = m_isOpen] { return isOpen->load(); }},
                              [self = QPointer<Connection>(this)](const ApiResponse &response) {
                                  if (self)
                                      self->answer(response);
                              });
    }

    void askForBody()
    {
        const auto announced = m_parser.announcedBody();
        const auto head = toApiRequest(m_parser.head());
        auto admitted = head ? m_bodies.admit(m_dispatcher, *head, {ApiCaller::Kind::LocalSocket, {}, {}}, announced)
                             : Result<BodyRules::Admitted>(head.error());
        if (admitted) {
            m_claim = std::move(admitted->claim);
            m_limit = admitted->limit;
            m_parser.admitBody(admitted->limit);
            return;
        }
        m_unwanted = announced.value_or(0);
        answer(refusal(admitted.error(), m_dispatcher.newRequestId()));
    }

    void growClaim()
    {
        constexpr qint64 step = 256 * KiB;
        if (m_parser.bodySize() > m_claim.bytes() && !m_claim.grow(step))
            answer(refusal(Error(u"request.busy"_s, {}, {{u"seconds"_s, u"2"_s}}), m_dispatcher.newRequestId()));
    }

    // What is not even HTTP.
    void refuse(int status)
    {
        const bool isTooLarge = status == 413;
        ApiResponse response =
            refusal(isTooLarge ? Error(u"request.body_too_large"_s, {}, {{u"limit"_s, QString::number(m_limit)}})
                               : Error(u"request.malformed"_s),
                    m_dispatcher.newRequestId());
        response.status = status;
        answer(response);
    }

    void answer(const ApiResponse &response)
    {
        m_answering = true;
        std::string out;
        m_writer.write(toHttpResponse(response), false, false, out);
        m_socket->write(out.data(), static_cast<qint64>(out.size()));
        if (m_unwanted <= 0)
            m_socket->disconnectFromServer();
    }

    QLocalSocket *m_socket;
    ApiDispatcher &m_dispatcher;
    BodyRules &m_bodies;
    http::HttpWriter m_writer;
    http::HttpParser m_parser;
    http::BodyClaim m_claim;
    qint64 m_limit = 0;
    qint64 m_unwanted = 0; // of a refused body, still on its way
    bool m_answering = false;
    const std::shared_ptr<std::atomic<bool>> m_isOpen = std::make_shared<std::atomic<bool>>(true);
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
    // A client whose connection the system has completed must not be cut off only because we had not got to it.
    while (m_server->waitForNewConnection(0))
        accept();
    accept();
    m_server->close();
    for (Connection *connection : qAsConst(m_connections))
        connection->closeUnlessBusyIn(drainTime);
}

Result<void> LocalSocketServer::listen(const QString &name)
{
    if (auto good = checkSocketName(name); !good)
        return good;
    auto server = std::make_unique<QLocalServer>();
    server->setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(name);
    if (!server->listen(name))
        return Error(u"store.not_writable"_s, {}, {{u"path"_s, name}}, server->errorString());
    admitAdministrators(server->fullServerName());
    connect(server.get(), &QLocalServer::newConnection, this, &LocalSocketServer::accept);
    m_server = std::move(server);
    return {};
}

void LocalSocketServer::accept()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        auto *connection = new Connection(socket, m_dispatcher, m_bodies, m_clock);
        m_connections.insert(connection);
        connect(connection, &QObject::destroyed, this, [this, connection] { m_connections.remove(connection); });
    }
}

} // namespace unmta
