#include "generator/Connection.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

namespace unmta::generator {

namespace {

// The value of Content-Length; none: 0, as answers without a body are allowed to leave it out.
std::size_t bodyLength(std::string_view head)
{
    constexpr std::string_view name = "content-length:";
    for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
        const char *line = head.data() + at + 1;
        if (head.size() - at - 1 < name.size() || strncasecmp(line, name.data(), name.size()) != 0)
            continue;
        const char *digits = line + name.size();
        while (*digits == ' ')
            ++digits;
        std::size_t length = 0;
        std::from_chars(digits, head.data() + head.size(), length);
        return length;
    }
    return 0;
}

} // namespace

Connection::~Connection()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool Connection::open(TlsClient *tls)
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(m_options.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (m_socket < 0 || ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        m_fault = std::string("cannot connect: ") + std::strerror(errno);
        return false;
    }
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::fcntl(m_socket, F_SETFL, O_NONBLOCK);
    m_filled = 0;
    if (tls)
        m_ssl = tls->begin(m_socket);
    return true;
}

void Connection::close(TlsClient *tls)
{
    if (m_ssl)
        tls->end(std::move(m_ssl));
    ::close(m_socket);
    m_socket = -1;
}

Connection::Step Connection::ask(std::string_view request, Clock::time_point since)
{
    m_unsent = request;
    m_since = since;
    return write();
}

Connection::Step Connection::go()
{
    // Where TLS has to write before it can read, it does so by itself.
    return m_unsent.empty() ? read() : write();
}

long Connection::transferred(long result)
{
    m_wantsToWrite = false;
    if (!m_ssl) {
        m_wantsToWrite = result < 0 && errno == EAGAIN && !m_unsent.empty();
        return result;
    }
    if (result > 0)
        return result;
    const int error = SSL_get_error(m_ssl.get(), static_cast<int>(result));
    if (error == SSL_ERROR_ZERO_RETURN)
        return 0;
    m_wantsToWrite = error == SSL_ERROR_WANT_WRITE;
    errno = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? EAGAIN : EPROTO;
    return -1;
}

Connection::Step Connection::write()
{
    while (!m_unsent.empty()) {
        const long sent = transferred(m_ssl ? SSL_write(m_ssl.get(), m_unsent.data(), static_cast<int>(m_unsent.size()))
                                            : ::send(m_socket, m_unsent.data(), m_unsent.size(), MSG_NOSIGNAL));
        if (sent < 0)
            return errno == EAGAIN ? Step::Waits : fail(std::string("cannot send: ") + std::strerror(errno));
        m_unsent.remove_prefix(static_cast<std::size_t>(sent));
    }
    return Step::Waits;
}

Connection::Step Connection::read()
{
    // A session ticket may come alone and before the answer.
    for (;;) {
        char *at = m_buffer.data() + m_filled;
        const std::size_t room = m_buffer.size() - m_filled;
        const long got =
            transferred(m_ssl ? SSL_read(m_ssl.get(), at, static_cast<int>(room)) : ::recv(m_socket, at, room, 0));
        if (got < 0)
            return errno == EAGAIN ? Step::Waits : fail(std::string("cannot receive: ") + std::strerror(errno));
        if (got == 0)
            return fail("closed before its answer was whole");
        m_filled += static_cast<std::size_t>(got);
        const Step step = judge();
        if (step != Step::Waits || !m_ssl)
            return step;
    }
}

Connection::Step Connection::judge()
{
    const std::string_view text(m_buffer.data(), m_filled);
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return m_filled < m_buffer.size() ? Step::Waits : fail("an answer's head is too long");
    const std::size_t whole = end + 4 + bodyLength(text.substr(0, end));
    if (whole > m_buffer.size())
        return fail("an answer is too long");
    if (m_filled < whole)
        return Step::Waits;
    constexpr std::size_t versionSize = std::string_view("HTTP/1.1 ").size();
    if (m_filled != whole || text.substr(versionSize, m_options.expect.size()) != m_options.expect)
        return fail("not the answer that was expected: " + std::string(text.substr(0, 300)));
    m_filled = 0;
    return Step::Answered;
}

Connection::Step Connection::fail(std::string what)
{
    m_fault = std::move(what);
    return Step::Failed;
}

} // namespace unmta::generator
