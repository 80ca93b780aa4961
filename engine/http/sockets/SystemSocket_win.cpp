#include "http/sockets/SystemSocket.h"

namespace unmta::http {

void closeSocket(asio::ip::tcp::socket::native_handle_type handle)
{
    ::closesocket(handle);
}

// What others call "reuse" lets any program take the port away here (winsock, "Using SO_REUSEADDR and
// SO_EXCLUSIVEADDRUSE"); lingering connections hinder nobody.
void claimPort(asio::ip::tcp::acceptor &acceptor, asio::error_code &error)
{
    acceptor.set_option(asio::detail::socket_option::boolean<SOL_SOCKET, SO_EXCLUSIVEADDRUSE>(true), error);
}

void prepareAccepted(asio::ip::tcp::acceptor &) {}

// Not through Asio, which would tie the socket to its completion port, from which it cannot be had back everywhere.
asio::ip::tcp::socket::native_handle_type acceptWaiting(asio::ip::tcp::acceptor &acceptor,
                                                        asio::ip::tcp::endpoint &remote, asio::error_code &error)
{
    auto size = static_cast<int>(remote.capacity());
    const SOCKET handle = ::accept(acceptor.native_handle(), remote.data(), &size);
    if (handle == INVALID_SOCKET) {
        error = asio::error_code(::WSAGetLastError(), asio::system_category());
        return handle;
    }
    remote.resize(static_cast<std::size_t>(size));
    u_long on = 1;
    const BOOL noDelay = TRUE;
    ::ioctlsocket(handle, static_cast<long>(FIONBIO), &on);
    ::setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, reinterpret_cast<const char *>(&noDelay), sizeof noDelay);
    return handle;
}

} // namespace unmta::http
