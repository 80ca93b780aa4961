#include "milter/MilterServer.h"

#include "base/Log.h"
#include "http/sockets/SystemSocket.h"
#include "milter/MilterConnection.h"
#include "milter/SocketRights.h"

#include <QFile>

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>

#include <condition_variable>
#include <thread>
#include <vector>

namespace unmta::milter {

using namespace Qt::StringLiterals;
using asio::ip::tcp;

namespace {

Error listenError(const ListenAddress &listen, const std::string &words)
{
    return Error(u"milter.listen_failed"_s, u"listen"_s, {{u"listen"_s, listen.toString()}},
                 QString::fromStdString(words));
}

} // namespace

class MilterServer::Impl
{
public:
    Impl(MilterServerConfig config, rewriter::MilterSession::Rewrite rewrite, MilterMetrics &metrics)
        : m_config(std::move(config))
        , m_work(asio::make_work_guard(m_context))
    {
        m_shared = std::make_shared<ConnectionShared>(std::move(rewrite), metrics, m_config.maxMessageBytes,
                                                      m_config.idleTimeout);
    }

    ~Impl() { stop(Millis(0)); }

    Result<void> start()
    {
        for (ListenAddress &listen : m_config.listeners) {
            const Result<void> opened = listen.path.isEmpty() ? openTcp(listen) : openLocal(listen);
            if (!opened)
                return opened.error();
        }
        for (unsigned i = 0; i < std::max(1u, m_config.threads); ++i)
            m_threads.emplace_back([this] { m_context.run(); });
        return {};
    }

    QList<ListenAddress> listening() const { return m_config.listeners; }

    void stop(Millis deadline)
    {
        for (const auto &closeListener : m_closeListeners)
            closeListener();
        m_closeListeners.clear();
        m_shared->waitUntilIdle(m_threads.empty() ? Millis(0) : deadline);
        m_work.reset();
        m_context.stop();
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
        for (const ListenAddress &listen : m_config.listeners) {
            if (!listen.path.isEmpty() && m_ownPaths.contains(listen.path))
                QFile::remove(listen.path);
        }
        m_ownPaths.clear();
    }

private:
    Result<void> openTcp(ListenAddress &listen)
    {
        asio::error_code error;
        const auto address = asio::ip::make_address(listen.address.toStdString(), error);
        auto acceptor = std::make_shared<tcp::acceptor>(asio::make_strand(m_context));
        const tcp::endpoint endpoint(address, listen.port);
        if (!error)
            acceptor->open(endpoint.protocol(), error);
        if (!error)
            http::claimPort(*acceptor, error);
        if (!error)
            acceptor->bind(endpoint, error);
        if (!error)
            acceptor->listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return listenError(listen, error.message());
        listen.port = acceptor->local_endpoint().port();
        serve(acceptor);
        return {};
    }

    Result<void> openLocal(const ListenAddress &listen)
    {
#ifdef ASIO_HAS_LOCAL_SOCKETS
        using Local = asio::local::stream_protocol;
        const Local::endpoint endpoint(QFile::encodeName(listen.path).toStdString());
        asio::error_code error;
        if (QFile::exists(listen.path)) { // left behind by a process that was killed, or in use
            Local::socket probe(m_context);
            probe.connect(endpoint, error);
            if (!error)
                return Error(u"milter.socket_in_use"_s, u"listen"_s, {{u"listen"_s, listen.toString()}});
            QFile::remove(listen.path);
            error.clear();
        }
        auto acceptor = std::make_shared<Local::acceptor>(asio::make_strand(m_context));
        acceptor->open(endpoint.protocol(), error);
        {
            const PrivateUntilGranted nobodyYet;
            if (!error)
                acceptor->bind(endpoint, error);
        }
        if (error)
            return listenError(listen, error.message());
        m_ownPaths.append(listen.path);
        if (const Result<void> granted = grant(listen); !granted)
            return granted.error();
        acceptor->listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return listenError(listen, error.message());
        serve(acceptor);
        return {};
#else
        return listenError(listen, "Unix sockets are not available here");
#endif
    }

    Result<void> grant(const ListenAddress &listen) const
    {
        std::string why;
        switch (grantAccess(QFile::encodeName(listen.path), m_config.socketGroup, m_config.socketMode, why)) {
        case Granted::Yes:
            return {};
        case Granted::NoSuchGroup:
            return Error(u"milter.no_such_group"_s, u"socket_group"_s, {{u"group"_s, m_config.socketGroup}});
        case Granted::No:
            break;
        }
        return listenError(listen, why);
    }

    template <typename Acceptor>
    void serve(const std::shared_ptr<Acceptor> &acceptor)
    {
        m_closeListeners.push_back([acceptor] {
            asio::post(acceptor->get_executor(), [acceptor] {
                asio::error_code ignored;
                acceptor->close(ignored);
            });
        });
        accept(acceptor);
    }

    template <typename Acceptor>
    void accept(const std::shared_ptr<Acceptor> &acceptor)
    {
        using Socket = typename Acceptor::protocol_type::socket;
        acceptor->async_accept(
            asio::make_strand(m_context), [this, acceptor](const asio::error_code &error, Socket peer) {
                if (!acceptor->is_open())
                    return;
                if (error) { // out of descriptors, most likely: others will end soon
                    pauseThenAccept(acceptor);
                    return;
                }
                if (m_shared->metrics.connectionsOpen >= m_config.maxConnections)
                    ++m_shared->metrics.connectionsRefused;
                else
                    std::make_shared<MilterConnection>(MilterConnection::Socket(std::move(peer)), m_shared)->start();
                accept(acceptor);
            });
    }

    template <typename Acceptor>
    void pauseThenAccept(const std::shared_ptr<Acceptor> &acceptor)
    {
        auto timer = std::make_shared<asio::steady_timer>(acceptor->get_executor(), std::chrono::milliseconds(100));
        timer->async_wait([this, acceptor, timer](const asio::error_code &) {
            if (acceptor->is_open())
                accept(acceptor);
        });
    }

    MilterServerConfig m_config;
    asio::io_context m_context;
    asio::executor_work_guard<asio::io_context::executor_type> m_work;
    std::shared_ptr<ConnectionShared> m_shared;
    std::vector<std::function<void()>> m_closeListeners;
    QStringList m_ownPaths;
    std::vector<std::thread> m_threads;
};

MilterServer::MilterServer(MilterServerConfig config, rewriter::MilterSession::Rewrite rewrite, MilterMetrics &metrics)
    : m_impl(std::make_unique<Impl>(std::move(config), std::move(rewrite), metrics))
{}

MilterServer::~MilterServer() = default;

Result<void> MilterServer::start()
{
    return m_impl->start();
}

QList<ListenAddress> MilterServer::listening() const
{
    return m_impl->listening();
}

void MilterServer::stop(Millis deadline)
{
    m_impl->stop(deadline);
}

} // namespace unmta::milter
