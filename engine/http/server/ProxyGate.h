// Where connections of proxies wait until the proxy has said whose they are. Lives on its worker's thread. Internal.
#pragma once

#include "base/Clock.h"
#include "http/Asio.h"
#include "http/ProxyHeader.h"

#include <functional>
#include <memory>
#include <unordered_set>

namespace unmta::http {

// Reads the PROXY header and not one byte more, so that what follows is the connection's own from its first byte on,
// with TLS or without.
class ProxyGate
{
public:
    using Socket = asio::ip::tcp::socket;
    using TimePoint = std::chrono::steady_clock::time_point;

    enum class Refusal : quint8
    {
        Left, // without a word
        Late,
        Malformed, // or no header at all
    };
    struct Ways
    {
        // No client: the connection is the proxy's own.
        std::function<void(Socket socket, bool tls, const std::optional<ProxyHeader::Client> &client)> admit;
        // The socket is still open, to be asked for its address.
        std::function<void(const Socket &socket, Refusal why)> refuse;
    };

    explicit ProxyGate(Ways ways)
        : m_ways(std::move(ways))
    {}

    // Does not block. May admit at once.
    void take(Socket socket, bool tls, TimePoint deadline);
    void checkDeadlines(TimePoint now);
    // Nobody waits longer than until then.
    void hurry(TimePoint deadline);
    // Without a word to anybody.
    void cutAll();
    [[nodiscard]] bool isEmpty() const { return m_waiting.empty(); }

private:
    struct Waiter
    {
        Socket socket;
        bool tls;
        TimePoint deadline;
        ProxyHeader header;
    };

    void read(const std::shared_ptr<Waiter> &waiter);
    [[nodiscard]] static Refusal refusalOf(const Waiter &waiter);
    void refuse(const std::shared_ptr<Waiter> &waiter, Refusal why);

    Ways m_ways;
    std::unordered_set<std::shared_ptr<Waiter>> m_waiting;
};

} // namespace unmta::http
