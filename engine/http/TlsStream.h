// TLS on a socket by OpenSSL, and what all connections of a server share for it. Internal.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "http/TcpStream.h"
#include "http/TicketKeys.h"
#include "http/TlsContext.h"

#include <openssl/ssl.h>

#include <memory>

namespace unmta::http {

// A context with our rules and without a certificate; null when OpenSSL fails.
[[nodiscard]] SSL_CTX *makeBareTlsContext();

// The server's side of every handshake: asks the provider by server name.
class TlsEngine
{
public:
    [[nodiscard]] static Result<std::unique_ptr<TlsEngine>> create(std::shared_ptr<TlsContextProvider> provider,
                                                                   const Clock &clock);
    ~TlsEngine();
    TlsEngine(const TlsEngine &) = delete;
    TlsEngine &operator=(const TlsEngine &) = delete;

    [[nodiscard]] std::unique_ptr<Stream> makeStream(Stream::Socket socket);

private:
    TlsEngine(SSL_CTX *context, std::shared_ptr<TlsContextProvider> provider, const Clock &clock);
    static int onServerName(SSL *ssl, int *alert, void *engine);
    static int onTicketKey(SSL *ssl, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac,
                           int seal);

    SSL_CTX *m_context;
    std::shared_ptr<TlsContextProvider> m_provider;
    TicketKeys m_tickets;
};

class TlsStream final : public Stream
{
public:
    // Takes over `ssl`.
    TlsStream(Socket socket, SSL *ssl, TlsEngine *engine);
    ~TlsStream() override;

    [[nodiscard]] IoResult handshake() override;
    [[nodiscard]] IoResult read(char *data, std::size_t size) override;
    [[nodiscard]] IoResult write(const char *data, std::size_t size) override;
    void closeOutput() override;
    [[nodiscard]] QByteArray sniHost() const override { return m_sniHost; }
    [[nodiscard]] bool nameRefused() const override { return m_nameRefused; }

protected:
    [[nodiscard]] bool hasBuffered() const override { return SSL_has_pending(m_ssl) == 1; }

private:
    friend class TlsEngine;
    [[nodiscard]] IoStatus statusOf(int result);
    static BIO_METHOD *bioMethod();
    static int bioRead(BIO *bio, char *data, int size);
    static int bioWrite(BIO *bio, const char *data, int size);
    static long bioControl(BIO *bio, int command, long number, void *pointer);

    SSL *m_ssl;
    TlsEngine *m_engine;
    QByteArray m_sniHost;
    bool m_nameRefused = false;
    bool m_established = false;
};

} // namespace unmta::http
