// The sockets that a server listens on: opened, or taken over from the process before.
#pragma once

#include "base/SocketKeeper.h"
#include "http/server/HttpServer.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include <memory>

namespace unmta::http {

// What opens the sockets for one listener, one by one; `keeper` may be null, and has no say where the system chooses
// the port, which is another one the next time.
class ListeningSocket
{
public:
    using Acceptor = asio::ip::tcp::acceptor;

    ListeningSocket(const HttpListener &listener, SocketKeeper *keeper)
        : m_listener(listener)
        , m_keeper(listener.port != 0 ? keeper : nullptr)
    {}

    // The number-th socket, listening. The port of the first one is the others', too. Errors: those of
    // HttpServer::start().
    [[nodiscard]] Result<std::shared_ptr<Acceptor>> next(asio::io_context &context);
    // The same, if the process before has left one; null: it has not.
    [[nodiscard]] std::shared_ptr<Acceptor> nextKept(asio::io_context &context);
    // With the port that the system chose.
    [[nodiscard]] const HttpListener &actual() const { return m_listener; }

    // Whether the system shares connections out among several sockets with the same port.
    [[nodiscard]] static bool areBalanced();

private:
    [[nodiscard]] QByteArray keptName() const;
    [[nodiscard]] std::shared_ptr<Acceptor> takeKept(asio::io_context &context) const;
    [[nodiscard]] Result<std::shared_ptr<Acceptor>> open(asio::io_context &context) const;

    HttpListener m_listener;
    SocketKeeper *m_keeper;
    int m_number = 0;
};

} // namespace unmta::http
