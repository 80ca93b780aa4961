#include "http/server/TcpStream.h"

#include <asio/buffer.hpp>

#ifdef __linux__
#include <cerrno>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

namespace unmta::http {

Stream::Stream(asio::io_context &context, NewSocket socket)
    : m_context(context)
    , m_new(std::move(socket))
    , m_handle(m_new.handle())
    , m_socket(context)
{
#ifndef __linux__
    static_cast<void>(this->socket());
#endif
}

Stream::Socket &Stream::socket()
{
    if (m_new.isHeld())
        m_socket = m_new.intoSocket(m_context);
    return m_socket;
}

std::size_t Stream::unsent()
{
#ifdef __linux__
    int bytes = 0;
    if (::ioctl(m_handle, SIOCOUTQNSD, &bytes) == 0 && bytes > 0)
        return static_cast<std::size_t>(bytes);
#endif
    return 0;
}

std::size_t Stream::unread()
{
#ifdef __linux__
    int bytes = 0;
    return ::ioctl(m_handle, FIONREAD, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
#else
    asio::error_code error;
    const std::size_t bytes = m_socket.available(error);
    return error ? 0 : bytes;
#endif
}

void Stream::closeOutput()
{
    sayGoodbye();
#ifdef __linux__
    ::shutdown(m_handle, SHUT_WR);
#else
    asio::error_code ignored;
    m_socket.shutdown(Socket::shutdown_send, ignored);
#endif
}

#ifdef __linux__

// Straight from and to the system: Asio would have to be told of the socket.
IoResult Stream::readSocket(char *data, std::size_t size)
{
    ssize_t count = 0;
    do {
        count = ::recv(m_handle, data, size, 0);
    } while (count < 0 && errno == EINTR);
    m_socketDrained = count < static_cast<ssize_t>(size);
    if (count > 0)
        return {IoStatus::Done, static_cast<std::size_t>(count)};
    if (count == 0)
        return {IoStatus::Closed, 0};
    return {errno == EAGAIN || errno == EWOULDBLOCK ? IoStatus::WantRead : IoStatus::Failed, 0};
}

IoResult Stream::writeSocket(const char *data, std::size_t size)
{
    ssize_t count = 0;
    do {
        count = ::send(m_handle, data, size, MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    if (count >= 0)
        return {IoStatus::Done, static_cast<std::size_t>(count)};
    return {errno == EAGAIN || errno == EWOULDBLOCK ? IoStatus::WantWrite : IoStatus::Failed, 0};
}

#else

IoResult Stream::readSocket(char *data, std::size_t size)
{
    asio::error_code error;
    const std::size_t count = m_socket.read_some(asio::buffer(data, size), error);
    m_socketDrained = count < size;
    if (!error)
        return {IoStatus::Done, count};
    if (error == asio::error::would_block || error == asio::error::try_again)
        return {IoStatus::WantRead, 0};
    return {error == asio::error::eof ? IoStatus::Closed : IoStatus::Failed, 0};
}

IoResult Stream::writeSocket(const char *data, std::size_t size)
{
    asio::error_code error;
    const std::size_t count = m_socket.write_some(asio::buffer(data, size), error);
    if (!error)
        return {IoStatus::Done, count};
    if (error == asio::error::would_block || error == asio::error::try_again)
        return {IoStatus::WantWrite, 0};
    return {IoStatus::Failed, 0};
}

#endif

} // namespace unmta::http
