#include "http/sockets/SystemSocket.h"

#include <asio/windows/object_handle.hpp>

#include <utility>

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
    ::SetHandleInformation(reinterpret_cast<HANDLE>(static_cast<SOCKET>(acceptor.native_handle())), HANDLE_FLAG_INHERIT,
                           0);
}

void prepareAccepted(asio::ip::tcp::acceptor &) {}

// Asio waits for a listening socket by reading nothing from it, which is an error here; the system tells of it by an
// event.
void awaitConnections(const std::shared_ptr<asio::ip::tcp::acceptor> &acceptor,
                      std::function<void(asio::error_code)> ready)
{
    const HANDLE event = ::WSACreateEvent();
    if (event == WSA_INVALID_EVENT || ::WSAEventSelect(acceptor->native_handle(), event, FD_ACCEPT) != 0) {
        const asio::error_code error(::WSAGetLastError(), asio::system_category());
        asio::post(acceptor->get_executor(), [ready = std::move(ready), error] { ready(error); });
        return;
    }
    const auto waiting = std::make_shared<asio::windows::object_handle>(acceptor->get_executor(), event);
    waiting->async_wait([waiting, acceptor, ready = std::move(ready)](asio::error_code error) { ready(error); });
}

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
    ::WSAEventSelect(handle, nullptr, 0); // which it has from the listening one
    u_long on = 1;
    const BOOL noDelay = TRUE;
    ::ioctlsocket(handle, static_cast<long>(FIONBIO), &on);
    ::setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, reinterpret_cast<const char *>(&noDelay), sizeof noDelay);
    return handle;
}

} // namespace unmta::http
