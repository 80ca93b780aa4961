// What the system wants of a socket that Asio does not do alike everywhere. Internal, but for claimPort().
#pragma once

#include "http/Asio.h"

#include <functional>
#include <memory>

namespace unmta::http {

void closeSocket(asio::ip::tcp::socket::native_handle_type handle);

// Before bind(): the port is had at once although connections of an earlier process linger, and is nobody else's, of
// the programs that this one starts neither: they would hold it after its end.
void claimPort(asio::ip::tcp::acceptor &acceptor, asio::error_code &error);

// What connections that the acceptor takes shall have, where the system lets them inherit it.
void prepareAccepted(asio::ip::tcp::acceptor &acceptor);

// Calls back, once, when connections wait or the acceptor closes; some systems say nothing of the latter.
void awaitConnections(const std::shared_ptr<asio::ip::tcp::acceptor> &acceptor,
                      std::function<void(asio::error_code)> ready);
// The next connection that waits, non-blocking. An error when none waits (would_block), or none can be had.
[[nodiscard]] asio::ip::tcp::socket::native_handle_type
acceptWaiting(asio::ip::tcp::acceptor &acceptor, asio::ip::tcp::endpoint &remote, asio::error_code &error);

} // namespace unmta::http
