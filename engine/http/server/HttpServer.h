// The HTTP server of edge and management API: one io_context and one thread per worker; nothing blocks in them.
// HTTP/1.1 with keep-alive and pipelining (answers in order), TLS by SNI, limits on everything a client can make grow.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "base/SocketKeeper.h"
#include "http/HttpHandler.h"
#include "http/HttpParser.h"
#include "http/server/SharedTickets.h"
#include "http/server/TlsContext.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace unmta::http {

struct HttpListener
{
    QString address;  // numeric, "127.0.0.1", "::" (both families), "0.0.0.0"
    quint16 port = 0; // 0: the system chooses
    bool tls = false;

    bool operator==(const HttpListener &) const = default;
};

struct HttpTimeouts
{
    Millis handshake{10'000};
    // From a request's first byte (the first request: from the connection's start) to the end of its head.
    Millis head{10'000};
    Millis body{20'000};     // every 64 KiB received earn the same time again
    Millis write{20'000};    // every 16 KiB taken by the client earn the same time again
    Millis idle{30'000};     // between requests; a request that waits for its answer is not idle
    Millis linger{2'000};    // after an answer that closes, for the client to read it
    Millis unwanted{10'000}; // the same, where a body that was refused may still be on its way
    // While draining, for the first request of a connection that has not sent one yet.
    Millis drain{5'000};
    // The same for the next request of a kept one: a client that is busy asks within it, and is told that this was the
    // last answer. One that is closed while it asks has lost its request.
    Millis drainIdle{0};
    Millis proxyHeader{5'000}; // for all of it, from the connection's start
};

struct HttpConnectionLimits
{
    // Above, a connection that waits for its client is closed, those that never had an answer first, then by age. Where
    // all are busy the newcomer gets 503.
    int total = 20'000;
    int perAddress = 256;        // above: 503 and close; IPv6 counts by /64; 0: unlimited, networks too
    bool shedsByAddress = false; // above perAddress, too, one that waits is closed in place of the 503
    // Above, one of the same IPv6 /48 that waits is closed; where all are busy the newcomer gets 503. 0: unlimited.
    int perNetwork = 1024;
    bool limitLoopback = false; // whether these two also hold for this machine (proxies, load tests)
    // Further peers without a limit of their own, such as trusted proxies; asked once per connection, on any worker.
    std::function<bool(const QByteArray &address)> unlimitedPeer = {};
    // Peers whose connections must begin with a PROXY header, version 1 or 2, and are then the client's that it names:
    // the limits are for that one. Anybody else's header is a malformed request. Asked as above.
    std::function<bool(const QByteArray &address)> announcingPeer = {};
    // What the operator may do where an address has reached its limit; for the log, which says so once a minute.
    const char *adviceOnCrowds = "";
    // The same where a peer that must announce its clients does not.
    const char *adviceOnProxies = "";
};

struct HttpServerConfig
{
    QList<HttpListener> listeners;
    int workers = 0;              // 0: one per core
    const char *threads = "http"; // what the system's tools call them: "http-0" and on; at most ten characters
    HttpLimits limits;
    HttpTimeouts timeouts;
    HttpConnectionLimits connections;
    std::shared_ptr<const SharedTickets> tickets = {}; // null: this server's sessions are its own
    std::shared_ptr<TlsContextProvider> tls;           // needed when a listener has tls
    bool reusePort = true;                             // one acceptor per worker where the system balances between them
    SocketKeeper *sockets = nullptr; // keeps the listening sockets over a restart; outlives the server
};

// Counters since the start, except workers and connectionsOpen.
struct HttpServerStats
{
    quint64 workers = 0;
    quint64 connectionsOpen = 0;
    quint64 connectionsAccepted = 0;
    quint64 connectionsRefused = 0;  // by a limit
    quint64 connectionsShed = 0;     // closed while they waited, to make room
    quint64 proxyHeadersRefused = 0; // malformed, missing or late, of peers that must send one
    quint64 requests = 0;
    quint64 badRequests = 0;      // that the parser refused
    quint64 timeouts = 0;         // slow handshake, head, body or reading
    quint64 handshakes = 0;       // completed
    quint64 handshakesFailed = 0; // all others, unknown names included
    quint64 sniRefused = 0;       // alert unrecognized_name
};

class HttpServer
{
public:
    // Handler and clock must outlive the server.
    HttpServer(HttpServerConfig config, HttpHandler &handler, const Clock &clock);
    // Stops at once.
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    // Before start().
    void setWorkers(int workers);
    // Opens the listeners and starts the workers. Error codes, with "address" and "port" in the context:
    // "http.port_in_use", "http.permission_denied", "http.address_unavailable", "http.bad_address",
    // "http.listen_failed"; "http.no_tls_context" when a TLS listener has no provider.
    [[nodiscard]] Result<void> start();
    // Opens and closes listeners so that they match, and takes over limits and timeouts for new connections. The number
    // of workers stays. On an error nothing has changed. Same codes as start().
    [[nodiscard]] Result<void> reload(HttpServerConfig config);

    // Before a drain, where somebody takes over: from now on every answer closes, newcomers are still served, and have
    // less time. So whoever is slow keeps nobody waiting between this server and the next. Returns at once.
    void windDown();
    // Whether there is still a connection from before that.
    [[nodiscard]] bool hasOlder() const;
    // Stops accepting and closes every connection as soon as it owes no answer. Returns at once.
    void drain();
    // Drains for at most `deadline`, cuts what is left, joins the workers. Blocks; do not call on a thread that still
    // owes answers (drain() first, then watch stats().connectionsOpen).
    void stop(Millis deadline);

    // With the ports that the system chose; in the order of the configuration.
    [[nodiscard]] QList<HttpListener> listeners() const;
    [[nodiscard]] HttpServerStats stats() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace unmta::http
