// A connection until its first request.
#include "http/server/HttpConnection.h"

namespace unmta::http {

Millis HttpConnection::timeToBegin(Millis usual) const
{
    return m_draining ? std::min(usual, m_rules->timeouts.drain) : usual;
}

void HttpConnection::start()
{
    m_phase = m_peer.tls ? Phase::Handshake : Phase::Opening;
    m_quietSince = now();
    m_readDeadline = m_quietSince + timeToBegin(m_peer.tls ? m_rules->timeouts.handshake : m_rules->timeouts.head);
    // Most who come have something to say, which is often there already.
    if (m_peer.tls)
        awaitHello();
    else
        readInput();
}

void HttpConnection::awaitHello()
{
    switch (m_stream->awaitHello()) {
    case IoStatus::Done:
        await(Handshaking);
        break;
    case IoStatus::WantRead:
    case IoStatus::WantWrite:
    case IoStatus::WantContext:
        await(Readable);
        break;
    case IoStatus::Closed:
    case IoStatus::Failed:
        endHandshake();
        break;
    }
}

// Its deadline goes on meanwhile.
void HttpConnection::awaitContext()
{
    m_stream->whenContextHasCome([inbox = m_inbox, waiting = weak_from_this()] {
        if (auto self = waiting.lock())
            inbox->resume(std::move(self));
    });
}

void HttpConnection::resumeHandshake()
{
    if (m_phase == Phase::Handshake)
        await(Handshaking);
}

void HttpConnection::continueHandshake()
{
    m_awaited &= static_cast<quint8>(~Handshaking);
    if (m_phase != Phase::Handshake)
        return;
    WorkerCounters &counters = m_worker.mutableCounters();
    switch (m_stream->handshake().status) {
    case IoStatus::Done:
        WorkerCounters::add(counters.handshakes);
        m_sniHost = m_stream->sniHost();
        m_phase = Phase::Opening;
        m_readDeadline = now() + timeToBegin(m_rules->timeouts.head);
        readInput();
        break;
    case IoStatus::WantRead:
        await(Readable);
        break;
    case IoStatus::WantWrite:
        await(Writable);
        break;
    case IoStatus::WantContext:
        awaitContext();
        break;
    case IoStatus::Closed:
    case IoStatus::Failed:
        endHandshake();
        break;
    }
}

void HttpConnection::endHandshake()
{
    WorkerCounters &counters = m_worker.mutableCounters();
    WorkerCounters::add(counters.handshakesFailed);
    if (m_stream->nameRefused())
        WorkerCounters::add(counters.sniRefused);
    // The alert is on its way; a bare close could overtake it with a reset.
    finish();
}

} // namespace unmta::http
