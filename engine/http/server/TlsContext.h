// Server-side TLS contexts: TLS 1.2 and 1.3, ALPN http/1.1, no renegotiation, no session cache, one ticket per session.
#pragma once

#include "base/Result.h"

#include <QByteArray>

#include <functional>
#include <memory>

using SSL_CTX = struct ssl_ctx_st;

namespace unmta::http {

// Who has certificates. Asked on worker threads, several at once, during the handshake, so it must be quick.
class TlsContextProvider
{
public:
    virtual ~TlsContextProvider() = default;
    // `sniHost` in lower case. Null refuses the handshake with the alert
    // unrecognized_name (112, RFC 6066 section 3).
    [[nodiscard]] virtual std::shared_ptr<SSL_CTX> contextFor(const QByteArray &sniHost) = 0;
    // Whether the certificate for that name may be about to come, and is worth the wait of a handshake: then
    // whenItHasCome() is called, and after that contextFor() has the last word.
    [[nodiscard]] virtual bool isOnItsWay(const QByteArray &sniHost);
    // `goOn` is called once, now or later, on any thread, and perhaps never; whatever has become of it.
    virtual void whenItHasCome(const QByteArray &sniHost, std::function<void()> goOn);
    // The same for a client that named none.
    [[nodiscard]] virtual std::shared_ptr<SSL_CTX> contextWithoutName(const QByteArray &peerAddress);
};

// A context that presents this chain (leaf first) with its private key, both PEM.
// Error codes: "tls.bad_certificate", "tls.bad_key", "tls.key_mismatch".
[[nodiscard]] Result<std::shared_ptr<SSL_CTX>> makeTlsContext(const QByteArray &chainPem, const QByteArray &keyPem);

// A context with a fresh certificate that nobody vouches for and that names nobody, for clients who do not look at it.
// Error code: "tls.unavailable".
[[nodiscard]] Result<std::shared_ptr<SSL_CTX>> makeAnonymousTlsContext();

// One certificate for every name, as the management API has it; may be exchanged at any time.
class SingleTlsContext final : public TlsContextProvider
{
public:
    explicit SingleTlsContext(std::shared_ptr<SSL_CTX> context)
        : m_context(std::move(context))
    {}
    [[nodiscard]] std::shared_ptr<SSL_CTX> contextFor(const QByteArray &sniHost) override;
    void setContext(std::shared_ptr<SSL_CTX> context);

private:
    std::shared_ptr<SSL_CTX> m_context; // through std::atomic_load and std::atomic_store only
};

} // namespace unmta::http
