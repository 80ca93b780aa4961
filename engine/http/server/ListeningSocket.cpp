#include "http/server/ListeningSocket.h"

#include "base/system/PlatformSockets.h"
#include "http/Asio.h"
#include "http/sockets/NewSocket.h"
#include "http/sockets/SystemSocket.h"

#ifdef __linux__
#include <sys/socket.h>
#endif

namespace unmta::http {

namespace {

#ifdef __linux__
constexpr bool systemBalances = true;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
#else
// Elsewhere the option is missing or gives all connections to one socket; the first worker accepts for all.
constexpr bool systemBalances = false;
using ReusePort = asio::socket_base::reuse_address;
#endif

constexpr int backlog = 4096;

Error listenError(const asio::error_code &error, const HttpListener &listener)
{
    QString code = QStringLiteral("http.listen_failed");
    if (error == asio::error::address_in_use)
        code = QStringLiteral("http.port_in_use");
    else if (error == asio::error::access_denied)
        code = QStringLiteral("http.permission_denied");
    else if (error.value() == addressNotAvailable || error.value() == familyNotSupported)
        code = QStringLiteral("http.address_unavailable");
    return Error(
        code, {},
        {{QStringLiteral("address"), listener.address}, {QStringLiteral("port"), QString::number(listener.port)}},
        QString::fromStdString(error.message()));
}

} // namespace

bool ListeningSocket::areBalanced()
{
    return systemBalances;
}

Result<std::shared_ptr<ListeningSocket::Acceptor>> ListeningSocket::next(asio::io_context &context)
{
    auto acceptor = takeKept(context);
    if (!acceptor) {
        auto opened = open(context);
        if (!opened)
            return opened.error();
        acceptor = *std::move(opened);
        if (m_keeper)
            m_keeper->keep(keptName(), static_cast<int>(acceptor->native_handle())); // on Windows nobody does
    }
    ++m_number;
    NewSocket::prepare(*acceptor);
    asio::error_code error;
    m_listener.port = acceptor->local_endpoint(error).port();
    return acceptor;
}

std::shared_ptr<ListeningSocket::Acceptor> ListeningSocket::nextKept(asio::io_context &context)
{
    auto acceptor = takeKept(context);
    if (acceptor) {
        NewSocket::prepare(*acceptor);
        ++m_number;
    }
    return acceptor;
}

// The same for every start with the same listener.
QByteArray ListeningSocket::keptName() const
{
    return (m_listener.tls ? "https-" : "http-") + m_listener.address.toLatin1().replace(':', '_') + '-' +
           QByteArray::number(m_listener.port) + '-' + QByteArray::number(m_number);
}

// What the process before has left, already bound and listening; null when that was nothing usable.
std::shared_ptr<ListeningSocket::Acceptor> ListeningSocket::takeKept(asio::io_context &context) const
{
    const int socket = m_keeper ? m_keeper->take(keptName()) : -1;
    if (socket < 0)
        return nullptr;
    asio::error_code error;
    const auto address = asio::ip::make_address(m_listener.address.toStdString(), error);
    auto acceptor = std::make_shared<Acceptor>(context);
    if (!error)
        acceptor->assign(asio::ip::tcp::endpoint(address, m_listener.port).protocol(), socket, error);
    return error ? nullptr : acceptor;
}

Result<std::shared_ptr<ListeningSocket::Acceptor>> ListeningSocket::open(asio::io_context &context) const
{
    asio::error_code error;
    const auto address = asio::ip::make_address(m_listener.address.toStdString(), error);
    if (error) {
        return Error(QStringLiteral("http.bad_address"), {},
                     {{QStringLiteral("address"), m_listener.address},
                      {QStringLiteral("port"), QString::number(m_listener.port)}});
    }
    const asio::ip::tcp::endpoint endpoint(address, m_listener.port);
    auto acceptor = std::make_shared<Acceptor>(context);
    acceptor->open(endpoint.protocol(), error);
    if (!error && address.is_v6())
        acceptor->set_option(asio::ip::v6_only(false), error);
    if (!error)
        claimPort(*acceptor, error);
    // The sockets of one port share it. The first one does so only once it has the port, so that one which another
    // program holds is found out even when that program would share it.
    const bool shares = m_number > 0;
    if (!error && shares)
        acceptor->set_option(ReusePort(true), error);
    if (!error)
        acceptor->bind(endpoint, error);
    if (!error && systemBalances && !shares)
        acceptor->set_option(ReusePort(true), error);
    if (!error)
        acceptor->listen(backlog, error);
    if (error)
        return listenError(error, m_listener);
    return acceptor;
}

} // namespace unmta::http
