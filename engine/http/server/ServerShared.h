// What the workers of one server have in common. Internal.
#pragma once

#include "http/Asio.h"
#include "http/server/AddressCounts.h"
#include "http/server/HttpServer.h"
#include "http/server/TlsStream.h"

#include <atomic>
#include <memory>

namespace unmta::http {

// Written by one worker, read by anybody; apart in memory, so that workers do not fight for a cache line.
struct alignas(64) WorkerCounters
{
    using Counter = std::atomic<quint64>;
    Counter connectionsAccepted = 0;
    Counter connectionsRefused = 0;
    Counter connectionsShed = 0;
    Counter proxyHeadersRefused = 0;
    Counter requests = 0;
    Counter badRequests = 0;
    Counter timeouts = 0;
    Counter handshakes = 0;
    Counter handshakesFailed = 0;
    Counter sniRefused = 0;

    static void add(Counter &counter) { counter.fetch_add(1, std::memory_order_relaxed); }
};

// The part of the configuration that a reload exchanges; each connection keeps the one it began with.
struct ConnectionRules
{
    HttpLimits limits;
    HttpTimeouts timeouts;
    HttpConnectionLimits connections;
};

struct ServerShared
{
    HttpHandler &handler;
    const Clock &clock;
    std::unique_ptr<TlsEngine> tls;
    AddressCounts addresses;
    std::atomic<int> connectionsOpen = 0;
    // By the clock's steady time.
    std::atomic<std::chrono::steady_clock::duration> crowdToldUntil{};
    std::atomic<std::chrono::steady_clock::duration> proxyToldUntil{};

    [[nodiscard]] std::shared_ptr<const ConnectionRules> rules() const { return std::atomic_load(&m_rules); }
    void setRules(std::shared_ptr<const ConnectionRules> rules) { std::atomic_store(&m_rules, std::move(rules)); }

    ServerShared(HttpHandler &answering, const Clock &time)
        : handler(answering)
        , clock(time)
    {}

private:
    std::shared_ptr<const ConnectionRules> m_rules;
};

} // namespace unmta::http
