// The management API's ways in: one dispatcher, behind an HTTP server and the socket in the data directory. Engine
// thread.
#pragma once

#include "api/ApiDispatcher.h"
#include "api/ApiServer.h"
#include "api/LocalSocketServer.h"
#include "assembly/EngineConfig.h"
#include "assembly/endpoints/ApiCertificate.h"
#include "contract/wire/Wire.h"
#include "http/server/HttpServer.h"

#include <memory>

namespace unmta {

class InternalRoot;
class TokenService;

class ApiEndpoint
{
public:
    // All outlive the endpoint.
    struct Dependencies
    {
        TokenService &tokens;
        InternalRoot &root;
        const Clock &clock;
        const Clock &realTime; // the same, except in the sandbox
    };

    ApiEndpoint(const EngineConfig &config, const Dependencies &d);

    // Has its handlers before start().
    [[nodiscard]] ApiDispatcher &dispatcher() { return m_dispatcher; }
    [[nodiscard]] const ApiDispatcher &dispatcher() const { return m_dispatcher; }

    // https only, except on loopback. Errors: those of HttpServer::start(), LocalSocketServer::listen(),
    // ApiCertificate::start().
    [[nodiscard]] Result<void> start();
    // After start(): this computer may have other names and addresses by now. Failures are logged.
    void renewCertificate();
    // Takes no new connections; whoever waits for an answer still gets it.
    void drain();

    // After start().
    [[nodiscard]] quint64 connectionsOpen() const;
    [[nodiscard]] QList<wire::Listener> listeners() const;

private:
    const ListenAddress m_address;
    SocketKeeper *const m_sockets;
    const QString m_socketName;
    const Clock &m_clock;
    // Whoever calls stands below whom it calls, and goes before it.
    ApiDispatcher m_dispatcher;
    ApiCertificate m_certificate;
    ApiServer m_handler;
    std::unique_ptr<http::HttpServer> m_server; // made by start(): its configuration has the certificate
    LocalSocketServer m_localSocket;
};

} // namespace unmta
