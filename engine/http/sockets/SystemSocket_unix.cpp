#include "http/sockets/SystemSocket.h"

#include "http/sockets/NewSocket.h"

#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace unmta::http {

void closeSocket(asio::ip::tcp::socket::native_handle_type handle)
{
    ::close(handle);
}

void claimPort(asio::ip::tcp::acceptor &acceptor, asio::error_code &error)
{
    acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error && ::fcntl(acceptor.native_handle(), F_SETFD, FD_CLOEXEC) != 0)
        error = asio::error_code(errno, asio::system_category());
}

void prepareAccepted(asio::ip::tcp::acceptor &acceptor)
{
#ifdef __linux__
    const int on = 1;
    const int lowWater = NewSocket::unsentLowWater;
    ::setsockopt(acceptor.native_handle(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(acceptor.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &lowWater, sizeof lowWater);
#else
    static_cast<void>(acceptor);
#endif
}

void awaitConnections(const std::shared_ptr<asio::ip::tcp::acceptor> &acceptor,
                      std::function<void(asio::error_code)> ready)
{
    acceptor->async_wait(asio::ip::tcp::acceptor::wait_read, std::move(ready));
}

asio::ip::tcp::socket::native_handle_type acceptWaiting(asio::ip::tcp::acceptor &acceptor,
                                                        asio::ip::tcp::endpoint &remote, asio::error_code &error)
{
    auto size = static_cast<socklen_t>(remote.capacity());
#ifdef __linux__
    const int handle = ::accept4(acceptor.native_handle(), remote.data(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
    const int handle = ::accept(acceptor.native_handle(), remote.data(), &size);
    if (handle >= 0) {
        const int on = 1;
        ::fcntl(handle, F_SETFL, ::fcntl(handle, F_GETFL) | O_NONBLOCK);
        ::fcntl(handle, F_SETFD, FD_CLOEXEC);
        ::setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#ifdef SO_NOSIGPIPE
        ::setsockopt(handle, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    }
#endif
    if (handle >= 0)
        remote.resize(size);
    else
        error = asio::error_code(errno, asio::system_category());
    return handle;
}

} // namespace unmta::http
