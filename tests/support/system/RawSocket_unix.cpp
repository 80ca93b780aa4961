#include "support/system/RawSocket.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace unmta::test {

RawSocket::RawSocket(quint16 port, const char *address, const char *source)
    : m_handle(::socket(AF_INET, SOCK_STREAM, 0))
{
    if (source) {
        sockaddr_in from{};
        from.sin_family = AF_INET;
        inet_pton(AF_INET, source, &from.sin_addr);
        ::bind(m_handle, reinterpret_cast<sockaddr *>(&from), sizeof from);
    }
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    inet_pton(AF_INET, address, &to.sin_addr);
    m_isConnected = ::connect(m_handle, reinterpret_cast<sockaddr *>(&to), sizeof to) == 0;
}

RawSocket::~RawSocket()
{
    close();
}

bool RawSocket::send(const QByteArray &bytes) const
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count =
            ::send(m_handle, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += count;
    }
    return true;
}

qsizetype RawSocket::sendSome(const char *data, qsizetype size) const
{
    return ::send(m_handle, data, static_cast<size_t>(size), MSG_NOSIGNAL);
}

void RawSocket::neverWait() const
{
    ::fcntl(m_handle, F_SETFL, O_NONBLOCK);
}

void RawSocket::endOutput() const
{
    ::shutdown(m_handle, SHUT_WR);
}

bool RawSocket::waitForInput(int timeoutMs) const
{
    pollfd waiting{m_handle, POLLIN, 0};
    return ::poll(&waiting, 1, std::max(0, timeoutMs)) > 0;
}

qsizetype RawSocket::receive(char *data, qsizetype size) const
{
    return ::recv(m_handle, data, static_cast<size_t>(size), 0);
}

void RawSocket::setTimeout(int milliseconds) const
{
    const timeval limit{milliseconds / 1000, (milliseconds % 1000) * 1000};
    ::setsockopt(m_handle, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

void RawSocket::setSendTimeout(int milliseconds) const
{
    const timeval limit{milliseconds / 1000, (milliseconds % 1000) * 1000};
    ::setsockopt(m_handle, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

void RawSocket::resetAtEnd() const
{
    const linger reset{1, 0};
    ::setsockopt(m_handle, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
}

void RawSocket::close()
{
    if (m_handle >= 0)
        ::close(std::exchange(m_handle, -1));
}

SharingListener::SharingListener()
    : m_handle(::socket(AF_INET, SOCK_STREAM, 0))
{
    const int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::setsockopt(m_handle, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0 &&
        ::bind(m_handle, reinterpret_cast<sockaddr *>(&address), size) == 0 && ::listen(m_handle, 1) == 0 &&
        ::getsockname(m_handle, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        m_port = ntohs(address.sin_port);
}

SharingListener::~SharingListener()
{
    ::close(m_handle);
}

} // namespace unmta::test
