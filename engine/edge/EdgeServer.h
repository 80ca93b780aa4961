// The edge: takes recipients' requests, answers them from the snapshot, and lets an answer leave only when its event is
// durable or the bounded wait is over.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "domain/Snapshot.h"
#include "edge/EdgeHandler.h"
#include "edge/EventSink.h"
#include "edge/LatencyHistogram.h"
#include "http/server/HttpServer.h"

#include <array>
#include <functional>
#include <memory>

namespace unmta::edge {

struct EdgeConfig
{
    QList<http::HttpListener> listeners;
    int workers = 0;                     // 0: one per core
    Millis durableWithin{50};            // an answer waits no longer than this for its event
    qsizetype cachedCertificates = 2000; // some 20 KB each
    http::HttpTimeouts timeouts;
    http::HttpConnectionLimits connections;
    SocketKeeper *sockets = nullptr; // outlives the server; null: nobody keeps them
    std::shared_ptr<const http::SharedTickets> tickets = {};
    // See CertificateCache::Fetch; none: nobody else orders certificates.
    std::function<void(const QByteArray &host, std::function<void()> done)> fetchCertificate = {};
};

// Counters since the start, except http.connectionsOpen and cachedCertificates.
struct EdgeStats
{
    std::array<quint64, edgeOutcomeCount> requests{}; // by EdgeOutcome
    quint64 eventsRecorded = 0;                       // recorded + dropped = genuine links answered
    quint64 eventsDropped = 0;
    LatencyHistogram::Reading latency; // from the request to its answer: of a link until its event was durable
    quint64 eventsLate = 0;            // answered before the event was durable; counted above as well, once it is known
    qsizetype cachedCertificates = 0;
    http::HttpServerStats http;

    [[nodiscard]] quint64 count(EdgeOutcome outcome) const { return requests[static_cast<std::size_t>(outcome)]; }
};

class EdgeServer
{
public:
    // All references must outlive the server.
    EdgeServer(const EdgeConfig &config, const SnapshotHolder &snapshots, EventSink &events, const Clock &clock,
               Random &random);
    ~EdgeServer();
    EdgeServer(const EdgeServer &) = delete;
    EdgeServer &operator=(const EdgeServer &) = delete;

    // Before start(); 0: one per core.
    void setWorkers(int workers);
    // Errors: those of HttpServer::start().
    [[nodiscard]] Result<void> start();
    // See HttpServer.
    void windDown();
    [[nodiscard]] bool hasOlder() const;
    // See HttpServer. Stop the edge before the event sink, so that the last answers find it.
    void drain();
    void stop(Millis deadline);

    // Any thread; holds for requests that are parsed from now on.
    void setPolicy(EdgePolicy policy);
    [[nodiscard]] EdgePolicy policy() const;
    [[nodiscard]] QList<http::HttpListener> listeners() const;
    [[nodiscard]] EdgeStats stats() const;

private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace unmta::edge
