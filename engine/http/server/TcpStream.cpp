#include "http/server/TcpStream.h"

#include <asio/buffer.hpp>

namespace unmta::http {

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
