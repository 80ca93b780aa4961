// Between the transport and what answers. Nothing here knows sockets, so a local socket or a test can drive a handler
// too.
#pragma once

#include "http/HttpMessage.h"

#include <memory>

namespace unmta::http {

// Where answers go. Any thread may call; an answer for a request that is gone is dropped quietly.
class ReplySink
{
public:
    virtual ~ReplySink() = default;
    virtual void reply(quint64 requestSerial, HttpResponse response) = 0;
};

// The right and duty to answer one request, once: now or later, from any thread. Destroyed without an answer, it
// answers 500, so a client never hangs on a forgotten branch. When the connection has gone, answering does nothing.
class Responder
{
public:
    Responder() = default;
    Responder(std::shared_ptr<ReplySink> sink, quint64 requestSerial);
    Responder(Responder &&other) noexcept = default;
    Responder &operator=(Responder &&other) noexcept;
    Responder(const Responder &) = delete;
    Responder &operator=(const Responder &) = delete;
    ~Responder();

    void send(HttpResponse response);
    [[nodiscard]] bool pending() const { return m_sink != nullptr; }

private:
    std::shared_ptr<ReplySink> m_sink;
    quint64 m_serial = 0;
};

class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    // Called on a worker thread, several at once, and must not block. The answer may come later, from any thread.
    virtual void handle(HttpRequest request, Responder responder) = 0;
};

} // namespace unmta::http
