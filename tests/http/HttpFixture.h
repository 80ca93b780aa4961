// Handler, certificates and configuration that the server's tests share.
#pragma once

#include "http/TestCertificate.h"
#include "http/server/HttpServer.h"
#include "support/Patience.h"

#include <QMap>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>

namespace unmta::test {

// Echoes what the test wants to see, keeps "/later" until told, forgets "/forgotten", throws on "/broken".
class TestHandler final : public http::HttpHandler
{
public:
    void handle(http::HttpRequest request, http::Responder responder) override
    {
        const QByteArray path = request.path().toByteArray();
        if (path == "/later") {
            const std::lock_guard lock(m_mutex);
            m_waiting.push_back(std::move(responder));
            m_changed.notify_all();
        } else if (path == "/broken") {
            throw std::runtime_error("broken");
        } else if (path == "/big") {
            responder.send(http::HttpResponse(200, {}, QByteArray(request.query().toInt(), 'b')));
        } else if (path != "/forgotten") {
            http::HttpResponse response(200);
            response.headers.add("X-Peer", request.peerAddress);
            response.headers.add("X-Sni", request.sniHost);
            response.body = request.method + ' ' + request.target + ' ' + request.body;
            responder.send(std::move(response));
        }
    }
    // The next request for "/later", or an empty responder when none comes.
    http::Responder takeWaiting()
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, patience, [this] { return !m_waiting.empty(); }))
            return {};
        http::Responder first = std::move(m_waiting.front());
        m_waiting.pop_front();
        return first;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<http::Responder> m_waiting;
};

class TestProvider final : public http::TlsContextProvider
{
public:
    std::shared_ptr<SSL_CTX> contextFor(const QByteArray &sniHost) override
    {
        const std::lock_guard lock(m_mutex);
        return m_contexts.value(sniHost);
    }
    void add(const QByteArray &host)
    {
        const auto certificate = makeCertificate(host);
        auto context = http::makeTlsContext(certificate.chainPem, certificate.keyPem);
        const std::lock_guard lock(m_mutex);
        m_contexts.insert(host, context.value());
    }
    void remove(const QByteArray &host)
    {
        const std::lock_guard lock(m_mutex);
        m_contexts.remove(host);
    }

private:
    std::mutex m_mutex;
    QMap<QByteArray, std::shared_ptr<SSL_CTX>> m_contexts;
};

inline http::HttpServerConfig loopback(bool tls = false)
{
    http::HttpServerConfig config;
    config.listeners = {{QStringLiteral("127.0.0.1"), 0, tls}};
    config.workers = 2;
    return config;
}

inline const QByteArray simpleRequest = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

} // namespace unmta::test
