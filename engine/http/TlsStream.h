// TLS on a socket by OpenSSL, and what all connections of a server share for it. Internal.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "http/TcpStream.h"
#include "http/TlsContext.h"

#include <openssl/ssl.h>

#include <array>
#include <memory>
#include <mutex>

namespace unmta::http {

// Keys for session tickets (RFC 5077, RFC 8446 section 4.6.1), known to this process only. A key seals for `period` and
// opens for as long again; then sessions sealed with it cannot be read by anybody. Any thread.
class TicketKeys
{
public:
    struct Key
    {
        std::array<unsigned char, 16> name;
        std::array<unsigned char, 32> cipher;
        std::array<unsigned char, 32> mac;
    };
    static constexpr std::chrono::hours period{8};

    explicit TicketKeys(const Clock &clock) : m_clock(clock) {}
    ~TicketKeys();
    // False when the system has no randomness to offer.
    [[nodiscard]] bool sealingKey(Key &key);
    // `current` tells whether a fresh ticket should replace this one.
    [[nodiscard]] bool openingKey(const unsigned char *name, Key &key, bool &current);

private:
    struct Generation
    {
        Key key{};
        std::chrono::steady_clock::time_point made{};
        bool present = false;
    };
    [[nodiscard]] bool rotate();

    const Clock &m_clock;
    std::mutex m_mutex;
    Generation m_current;
    Generation m_previous;
};

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
