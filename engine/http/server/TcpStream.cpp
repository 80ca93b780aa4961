#include "http/server/TcpStream.h"

#include <asio/buffer.hpp>

#ifdef __linux__
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#endif

namespace unmta::http {

Stream::Stream(Socket socket)
    : m_socket(std::move(socket))
{
#ifdef __linux__
    const int lowWater = unsentLowWater;
    ::setsockopt(m_socket.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &lowWater, sizeof lowWater);
#endif
}

std::size_t Stream::unsent()
{
#ifdef __linux__
    int bytes = 0;
    if (::ioctl(m_socket.native_handle(), SIOCOUTQNSD, &bytes) == 0 && bytes > 0)
        return static_cast<std::size_t>(bytes);
#endif
    return 0;
}

void Stream::closeOutput()
{
    asio::error_code ignored;
    m_socket.shutdown(Socket::shutdown_send, ignored);
}

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

} // namespace unmta::http
