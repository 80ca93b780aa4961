#include "http/HttpHandler.h"

#include "base/Bytes.h"

namespace unmta::http {

void ReplySink::admitBody(quint64, qint64, BodyClaim claim)
{
    claim = {}; // nobody will read it
}

Responder::Responder(std::shared_ptr<ReplySink> sink, quint64 requestSerial, BodyClaim claim)
    : m_sink(std::move(sink))
    , m_serial(requestSerial)
    , m_claim(std::move(claim))
{}

Responder &Responder::operator=(Responder &&other) noexcept
{
    if (this != &other) {
        if (m_sink)
            send(HttpResponse(500));
        m_sink = std::move(other.m_sink);
        m_serial = other.m_serial;
        m_claim = std::move(other.m_claim);
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
    m_claim = {};
}

std::shared_ptr<ReplySink> Responder::release()
{
    m_claim = {};
    return std::exchange(m_sink, nullptr);
}

void BodyAdmission::admit(qint64 limit, BodyClaim claim)
{
    const quint64 serial = m_refusal.serial();
    if (const auto sink = m_refusal.release())
        sink->admitBody(serial, limit, std::move(claim));
}

void HttpHandler::admitBody(HttpRequest head, std::optional<qint64>, BodyAdmission admission)
{
    head = {}; // whoever asks is of no matter here
    admission.admit(MiB);
}

} // namespace unmta::http
