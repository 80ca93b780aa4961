// All connections of the generator, in one thread.
#pragma once

#include "generator/Connection.h"
#include "generator/Latencies.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace unmta::generator {

class Load
{
public:
    explicit Load(const Options &options);
    ~Load();
    Load(const Load &) = delete;
    Load &operator=(const Load &) = delete;

    // Every connection is there and has had an answer. False: see fault().
    [[nodiscard]] bool warmUp();
    // As long as the options say. What is under way at the end is waited for and does not count.
    [[nodiscard]] bool run();

    [[nodiscard]] const std::string &fault() const { return m_fault; }
    [[nodiscard]] const Latencies &latencies() const { return m_latencies; }
    [[nodiscard]] double seconds() const { return m_seconds; }
    [[nodiscard]] std::size_t handshakes() const { return m_tls ? m_tls->handshakes() : 0; }
    [[nodiscard]] std::size_t resumed() const { return m_tls ? m_tls->resumed() : 0; }

private:
    [[nodiscard]] bool ask(Connection &connection, Clock::time_point since);
    // Looks at the sockets; without waiting for any where requests have to leave at their time.
    [[nodiscard]] bool look(bool waits);
    [[nodiscard]] bool advance(Connection &connection, Connection::Step step);
    void answered(Connection &connection);
    void watch(Connection &connection, bool isNew);
    [[nodiscard]] bool sendWhatIsDue(Clock::time_point now);
    [[nodiscard]] Clock::duration nextPause();

    const Options &m_options;
    int m_epoll;
    std::optional<TlsClient> m_tls;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::deque<Connection *> m_idle; // those that wait for a request
    std::size_t m_next = 0;          // of the requests
    std::size_t m_underWay = 0;
    Clock::time_point m_due; // of the next request, where there is a rate
    std::uint64_t m_dice = 0x9e3779b97f4a7c15;
    Latencies m_latencies;
    double m_seconds = 0;
    std::string m_fault;
};

} // namespace unmta::generator
