#include "support/system/RawSocket.h"

#include <winsock2.h>
#include <ws2tcpip.h>

#include <algorithm>
#include <utility>

namespace unmta::test {

namespace {

// Winsock is there from here to the program's end.
SOCKET newSocket()
{
    static const bool isReady = [] {
        WSADATA data;
        return WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }();
    return isReady ? ::socket(AF_INET, SOCK_STREAM, 0) : INVALID_SOCKET;
}

// Handles are numbers of 32 bits that matter, as OpenSSL relies on as well.
SOCKET asSocket(int handle)
{
    return static_cast<SOCKET>(static_cast<unsigned>(handle));
}

} // namespace

RawSocket::RawSocket(quint16 port, const char *address, const char *source)
    : m_handle(static_cast<int>(newSocket()))
{
    if (source) {
        sockaddr_in from{};
        from.sin_family = AF_INET;
        inet_pton(AF_INET, source, &from.sin_addr);
        ::bind(asSocket(m_handle), reinterpret_cast<sockaddr *>(&from), sizeof from);
    }
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    inet_pton(AF_INET, address, &to.sin_addr);
    m_isConnected = ::connect(asSocket(m_handle), reinterpret_cast<sockaddr *>(&to), sizeof to) == 0;
}

RawSocket::~RawSocket()
{
    close();
}

bool RawSocket::send(const QByteArray &bytes) const
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const int count =
            ::send(asSocket(m_handle), bytes.constData() + sent, static_cast<int>(bytes.size() - sent), 0);
        if (count <= 0)
            return false;
        sent += count;
    }
    return true;
}

qsizetype RawSocket::sendSome(const char *data, qsizetype size) const
{
    return ::send(asSocket(m_handle), data, static_cast<int>(size), 0);
}

void RawSocket::neverWait() const
{
    u_long on = 1;
    ::ioctlsocket(asSocket(m_handle), static_cast<long>(FIONBIO), &on);
}

void RawSocket::endOutput() const
{
    ::shutdown(asSocket(m_handle), SD_SEND);
}

bool RawSocket::waitForInput(int timeoutMs) const
{
    WSAPOLLFD waiting{asSocket(m_handle), POLLIN, 0};
    return WSAPoll(&waiting, 1, std::max(0, timeoutMs)) > 0;
}

qsizetype RawSocket::receive(char *data, qsizetype size) const
{
    return ::recv(asSocket(m_handle), data, static_cast<int>(size), 0);
}

void RawSocket::setTimeout(int milliseconds) const
{
    const DWORD limit = static_cast<DWORD>(milliseconds);
    ::setsockopt(asSocket(m_handle), SOL_SOCKET, SO_RCVTIMEO, reinterpret_cast<const char *>(&limit), sizeof limit);
}

void RawSocket::setSendTimeout(int milliseconds) const
{
    const DWORD limit = static_cast<DWORD>(milliseconds);
    ::setsockopt(asSocket(m_handle), SOL_SOCKET, SO_SNDTIMEO, reinterpret_cast<const char *>(&limit), sizeof limit);
}

void RawSocket::resetAtEnd() const
{
    const linger reset{1, 0};
    ::setsockopt(asSocket(m_handle), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&reset), sizeof reset);
}

void RawSocket::close()
{
    if (m_handle >= 0)
        ::closesocket(asSocket(std::exchange(m_handle, -1)));
}

SharingListener::SharingListener() = default;

SharingListener::~SharingListener() = default;

} // namespace unmta::test
