// Deadlines of a connection, and its end.
#include "http/server/HttpConnection.h"

namespace unmta::http {

namespace {

constexpr std::size_t lingerBytes = 256 * 1024;

} // namespace

// The deadline follows the parser; it is set when a state begins, not with every byte.
void HttpConnection::setReadDeadline()
{
    if (m_writeBlocked || m_phase != Phase::Reading)
        return;
    const HttpParser::State state = m_parser.state();
    if (state == HttpParser::State::Idle && !m_servedAny)
        return;
    if (m_deadline != TimePoint::max() && m_deadlineFor == state && state != HttpParser::State::Idle)
        return;
    m_deadlineFor = state;
    const HttpTimeouts &timeouts = m_rules->timeouts;
    switch (state) {
    case HttpParser::State::Idle:
        m_deadline = now() + timeouts.idle;
        break;
    case HttpParser::State::Head:
        // The head of the first request runs since the connection's start.
        if (m_servedAny || m_deadline == TimePoint::max())
            m_deadline = now() + timeouts.head;
        break;
    case HttpParser::State::Body:
        m_progress = 0;
        m_deadline = now() + timeouts.body;
        break;
    case HttpParser::State::Complete:
    case HttpParser::State::Failed:
        break;
    }
}

void HttpConnection::checkDeadline(TimePoint now)
{
    if (now < m_deadline)
        return;
    const bool slowRequest = m_phase == Phase::Reading && m_parser.state() != HttpParser::State::Idle;
    const bool neverAsked = m_phase == Phase::Reading && !m_servedAny;
    if (m_phase == Phase::Handshake || slowRequest || neverAsked || m_writeBlocked)
        WorkerCounters::add(m_worker.mutableCounters().timeouts);
    if (!slowRequest || m_writeBlocked)
        return close();
    m_deadline = now + m_rules->timeouts.linger;
    refuse(408);
    pump();
}

void HttpConnection::drain()
{
    m_draining = true;
    m_keepAlive = false;
    const bool idle =
        m_phase == Phase::Reading && m_parser.state() == HttpParser::State::Idle && m_input.empty() && m_output.empty();
    if (idle)
        close();
}

// All is written. A client that has itself asked for the end sends nothing more, and one close does. Any other might be
// sending, and a close would then reset the connection and destroy the answer in the client's buffer.
void HttpConnection::finish()
{
    if (m_clientCloses && m_stream->drained() && m_input.empty())
        return close();
    m_stream->closeOutput();
    m_phase = Phase::Lingering;
    m_input = {};
    m_deadline = now() + m_rules->timeouts.linger;
    if (m_inputEnded)
        return close();
    discardInput();
}

void HttpConnection::discardInput()
{
    const std::span<char> buffer = m_worker.readBuffer();
    asio::error_code error;
    for (;;) {
        // Straight from the socket: what it means is of no interest any more.
        const std::size_t count = m_stream->socket().read_some(asio::buffer(buffer.data(), buffer.size()), error);
        m_discarded += count;
        if (error == asio::error::would_block || error == asio::error::try_again)
            return waitReadable();
        if (error || m_discarded > lingerBytes)
            return close();
    }
}

void HttpConnection::close()
{
    if (m_phase == Phase::Closed)
        return;
    const bool clean = m_phase == Phase::Reading || m_phase == Phase::Finishing;
    m_phase = Phase::Closed;
    m_deadline = TimePoint::max();
    if (clean && m_output.empty())
        m_stream->closeOutput();
    m_stream.reset();
    m_input = {};
    m_output = {};
    m_worker.forget(shared_from_this(), m_peer.counted);
}

} // namespace unmta::http
