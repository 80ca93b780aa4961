#include "http/server/HttpServer.h"

#include "base/Log.h"
#include "http/server/HttpWorker.h"

#include <limits>
#include <thread>

#ifndef Q_OS_WIN
#include <sys/resource.h>
#include <sys/socket.h>
#endif

namespace unmta::http {

using Acceptor = asio::ip::tcp::acceptor;

AddressCounts::Key AddressCounts::keyOf(const asio::ip::address &address)
{
    Key key = address.is_v4() ? asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes()
                              : address.to_v6().to_bytes();
    const bool native = address.is_v6() && !address.to_v6().is_v4_mapped();
    if (native)
        std::fill(key.begin() + 8, key.end(), static_cast<unsigned char>(0));
    return key;
}

std::size_t AddressCounts::Hash::operator()(const Key &key) const noexcept
{
    return qHashBits(key.data(), key.size(), QHashSeed::globalSeed());
}

int AddressCounts::add(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    return ++m_counts[key];
}

void AddressCounts::remove(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    if (const auto it = m_counts.find(key); it != m_counts.end() && --it->second <= 0)
        m_counts.erase(it);
}

namespace {

#ifdef __linux__
constexpr bool systemBalances = true;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
#else
// Elsewhere the option is missing or gives all connections to one socket; the first worker accepts for all.
constexpr bool systemBalances = false;
using ReusePort = asio::socket_base::reuse_address;
#endif

constexpr int backlog = 4096;

Error listenError(const asio::error_code &error, const HttpListener &listener)
{
    // Asio's own category does not know std::errc.
    const std::error_code system(error.value(), std::system_category());
    QString code = QStringLiteral("http.listen_failed");
    if (error == asio::error::address_in_use)
        code = QStringLiteral("http.port_in_use");
    else if (error == asio::error::access_denied)
        code = QStringLiteral("http.permission_denied");
    else if (system == std::errc::address_not_available || system == std::errc::address_family_not_supported)
        code = QStringLiteral("http.address_unavailable");
    return Error(
        code, {},
        {{QStringLiteral("address"), listener.address}, {QStringLiteral("port"), QString::number(listener.port)}},
        QString::fromStdString(error.message()));
}

// `shares` lets the socket join others that are bound to the same port; the first one must not, so that a port which
// another program holds is found out even when that program would share it.
Result<std::shared_ptr<Acceptor>> openAcceptor(asio::io_context &context, const HttpListener &listener, bool shares)
{
    asio::error_code error;
    const auto address = asio::ip::make_address(listener.address.toStdString(), error);
    if (error) {
        return Error(
            QStringLiteral("http.bad_address"), {},
            {{QStringLiteral("address"), listener.address}, {QStringLiteral("port"), QString::number(listener.port)}});
    }
    const asio::ip::tcp::endpoint endpoint(address, listener.port);
    auto acceptor = std::make_shared<Acceptor>(context);
    acceptor->open(endpoint.protocol(), error);
    if (!error && address.is_v6())
        acceptor->set_option(asio::ip::v6_only(false), error);
#ifndef Q_OS_WIN
    if (!error)
        acceptor->set_option(asio::socket_base::reuse_address(true), error);
#endif
    if (!error && shares)
        acceptor->set_option(ReusePort(true), error);
    if (!error)
        acceptor->bind(endpoint, error);
    if (!error && systemBalances && !shares)
        acceptor->set_option(ReusePort(true), error);
    if (!error)
        acceptor->listen(backlog, error);
    if (error)
        return listenError(error, listener);
    return acceptor;
}

// The same for every start with the same listener; of all the workers' sockets for it, the one with this number.
QByteArray keptName(const HttpListener &listener, std::size_t number)
{
    return (listener.tls ? "https-" : "http-") + listener.address.toLatin1().replace(':', '_') + '-' +
           QByteArray::number(listener.port) + '-' + QByteArray::number(quint64(number));
}

// What the process before has left, already bound and listening; null when that was nothing usable.
std::shared_ptr<Acceptor> takeAcceptor(asio::io_context &context, SocketKeeper &keeper, const HttpListener &listener,
                                       std::size_t number)
{
    const int socket = keeper.take(keptName(listener, number));
    if (socket < 0)
        return nullptr;
    asio::error_code error;
    const auto address = asio::ip::make_address(listener.address.toStdString(), error);
    auto acceptor = std::make_shared<Acceptor>(context);
    if (!error)
        acceptor->assign(asio::ip::tcp::endpoint(address, listener.port).protocol(), socket, error);
    return error ? nullptr : acceptor;
}

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

    Result<void> start();
    Result<void> reload(HttpServerConfig config);
    void drain();
    void stop(Millis deadline);
    [[nodiscard]] QList<HttpListener> listeners() const;
    [[nodiscard]] HttpServerStats stats() const;

private:
    Result<Open> open(const HttpListener &listener);
    Result<void> openMissing(const HttpServerConfig &config, std::vector<Open> &opened);
    void adoptRules();
    void handOver(Open &listener);
    [[nodiscard]] bool balanced() const { return systemBalances && m_config.reusePort; }

    mutable std::mutex m_mutex; // for m_open and m_stopped
    HttpServerConfig m_config;
    ServerShared m_shared;
    std::vector<std::unique_ptr<HttpWorker>> m_workers;
    std::vector<Open> m_open;
    std::atomic<unsigned> m_next = 0;
    int m_lastId = 0;
    bool m_stopped = false;
};

Result<HttpServer::Impl::Open> HttpServer::Impl::open(const HttpListener &listener)
{
    Open result{++m_lastId, listener, listener, {}};
    const std::size_t count = balanced() ? m_workers.size() : 1;
    // A port that the system chooses is another one the next time.
    SocketKeeper *const keeper = listener.port != 0 ? m_config.sockets : nullptr;
    for (std::size_t i = 0; i < count; ++i) {
        if (auto kept = keeper ? takeAcceptor(m_workers[i]->context(), *keeper, listener, i) : nullptr) {
            result.acceptors.push_back(std::move(kept));
            continue;
        }
        auto acceptor = openAcceptor(m_workers[i]->context(), result.actual, i > 0);
        if (!acceptor)
            return acceptor.error();
        asio::error_code error;
        result.actual.port = (*acceptor)->local_endpoint(error).port();
        if (keeper)
            keeper->keep(keptName(listener, i), (*acceptor)->native_handle());
        result.acceptors.push_back(std::move(*acceptor));
    }
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
            auto engine = TlsEngine::create(config.tls, m_shared.clock);
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
        m_workers[i]->addAcceptor(listener.id, std::move(listener.acceptors[i]), listener.actual.tls);
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
    for (const auto &worker : m_workers)
        worker->startThread();
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
    sum.connectionsOpen = static_cast<quint64>(std::max(0, m_shared.connectionsOpen.load()));
    for (const auto &worker : m_workers) {
        const WorkerCounters &counters = worker->counters();
        sum.connectionsAccepted += counters.connectionsAccepted;
        sum.connectionsRefused += counters.connectionsRefused;
        sum.connectionsShed += counters.connectionsShed;
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

Result<void> HttpServer::start()
{
    return m_impl->start();
}

Result<void> HttpServer::reload(HttpServerConfig config)
{
    return m_impl->reload(std::move(config));
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

int raiseFileLimit()
{
#ifdef Q_OS_WIN
    return std::numeric_limits<int>::max();
#else
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    rlimit raised = limit;
    raised.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
        limit = raised;
    return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<int>::max()));
#endif
}

} // namespace unmta::http
