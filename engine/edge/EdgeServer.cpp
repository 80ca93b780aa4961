#include "edge/EdgeServer.h"

#include "base/Bytes.h"
#include "base/system/PlatformPerThread.h"
#include "edge/AnswerBoard.h"
#include "edge/CertificateCache.h"
#include "edge/Forwarded.h"
#include "edge/UnknownProxies.h"

namespace unmta::edge {

namespace {

using Counter = std::atomic<quint64>;

void increase(Counter &counter, std::size_t by = 1)
{
    counter.fetch_add(by, std::memory_order_relaxed);
}

// What a worker's requests have left behind since its turn began.
struct Turn
{
    QByteArray events; // packed
    http::ResponderBatch answers;
    std::chrono::steady_clock::time_point began; // of the first request
    std::size_t requests = 0;
    std::size_t answered = 0; // at once
};

// A worker serves one server, and ends its turn before anything else.
Turn &turnOfThread()
{
    return perThread<Turn>();
}

// Outlives the server with the events that are still being recorded.
struct Counters
{
    std::array<Counter, edgeOutcomeCount> requests{};
    Counter recorded = 0;
    Counter dropped = 0;
    Counter late = 0;
    LatencyHistogram latency;
};

// Requests of recipients have no body worth reading; one that comes with a wrong method is read for its answer's sake.
constexpr qint64 maxBody = 16 * KiB;

} // namespace

class EdgeServer::Core final : public http::HttpHandler
{
public:
    Core(const EdgeConfig &config, const SnapshotHolder &snapshots, EventSink &events, const Clock &clock,
         Random &random)
        : m_snapshots(snapshots)
        , m_events(events)
        , m_clock(clock)
        , m_handler(clock, random)
        , m_policy(std::make_shared<const EdgePolicy>())
        , m_counters(std::make_shared<Counters>())
        , m_certificates(std::make_shared<CertificateCache>(
              snapshots, config.cachedCertificates, [this](const auto &peer) { return isProxy(peer); },
              config.fetchCertificate))
        , m_board(
              config.durableWithin, clock, [&events](std::size_t answers) { events.keep(answers); },
              [counters = m_counters](std::size_t answers) { increase(counters->late, answers); })
        , m_server(serverConfig(config), *this, clock)
    {}

    void handle(http::HttpRequest request, http::Responder responder) override;
    void endTurn() override;
    [[nodiscard]] http::HttpServerConfig serverConfig(const EdgeConfig &config);
    [[nodiscard]] EdgeStats stats() const;
    [[nodiscard]] std::shared_ptr<const EdgePolicy> policy() const { return std::atomic_load(&m_policy); }
    void setPolicy(EdgePolicy policy)
    {
        std::atomic_store(&m_policy, std::make_shared<const EdgePolicy>(std::move(policy)));
    }
    [[nodiscard]] bool isProxy(const QByteArray &address) const { return isTrusted(policy()->trustedProxies, address); }
    [[nodiscard]] bool isAnnouncing(const QByteArray &address) const
    {
        const auto policy = this->policy();
        return policy->proxyProtocol && isTrusted(policy->trustedProxies, address);
    }
    [[nodiscard]] http::HttpServer &server() { return m_server; }

private:
    const SnapshotHolder &m_snapshots;
    EventSink &m_events;
    const Clock &m_clock;
    EdgeHandler m_handler;
    std::shared_ptr<const EdgePolicy> m_policy;
    std::shared_ptr<Counters> m_counters;
    std::shared_ptr<CertificateCache> m_certificates;
    AnswerBoard m_board;
    UnknownProxies m_unknownProxies;
    http::HttpServer m_server; // last: its workers use everything above
};

http::HttpServerConfig EdgeServer::Core::serverConfig(const EdgeConfig &config)
{
    http::HttpServerConfig result;
    result.listeners = config.listeners;
    result.workers = config.workers;
    result.threads = "edge";
    result.limits.bodyBytes = maxBody;
    result.limits.allow = "GET, HEAD";
    result.timeouts = config.timeouts;
    result.connections = config.connections;
    result.sockets = config.sockets;
    result.tickets = config.tickets;
    result.connections.adviceOnCrowds = "if it is a proxy of yours, name it in edge.trusted_proxies";
    result.connections.unlimitedPeer = [this](const QByteArray &address) { return isProxy(address); };
    result.connections.announcingPeer = [this](const QByteArray &address) { return isAnnouncing(address); };
    result.connections.adviceOnProxies = "have it send one, or set edge.proxy_protocol to off";
    result.tls = m_certificates;
    return result;
}

void EdgeServer::Core::handle(http::HttpRequest request, http::Responder responder)
{
    const auto policy = this->policy();
    Turn &turn = turnOfThread();
    if (turn.requests++ == 0)
        turn.began = m_clock.steady();
    EdgeReply reply = m_handler.answer(request, *m_snapshots.current(), *policy, turn.events);
    if (reply.hasEvent || reply.outcome == EdgeOutcome::HttpsRedirect)
        m_unknownProxies.note(request, policy->trustedProxies);
    increase(m_counters->requests[static_cast<std::size_t>(reply.outcome)]);
    if (reply.hasEvent) {
        turn.answers.add(std::move(responder), std::move(reply.response));
    } else {
        responder.send(std::move(reply.response));
        ++turn.answered;
    }
}

void EdgeServer::Core::endTurn()
{
    Turn &turn = turnOfThread();
    turn.requests = 0;
    // One look at the clock for all of a turn: it is short.
    if (const std::size_t answered = std::exchange(turn.answered, 0); answered > 0)
        m_counters->latency.add(m_clock.steady() - turn.began, answered);
    if (turn.answers.isEmpty())
        return;
    const auto held =
        std::make_shared<HeldAnswers>(std::exchange(turn.answers, {}), [counters = m_counters, clock = &m_clock,
                                                                        began = turn.began](std::size_t answers) {
            counters->latency.add(clock->steady() - began, answers);
        });
    m_events.record({std::exchange(turn.events, {}), held->size(), [held, counters = m_counters](bool durable) {
                         increase(durable ? counters->recorded : counters->dropped, held->size());
                         held->release();
                     }});
    if (!held->released())
        m_board.hold(held);
}

EdgeStats EdgeServer::Core::stats() const
{
    EdgeStats result;
    for (std::size_t i = 0; i < edgeOutcomeCount; ++i)
        result.requests[i] = m_counters->requests[i];
    result.eventsRecorded = m_counters->recorded;
    result.eventsDropped = m_counters->dropped;
    result.eventsLate = m_counters->late;
    result.latency = m_counters->latency.read();
    result.cachedCertificates = m_certificates->size();
    result.http = m_server.stats();
    return result;
}

EdgeServer::EdgeServer(const EdgeConfig &config, const SnapshotHolder &snapshots, EventSink &events, const Clock &clock,
                       Random &random)
    : m_core(std::make_unique<Core>(config, snapshots, events, clock, random))
{}

EdgeServer::~EdgeServer() = default;

void EdgeServer::setWorkers(int workers)
{
    m_core->server().setWorkers(workers);
}

Result<void> EdgeServer::start()
{
    return m_core->server().start();
}

void EdgeServer::windDown()
{
    m_core->server().windDown();
}

bool EdgeServer::hasOlder() const
{
    return m_core->server().hasOlder();
}

void EdgeServer::drain()
{
    m_core->server().drain();
}

void EdgeServer::stop(Millis deadline)
{
    m_core->server().stop(deadline);
}

void EdgeServer::setPolicy(EdgePolicy policy)
{
    m_core->setPolicy(std::move(policy));
}

EdgePolicy EdgeServer::policy() const
{
    return *m_core->policy();
}

QList<http::HttpListener> EdgeServer::listeners() const
{
    return m_core->server().listeners();
}

EdgeStats EdgeServer::stats() const
{
    return m_core->stats();
}

} // namespace unmta::edge
