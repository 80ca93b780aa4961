#include "http/sockets/NewSocket.h"

#ifdef __linux__
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif
#ifndef Q_OS_WIN
#include <unistd.h>
#endif

#include <utility>

namespace unmta::http {

namespace {

template <typename Handle>
void setOptions(Handle handle)
{
#ifdef __linux__
    const int on = 1;
    const int lowWater = NewSocket::unsentLowWater;
    ::setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(handle, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &lowWater, sizeof lowWater);
#else
    static_cast<void>(handle);
#endif
}

// Of a connection that went while it waited, and not of the listening socket.
[[maybe_unused]] bool concernsOneOnly(const asio::error_code &error)
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
#ifdef __linux__
        auto size = static_cast<socklen_t>(remote.capacity());
        const int handle = ::accept4(acceptor.native_handle(), remote.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (handle >= 0) {
            remote.resize(size);
            return NewSocket(handle, remote);
        }
        error = asio::error_code(errno, asio::system_category());
#else
        Socket socket = acceptor.accept(acceptor.get_executor(), remote, error);
        if (!error) {
            socket.non_blocking(true, error);
            socket.set_option(asio::ip::tcp::no_delay(true), error);
            return NewSocket(std::move(socket), remote);
        }
#endif
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
    setOptions(acceptor.native_handle());
}

NewSocket::NewSocket(Socket socket, const Endpoint &remote)
    : m_handle(socket.native_handle())
    , m_remote(remote)
    , m_held(true)
{
    asio::error_code error;
    socket.release(error);
    if (error)
        m_held = false; // still Asio's, which closes it
}

NewSocket::NewSocket(NewSocket &&other) noexcept
    : m_handle(other.m_handle)
    , m_remote(other.m_remote)
    , m_held(std::exchange(other.m_held, false))
{}

NewSocket::~NewSocket()
{
    if (!m_held)
        return;
#ifdef Q_OS_WIN
    ::closesocket(m_handle);
#else
    ::close(m_handle);
#endif
}

NewSocket::Socket NewSocket::intoSocket(asio::io_context &context)
{
    Socket socket(context);
    asio::error_code error;
    if (!m_held)
        return socket;
    socket.assign(m_remote.protocol(), m_handle, error);
    if (error)
        return socket;
    m_held = false;
    socket.non_blocking(true, error);
    return socket;
}

} // namespace unmta::http
