#include "http/sockets/NewSocket.h"

#include "http/sockets/SystemSocket.h"

#include <utility>

namespace unmta::http {

namespace {

// Of a connection that went while it waited, and not of the listening socket.
bool concernsOneOnly(const asio::error_code &error)
{
    return error == asio::error::connection_aborted || error == asio::error::connection_reset ||
           error == asio::error::interrupted || error == asio::error::network_down ||
           error == asio::error::network_unreachable || error == asio::error::host_unreachable ||
           error.value() == EPROTO;
}

} // namespace

std::optional<NewSocket> NewSocket::accept(Acceptor &acceptor, asio::error_code &error)
{
    for (;;) {
        Endpoint remote;
        error = {};
        const auto handle = acceptWaiting(acceptor, remote, error);
        if (!error)
            return NewSocket(handle, remote);
        if (error == asio::error::would_block || error == asio::error::try_again) {
            error = {};
            return std::nullopt;
        }
        if (!concernsOneOnly(error))
            return std::nullopt;
    }
}

void NewSocket::prepare(Acceptor &acceptor)
{
    prepareAccepted(acceptor);
}

NewSocket::NewSocket(Socket socket, const Endpoint &remote)
    : m_handle(socket.native_handle())
    , m_remote(remote)
    , m_held(true)
{
    asio::error_code error;
    socket.release(error);
    if (error)
        m_known = std::make_unique<Socket>(std::move(socket)); // not every system gives it back
}

NewSocket::NewSocket(NewSocket &&other) noexcept
    : m_handle(other.m_handle)
    , m_remote(other.m_remote)
    , m_known(std::move(other.m_known))
    , m_held(std::exchange(other.m_held, false))
{}

NewSocket::~NewSocket()
{
    if (m_held && !m_known)
        closeSocket(m_handle);
}

NewSocket::Socket NewSocket::intoSocket(asio::io_context &context)
{
    Socket socket(context);
    asio::error_code error;
    if (!m_held)
        return socket;
    if (m_known) {
        m_held = false;
        return std::move(*std::exchange(m_known, nullptr));
    }
    socket.assign(m_remote.protocol(), m_handle, error);
    if (error)
        return socket;
    m_held = false;
    socket.non_blocking(true, error);
    return socket;
}

} // namespace unmta::http
