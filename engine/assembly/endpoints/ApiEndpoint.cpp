#include "assembly/endpoints/ApiEndpoint.h"

#include "assembly/endpoints/Listeners.h"
#include "assembly/endpoints/OwnNames.h"
#include "contract/LocalSocketTransport.h"
#include "http/sockets/FileLimit.h"

namespace unmta {

using namespace Qt::StringLiterals;

ApiEndpoint::ApiEndpoint(const EngineConfig &config, const Dependencies &d)
    : m_address(config.api)
    , m_sockets(config.sockets)
    , m_socketName(localSocketName(config.dataDir))
    , m_clock(d.clock)
    , m_dispatcher(d.tokens, d.clock, config.sandbox)
    , m_certificate(d.root, config.api.address, d.realTime)
    , m_handler(m_dispatcher,
                isLoopback(m_address.address) ? BrowserGuard(ownSubjects(m_address.address)) : BrowserGuard())
    , m_localSocket(m_dispatcher, d.clock)
{}

Result<void> ApiEndpoint::start()
{
    http::HttpServerConfig config;
    const bool tls = !isLoopback(m_address.address);
    config.listeners = {httpListener(m_address, tls)};
    config.workers = 1;
    config.threads = "api";
    config.limits.asksForBodies = true;
    config.connections.total = connectionShares(http::raiseFileLimit()).api;
    config.sockets = m_sockets;
    config.timeouts.drainIdle = patienceWithKept;
    // Who never says anything must not keep the operator out, who is a client of this computer, too.
    config.connections.limitLoopback = true;
    config.connections.shedsByAddress = true;
    config.connections.adviceOnCrowds = "unmta-ctl on this computer goes by the local socket, which has no such limit";
    if (tls) {
        if (auto done = m_certificate.start(); !done)
            return done;
        config.tls = m_certificate.context();
    }
    m_server = std::make_unique<http::HttpServer>(config, m_handler, m_clock);
    if (auto done = m_server->start(); !done)
        return done;
    return m_localSocket.listen(m_socketName);
}

void ApiEndpoint::renewCertificate()
{
    if (m_certificate.context())
        m_certificate.renewOrKeep();
}

void ApiEndpoint::drain()
{
    m_localSocket.drain();
    m_server->drain();
}

quint64 ApiEndpoint::connectionsOpen() const
{
    return m_server->stats().connectionsOpen + m_localSocket.connectionsOpen();
}

QList<wire::Listener> ApiEndpoint::listeners() const
{
    QList<wire::Listener> result;
    for (const http::HttpListener &listener : m_server->listeners())
        result.append({u"api"_s, listener.address, listener.port});
    result.append({u"local"_s, m_socketName, 0});
    return result;
}

} // namespace unmta
