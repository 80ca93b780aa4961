#include "http/HttpHandler.h"

namespace unmta::http {

Responder::Responder(std::shared_ptr<ReplySink> sink, quint64 requestSerial)
    : m_sink(std::move(sink))
    , m_serial(requestSerial)
{}

Responder &Responder::operator=(Responder &&other) noexcept
{
    if (this != &other) {
        if (m_sink)
            send(HttpResponse(500));
        m_sink = std::move(other.m_sink);
        m_serial = other.m_serial;
    }
    return *this;
}

Responder::~Responder()
{
    if (m_sink)
        send(HttpResponse(500));
}

void Responder::send(HttpResponse response)
{
    if (const auto sink = std::exchange(m_sink, nullptr))
        sink->reply(m_serial, std::move(response));
}

} // namespace unmta::http
