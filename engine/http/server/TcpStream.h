// One abstraction over plain and encrypted connections, in the manner of readiness: calls never block and say what to
// wait for. Nothing is kept per connection while it is idle: readers lend their own buffer. One thread. Internal.
#pragma once

#include "base/Bytes.h"
#include "http/Asio.h"

#include <QByteArray>

namespace unmta::http {

enum class IoStatus
{
    Done,
    WantRead,  // call again when the socket is readable
    WantWrite, // call again when the socket is writable
    Closed,    // the peer has said that nothing more comes
    Failed,
};

struct IoResult
{
    IoStatus status = IoStatus::Failed;
    std::size_t bytes = 0;
};

class Stream
{
public:
    using Socket = asio::ip::tcp::socket;

    // The socket counts as writable again when less than this is unsent.
    static constexpr int unsentLowWater = 16 * KiB;

    explicit Stream(Socket socket);
    virtual ~Stream() = default;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    // Done when what the client says first is there as a whole, so that handshake() has something to work on.
    [[nodiscard]] virtual IoStatus awaitHello() { return IoStatus::Done; }
    [[nodiscard]] virtual IoResult handshake() = 0;
    [[nodiscard]] virtual IoResult read(char *data, std::size_t size) = 0;
    [[nodiscard]] virtual IoResult write(const char *data, std::size_t size) = 0;
    // Tells the peer that nothing more comes from us.
    virtual void closeOutput();
    // Whether the last read has taken everything that was there, so that waiting for the socket is right.
    [[nodiscard]] bool drained() const { return m_socketDrained && !hasBuffered(); }
    // The server name that the client asked for, in lower case.
    [[nodiscard]] virtual QByteArray sniHost() const { return {}; }
    // Whether the handshake failed because nobody has a certificate for that name.
    [[nodiscard]] virtual bool nameRefused() const { return false; }

    // Bytes that the system has taken from us and not sent yet: the client is slow to read. 0 where it cannot be told.
    [[nodiscard]] std::size_t unsent();

    [[nodiscard]] Socket &socket() { return m_socket; }

protected:
    [[nodiscard]] virtual bool hasBuffered() const { return false; }
    [[nodiscard]] IoResult readSocket(char *data, std::size_t size);
    [[nodiscard]] IoResult writeSocket(const char *data, std::size_t size);

private:
    Socket m_socket;
    bool m_socketDrained = true;
};

class TcpStream final : public Stream
{
public:
    using Stream::Stream;
    [[nodiscard]] IoResult handshake() override { return {IoStatus::Done, 0}; }
    [[nodiscard]] IoResult read(char *data, std::size_t size) override { return readSocket(data, size); }
    [[nodiscard]] IoResult write(const char *data, std::size_t size) override { return writeSocket(data, size); }
};

} // namespace unmta::http
