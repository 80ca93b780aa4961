// One mail server's connection: bytes between socket and session. Lives on its strand. Internal to the milter.
#pragma once

#include "milter/Courier.h"
#include "milter/MilterMetrics.h"
#include "rewriter/milter/MilterSession.h"

#include <asio/generic/stream_protocol.hpp>
#include <asio/steady_timer.hpp>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace unmta::milter {

// What all connections share.
struct ConnectionShared
{
    ConnectionShared(rewriter::MilterSession::Rewrite rewriteFunction, MilterMetrics &counters, std::size_t maxBytes,
                     Millis idle)
        : rewrite(std::move(rewriteFunction))
        , metrics(counters)
        , maxMessageBytes(maxBytes)
        , idleTimeout(idle)
    {}
    // Blocks until no connection is open, at most `deadline`.
    void waitUntilIdle(Millis deadline);

    const rewriter::MilterSession::Rewrite rewrite;
    MilterMetrics &metrics;
    const std::size_t maxMessageBytes;
    const Millis idleTimeout;
    std::mutex mutex;
    std::condition_variable changed;
    int open = 0; // guarded by the mutex
};

class MilterConnection : public std::enable_shared_from_this<MilterConnection>
{
public:
    using Socket = asio::generic::stream_protocol::socket;

    MilterConnection(Socket socket, std::shared_ptr<ConnectionShared> shared);
    ~MilterConnection();

    void start();

private:
    void read();
    void write();
    void writeOrdinarily();
    void awaitCourier(const Courier &courier);
    void written();
    void close();
    [[nodiscard]] rewriter::RewriteOutcome rewrite(const QByteArray &message, const rewriter::RewriteContext &context);
    void report(const rewriter::RewriteOutcome &outcome, const QByteArray &queueId);

    Socket m_socket;
    asio::steady_timer m_idle;
    std::shared_ptr<ConnectionShared> m_shared;
    rewriter::MilterSession m_session;
    std::array<char, 65'536 + 5> m_input{};
    QByteArray m_output;
    qsizetype m_safeBytes = 0; // that one call hands over for certain
    std::chrono::nanoseconds m_took{};
};

} // namespace unmta::milter
