#include "http/server/HttpServer.h"

#include "base/Log.h"
#include "http/server/HttpWorker.h"
#include "http/server/ListeningSocket.h"

#include <limits>
#include <thread>

namespace unmta::http {

using Acceptor = asio::ip::tcp::acceptor;

namespace {

// What a connection may wait for its client when it came to a server that winds down.
constexpr Millis timeForLast{2'000};

} // namespace

class HttpServer::Impl
{
public:
    struct Open
    {
        int id;
        HttpListener asked;
        HttpListener actual;
        std::vector<std::shared_ptr<Acceptor>> acceptors; // empty once handed to the workers
    };

    Impl(HttpServerConfig config, HttpHandler &handler, const Clock &clock)
        : m_config(std::move(config))
        , m_shared(handler, clock)
    {}

    void setWorkers(int workers) { m_config.workers = workers; }
    Result<void> start();
    Result<void> reload(HttpServerConfig config);
    void windDown();
    [[nodiscard]] bool hasOlder() const;
    void drain();
    void stop(Millis deadline);
    [[nodiscard]] QList<HttpListener> listeners() const;
    [[nodiscard]] HttpServerStats stats() const;

private:
    Result<Open> open(const HttpListener &listener);
    Result<void> openMissing(const HttpServerConfig &config, std::vector<Open> &opened);
    void adoptRules();
    void handOver(Open &listener);
    [[nodiscard]] bool balanced() const { return ListeningSocket::areBalanced() && m_config.reusePort; }

    mutable std::mutex m_mutex; // for m_open and m_stopped
    HttpServerConfig m_config;
    ServerShared m_shared;
    std::vector<std::unique_ptr<HttpWorker>> m_workers;
    std::vector<Open> m_open;
    std::weak_ptr<const ConnectionRules> m_older; // which each connection keeps for as long as it lives
    std::atomic<unsigned> m_next = 0;
    int m_lastId = 0;
    bool m_stopped = false;
};

Result<HttpServer::Impl::Open> HttpServer::Impl::open(const HttpListener &listener)
{
    Open result{++m_lastId, listener, listener, {}};
    ListeningSocket socket(listener, m_config.sockets);
    const std::size_t count = balanced() ? m_workers.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        auto acceptor = socket.next(m_workers[i]->context());
        if (!acceptor)
            return acceptor.error();
        result.acceptors.push_back(std::move(*acceptor));
    }
    // There were more workers before: whoever waits at their sockets is served, too.
    while (auto acceptor = socket.nextKept(m_workers[result.acceptors.size() % m_workers.size()]->context()))
        result.acceptors.push_back(std::move(acceptor));
    result.actual = socket.actual();
    return result;
}

Result<void> HttpServer::Impl::openMissing(const HttpServerConfig &config, std::vector<Open> &opened)
{
    for (const HttpListener &listener : config.listeners) {
        const bool present =
            std::any_of(m_open.begin(), m_open.end(), [&](const Open &open) { return open.asked == listener; });
        if (present)
            continue;
        if (listener.tls && !m_shared.tls) {
            if (!config.tls)
                return Error(QStringLiteral("http.no_tls_context"));
            auto engine = TlsEngine::create(config.tls, m_shared.clock, config.tickets);
            if (!engine)
                return engine.error();
            m_shared.tls = std::move(*engine);
        }
        auto made = open(listener);
        if (!made)
            return made.error();
        opened.push_back(std::move(*made));
    }
    return {};
}

void HttpServer::Impl::adoptRules()
{
    m_shared.setRules(std::make_shared<const ConnectionRules>(
        ConnectionRules{m_config.limits, m_config.timeouts, m_config.connections}));
}

void HttpServer::Impl::handOver(Open &listener)
{
    for (std::size_t i = 0; i < listener.acceptors.size(); ++i)
        m_workers[i % m_workers.size()]->addAcceptor(listener.id, std::move(listener.acceptors[i]),
                                                     listener.actual.tls);
    listener.acceptors.clear();
    qCInfo(lcHttp).noquote().nospace() << "listening address=" << listener.actual.address
                                       << " port=" << listener.actual.port << " tls=" << listener.actual.tls;
}

Result<void> HttpServer::Impl::start()
{
    const std::lock_guard lock(m_mutex);
    adoptRules();
    const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int count = m_config.workers > 0 ? m_config.workers : cores;
    for (int i = 0; i < count; ++i) {
        std::function<HttpWorker &()> pick;
        if (!balanced() && count > 1)
            pick = [this]() -> HttpWorker & { return *m_workers[m_next++ % m_workers.size()]; };
        m_workers.push_back(std::make_unique<HttpWorker>(m_shared, std::move(pick)));
    }
    std::vector<Open> opened;
    if (auto result = openMissing(m_config, opened); !result) {
        opened.clear();
        m_workers.clear();
        return result;
    }
    for (std::size_t i = 0; i < m_workers.size(); ++i)
        m_workers[i]->startThread(m_config.threads + QByteArray("-") + QByteArray::number(i));
    for (Open &listener : opened)
        handOver(listener);
    m_open = std::move(opened);
    return {};
}

Result<void> HttpServer::Impl::reload(HttpServerConfig config)
{
    const std::lock_guard lock(m_mutex);
    std::vector<Open> opened;
    if (auto result = openMissing(config, opened); !result)
        return result;
    std::erase_if(m_open, [&](const Open &open) {
        if (config.listeners.contains(open.asked))
            return false;
        for (const auto &worker : m_workers)
            worker->removeAcceptor(open.id);
        return true;
    });
    config.workers = m_config.workers;
    config.reusePort = m_config.reusePort;
    config.sockets = m_config.sockets;
    m_config = std::move(config);
    adoptRules();
    for (Open &listener : opened) {
        handOver(listener);
        m_open.push_back(std::move(listener));
    }
    return {};
}

void HttpServer::Impl::windDown()
{
    const std::lock_guard lock(m_mutex);
    m_older = m_shared.rules();
    HttpTimeouts &timeouts = m_config.timeouts;
    for (Millis *time : {&timeouts.handshake, &timeouts.head, &timeouts.body, &timeouts.write, &timeouts.unwanted,
                         &timeouts.linger, &timeouts.drain, &timeouts.proxyHeader})
        *time = std::min(*time, timeForLast);
    adoptRules();
    for (const auto &worker : m_workers)
        worker->windDown();
}

bool HttpServer::Impl::hasOlder() const
{
    const std::lock_guard lock(m_mutex);
    return !m_older.expired();
}

void HttpServer::Impl::drain()
{
    for (const auto &worker : m_workers)
        worker->drain();
}

void HttpServer::Impl::stop(Millis deadline)
{
    if (std::exchange(m_stopped, true))
        return;
    drain();
    // Coarse waiting is good enough here: this happens once, when the program ends.
    constexpr Millis step(5);
    for (Millis waited{0}; waited < deadline; waited += step) {
        // The acceptors' last connections come in with the drain itself, hence the first step before the first look.
        std::this_thread::sleep_for(step);
        if (m_shared.connectionsOpen == 0)
            break;
    }
    for (const auto &worker : m_workers)
        worker->stop();
    for (const auto &worker : m_workers)
        worker->join();
}

QList<HttpListener> HttpServer::Impl::listeners() const
{
    const std::lock_guard lock(m_mutex);
    QList<HttpListener> result;
    // Equal wishes (port 0 twice) are different listeners, so each open one is named once.
    QList<const Open *> left;
    for (const Open &open : m_open)
        left.append(&open);
    for (const HttpListener &asked : m_config.listeners) {
        const auto found =
            std::find_if(left.begin(), left.end(), [&](const Open *open) { return open->asked == asked; });
        if (found != left.end()) {
            result.append((*found)->actual);
            left.erase(found);
        }
    }
    return result;
}

HttpServerStats HttpServer::Impl::stats() const
{
    HttpServerStats sum;
    sum.workers = m_workers.size();
    sum.connectionsOpen = static_cast<quint64>(std::max(0, m_shared.connectionsOpen.load()));
    for (const auto &worker : m_workers) {
        const WorkerCounters &counters = worker->counters();
        sum.connectionsAccepted += counters.connectionsAccepted;
        sum.connectionsRefused += counters.connectionsRefused;
        sum.connectionsShed += counters.connectionsShed;
        sum.proxyHeadersRefused += counters.proxyHeadersRefused;
        sum.requests += counters.requests;
        sum.badRequests += counters.badRequests;
        sum.timeouts += counters.timeouts;
        sum.handshakes += counters.handshakes;
        sum.handshakesFailed += counters.handshakesFailed;
        sum.sniRefused += counters.sniRefused;
    }
    return sum;
}

HttpServer::HttpServer(HttpServerConfig config, HttpHandler &handler, const Clock &clock)
    : m_impl(std::make_unique<Impl>(std::move(config), handler, clock))
{}

HttpServer::~HttpServer()
{
    stop(Millis(0));
}

void HttpServer::setWorkers(int workers)
{
    m_impl->setWorkers(workers);
}

Result<void> HttpServer::start()
{
    return m_impl->start();
}

Result<void> HttpServer::reload(HttpServerConfig config)
{
    return m_impl->reload(std::move(config));
}

void HttpServer::windDown()
{
    m_impl->windDown();
}

bool HttpServer::hasOlder() const
{
    return m_impl->hasOlder();
}

void HttpServer::drain()
{
    m_impl->drain();
}

void HttpServer::stop(Millis deadline)
{
    m_impl->stop(deadline);
}

QList<HttpListener> HttpServer::listeners() const
{
    return m_impl->listeners();
}

HttpServerStats HttpServer::stats() const
{
    return m_impl->stats();
}

} // namespace unmta::http
