// What a connection waits for, and who tells it.
#include "http/server/HttpConnection.h"

namespace unmta::http {

// Bytes that the stream has already taken from the socket, or that were put by, need a Turn: the socket would not tell.
void HttpConnection::await(Wake wake)
{
    if ((m_awaited & wake) != 0 || m_phase == Phase::Closed)
        return;
    m_awaited |= wake;
    if (wake == Turn)
        return m_worker.queueTurn(shared_from_this());
    if (wake == Handshaking)
        return m_worker.queueHandshake(shared_from_this());
    awaitSocket(wake);
}

#ifdef __linux__

void HttpConnection::awaitSocket(Wake wake)
{
    SocketPoll &poll = m_worker.poll();
    if (m_place == SocketPoll::nowhere) {
        m_place = poll.add(m_stream->handle(), *this);
        if (m_place == SocketPoll::nowhere)
            return close();
        if (wake == Readable)
            return;
    }
    // An edge is told once. What came when nobody waited for it is asked for again, and so is an end, which may have
    // come with bytes that were read first. Of room for writing is told who has asked, since few ever have to.
    const bool isMissed = (m_missed & wake) != 0 || m_ended || wake == Writable;
    m_missed &= static_cast<quint8>(~wake);
    if (isMissed)
        poll.tellAgain(m_stream->handle(), m_place, (m_awaited & Writable) != 0);
}

void HttpConnection::onReady(SocketPoll::Readiness readiness)
{
    const auto self = shared_from_this();
    m_ended = m_ended || readiness.hasEnded;
    for (const Wake way : {Writable, Readable}) {
        const bool isReady = way == Writable ? readiness.toWrite : readiness.toRead;
        if (isReady && (m_awaited & way) != 0)
            wake(way);
        else if (isReady)
            m_missed |= way;
    }
}

#else

void HttpConnection::awaitSocket(Wake wake)
{
    // Where nobody can be waited for any more, as Windows says of a connection that was reset, it is over.
    m_stream->socket().async_wait(
        wake == Readable ? Stream::Socket::wait_read : Stream::Socket::wait_write,
        [self = shared_from_this(), wake](asio::error_code error) { error ? self->close() : self->wake(wake); });
}

#endif

void HttpConnection::wake(Wake wake)
{
    m_awaited &= static_cast<quint8>(~wake);
    onWake(wake);
}

} // namespace unmta::http
