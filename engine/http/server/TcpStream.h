// One abstraction over plain and encrypted connections, in the manner of readiness: calls never block and say what to
// wait for. Nothing is kept per connection while it is idle: readers lend their own buffer. One thread. Internal.
#pragma once

#include "base/Bytes.h"
#include "http/Asio.h"
#include "http/sockets/NewSocket.h"

#include <QByteArray>

#include <functional>

namespace unmta::http {

enum class IoStatus
{
    Done,
    WantRead,    // call again when the socket is readable
    WantWrite,   // call again when the socket is writable
    WantContext, // only handshake(): call again when whenContextHasCome() has called
    Closed,      // the peer has said that nothing more comes
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

    // The context is that of the thread on which the stream lives.
    Stream(asio::io_context &context, NewSocket socket);
    virtual ~Stream() = default;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    // Done when what the client says first is there as a whole, so that handshake() has something to work on.
    [[nodiscard]] virtual IoStatus awaitHello() { return IoStatus::Done; }
    [[nodiscard]] virtual IoResult handshake() = 0;
    // `goOn` is called once, now or later, on any thread, and perhaps never.
    virtual void whenContextHasCome(std::function<void()> goOn) { goOn(); }
    [[nodiscard]] virtual IoResult read(char *data, std::size_t size) = 0;
    [[nodiscard]] virtual IoResult write(const char *data, std::size_t size) = 0;
    // What a peer is told before the socket closes, beyond the end that it sees anyway.
    virtual void sayGoodbye() {}
    // Tells the peer that nothing more comes from us, which it may still be sending to.
    void closeOutput();
    // What the peer sends, whatever it means.
    [[nodiscard]] IoResult readAway(char *data, std::size_t size) { return readSocket(data, size); }
    // Whether the last read has taken everything that was there, so that waiting for the socket is right.
    [[nodiscard]] bool drained() const { return m_socketDrained && !hasBuffered(); }
    // The server name that the client asked for, in lower case.
    [[nodiscard]] virtual QByteArray sniHost() const { return {}; }
    // Whether the handshake failed because nobody has a certificate for that name.
    [[nodiscard]] virtual bool nameRefused() const { return false; }

    // Bytes that the system has taken from us and not sent yet: the client is slow to read. 0 where it cannot be told.
    [[nodiscard]] std::size_t unsent();
    // Bytes that have come and were not read; to close with any of them would be a reset.
    [[nodiscard]] std::size_t unread();

    [[nodiscard]] Socket::native_handle_type handle() const { return m_handle; }
    // For waiting by Asio, which is told of the socket only then.
    [[nodiscard]] Socket &socket();

protected:
    [[nodiscard]] virtual bool hasBuffered() const { return false; }
    [[nodiscard]] IoResult readSocket(char *data, std::size_t size);
    [[nodiscard]] IoResult writeSocket(const char *data, std::size_t size);

private:
    asio::io_context &m_context;
    NewSocket m_new; // holds it until somebody waits
    Socket::native_handle_type m_handle;
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
