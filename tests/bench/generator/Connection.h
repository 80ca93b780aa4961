// One connection of the generator: sends a request, takes its answer.
#pragma once

#include "generator/TlsClient.h"

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace unmta::generator {

using Clock = std::chrono::steady_clock;

class Connection
{
public:
    enum class Step : std::uint8_t
    {
        Waits,    // for the socket
        Answered, // whole, and as expected
        Failed,   // see fault()
    };

    explicit Connection(const Options &options)
        : m_options(options)
    {}
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // Blocks only as long as the system's queue of connections is full. `tls` may be null.
    [[nodiscard]] bool open(TlsClient *tls);
    void close(TlsClient *tls);
    [[nodiscard]] bool isOpen() const { return m_socket >= 0; }
    [[nodiscard]] int socket() const { return m_socket; }

    // `since` is when the request was due. The text stays valid until the answer is there.
    [[nodiscard]] Step ask(std::string_view request, Clock::time_point since);
    // The socket can be read, or written where wantsToWrite().
    [[nodiscard]] Step go();
    [[nodiscard]] bool wantsToWrite() const { return m_wantsToWrite; }
    [[nodiscard]] Clock::time_point since() const { return m_since; }
    [[nodiscard]] const std::string &fault() const { return m_fault; }

private:
    [[nodiscard]] Step write();
    [[nodiscard]] Step read();
    [[nodiscard]] Step judge();
    [[nodiscard]] Step fail(std::string what);
    [[nodiscard]] long transferred(long result); // as of recv(): -1 with EAGAIN in errno where one must wait

    const Options &m_options;
    int m_socket = -1;
    SslPtr m_ssl;
    std::string_view m_unsent;
    Clock::time_point m_since;
    bool m_wantsToWrite = false;
    std::size_t m_filled = 0;
    std::array<char, 8192> m_buffer;
    std::string m_fault;
};

} // namespace unmta::generator
