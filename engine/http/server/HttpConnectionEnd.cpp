// Deadlines of a connection, and its end.
#include "base/Bytes.h"
#include "http/server/HttpConnection.h"

namespace unmta::http {

namespace {

constexpr std::size_t lingerBytes = 256 * KiB;
constexpr int discardsPerTurn = 16; // then others have their turn

} // namespace

// The phase follows the parser. Its time runs from where it begins, and not anew with every byte; only waiting for the
// next request does, for nothing of that has come yet.
void HttpConnection::awaitRequest()
{
    if (isBlocked() || !isReading())
        return;
    const auto begin = [this](Phase phase, Millis time) {
        if (m_phase == phase && phase != Phase::Idle && m_readDeadline != TimePoint::max())
            return;
        m_phase = phase;
        m_received = 0;
        m_quietSince = now();
        m_readDeadline = m_quietSince + time;
    };
    switch (m_parser.state()) {
    case HttpParser::State::Idle:
        if (m_phase != Phase::Opening)
            begin(Phase::Idle, m_draining ? m_rules->timeouts.drainIdle : m_rules->timeouts.idle);
        break;
    case HttpParser::State::Head:
        if (m_phase != Phase::Opening)
            begin(Phase::Head, m_rules->timeouts.head);
        break;
    case HttpParser::State::Body:
        begin(Phase::Body, m_rules->timeouts.body);
        break;
    case HttpParser::State::Asking:
    case HttpParser::State::Complete:
    case HttpParser::State::Failed:
        break;
    }
}

void HttpConnection::checkDeadline(TimePoint now)
{
    if (now < deadline())
        return;
    const bool amidRequest = isReading() && m_parser.state() != HttpParser::State::Idle;
    if (isBlocked() || amidRequest || m_phase == Phase::Handshake || m_phase == Phase::Opening)
        WorkerCounters::add(m_worker.mutableCounters().timeouts);
    if (!isBlocked() && m_phase == Phase::Idle)
        return closeQuiet();
    if (isBlocked() || !amidRequest)
        return close();
    refuse(408);
    pump();
}

void HttpConnection::drain()
{
    m_draining = true;
    if (m_phase == Phase::Handshake || m_phase == Phase::Opening) {
        m_readDeadline = std::min(m_readDeadline, now() + m_rules->timeouts.drain);
        return;
    }
    const Millis patience = m_rules->timeouts.drainIdle;
    if (patience > Millis(0) && isQuiet())
        m_readDeadline = std::min(m_readDeadline, now() + patience);
    else
        closeQuiet();
}

// A request that has come by now is not cut off only because we had not got to it.
void HttpConnection::closeQuiet()
{
    if (isQuiet())
        readInput();
    if (isQuiet())
        close();
}

bool HttpConnection::isQuiet() const
{
    return isReading() && m_parser.state() == HttpParser::State::Idle && m_input.empty() && m_output.empty();
}

std::optional<HttpConnection::Idleness> HttpConnection::idleness() const
{
    // The head of a first request makes nobody busy: whoever means it has sent it long before its turn to go comes.
    if (m_phase == Phase::Handshake || m_phase == Phase::Opening)
        return Idleness{false, m_quietSince};
    // Nor does an answer that waits to be read.
    if (isReading() && m_parser.state() == HttpParser::State::Idle && m_input.empty())
        return Idleness{true, m_quietSince};
    return std::nullopt;
}

// All is written. A client that has itself asked for the end sends nothing more, and one close does. Any other might be
// sending, and a close would then reset the connection and destroy the answer in the client's buffer.
void HttpConnection::finish()
{
    if (m_clientCloses && m_stream->drained() && m_input.empty() && m_stream->unread() == 0)
        return close();
    m_stream->closeOutput();
    m_phase = Phase::Lingering;
    m_input = {};
    const bool isSending = m_unwanted > 0 && !m_draining;
    m_readDeadline = now() + (isSending ? m_rules->timeouts.unwanted : m_rules->timeouts.linger);
    if (m_inputEnded)
        return close();
    discardInput();
}

void HttpConnection::discardInput()
{
    const std::span<char> buffer = m_worker.readBuffer();
    for (int i = 0; i < discardsPerTurn; ++i) {
        // Straight from the socket: what it means is of no interest any more.
        const IoResult result = m_stream->readAway(buffer.data(), buffer.size());
        m_discarded += result.bytes;
        if (result.status == IoStatus::WantRead)
            return await(Readable);
        if (result.status != IoStatus::Done || m_discarded > lingerBytes + m_unwanted)
            return close();
    }
    await(Turn);
}

void HttpConnection::close()
{
    if (m_phase == Phase::Closed)
        return;
    endPipelined();
    const bool clean = isReading() || m_phase == Phase::Finishing;
    m_phase = Phase::Closed;
    m_isLeft = true;
    m_readDeadline = TimePoint::max();
    m_writeDeadline = TimePoint::max();
    if (clean && m_output.empty())
        m_stream->sayGoodbye();
#ifdef __linux__
    if (m_place != SocketPoll::nowhere)
        m_worker.poll().remove(std::exchange(m_place, SocketPoll::nowhere));
#endif
    m_stream.reset();
    m_input = {};
    m_output = {};
    m_claim = {};
    m_worker.forget(shared_from_this(), m_peer.counted);
}

} // namespace unmta::http
