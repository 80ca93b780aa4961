// TLS on a socket by OpenSSL, and what all connections of a server share for it. Internal.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "http/server/TcpStream.h"
#include "http/server/TicketKeys.h"
#include "http/server/TlsContext.h"

#include <openssl/ssl.h>

#include <memory>
#include <string>

namespace unmta::http {

// A context with our rules and without a certificate; null when OpenSSL fails.
[[nodiscard]] SSL_CTX *makeBareTlsContext();

// The server's side of every handshake: asks the provider by server name.
class TlsEngine
{
public:
    [[nodiscard]] static Result<std::unique_ptr<TlsEngine>> create(std::shared_ptr<TlsContextProvider> provider,
                                                                   const Clock &clock,
                                                                   std::shared_ptr<const SharedTickets> tickets = {});
    ~TlsEngine();
    TlsEngine(const TlsEngine &) = delete;
    TlsEngine &operator=(const TlsEngine &) = delete;

private:
    friend class TlsStream;
    TlsEngine(SSL_CTX *context, std::shared_ptr<TlsContextProvider> provider, const Clock &clock,
              std::shared_ptr<const SharedTickets> tickets);
    static int onClientHello(SSL *ssl, int *alert, void *);
    static int onServerName(SSL *ssl, int *alert, void *engine);
    static int onTicketKey(SSL *ssl, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac,
                           int seal);

    SSL_CTX *m_context;
    std::shared_ptr<TlsContextProvider> m_provider;
    TicketKeys m_tickets;
};

// OpenSSL's state, some 45 KB during a handshake, is made only when the client's first record is there as a whole; a
// connection that says nothing, or half a word, costs little more than its socket.
class TlsStream final : public Stream
{
public:
    TlsStream(asio::io_context &context, NewSocket socket, TlsEngine &engine, QByteArray peerAddress);
    ~TlsStream() override;

    [[nodiscard]] IoStatus awaitHello() override { return m_ssl ? IoStatus::Done : readHello(); }
    [[nodiscard]] IoResult handshake() override;
    void whenContextHasCome(std::function<void()> goOn) override;
    [[nodiscard]] IoResult read(char *data, std::size_t size) override;
    [[nodiscard]] IoResult write(const char *data, std::size_t size) override;
    void sayGoodbye() override;
    [[nodiscard]] QByteArray sniHost() const override { return m_sniHost; }
    [[nodiscard]] bool nameRefused() const override { return m_nameRefused; }

protected:
    [[nodiscard]] bool hasBuffered() const override
    {
        return m_helloRead < m_hello.size() || (m_ssl && SSL_has_pending(m_ssl) == 1);
    }

private:
    friend class TlsEngine;
    [[nodiscard]] IoStatus readHello();
    [[nodiscard]] bool makeSsl();
    [[nodiscard]] IoStatus statusOf(int result);
    static BIO_METHOD *bioMethod();
    static int bioRead(BIO *bio, char *data, int size);
    static int bioWrite(BIO *bio, const char *data, int size);
    static long bioControl(BIO *bio, int command, long number, void *pointer);

    TlsEngine &m_engine;
    QByteArray m_peerAddress;
    SSL *m_ssl = nullptr;
    std::string m_hello; // the first record and what came with it, until OpenSSL has taken it
    std::size_t m_helloRead = 0;
    QByteArray m_sniHost;
    bool m_nameRefused = false;
    bool m_hasWaited = false; // for a certificate, which is done once
    bool m_established = false;
};

} // namespace unmta::http
