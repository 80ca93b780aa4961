// The generator's side of TLS: certificates are not checked, for they are not the subject.
#pragma once

#include "generator/Options.h"

#include <openssl/ssl.h>

#include <deque>
#include <memory>
#include <string>

namespace unmta::generator {

struct SslDeleter
{
    void operator()(SSL *ssl) const { SSL_free(ssl); }
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    void operator()(SSL_SESSION *session) const { SSL_SESSION_free(session); }
};
using SslPtr = std::unique_ptr<SSL, SslDeleter>;

class TlsClient
{
public:
    TlsClient(Tls way, std::string host);
    TlsClient(const TlsClient &) = delete;
    TlsClient &operator=(const TlsClient &) = delete;

    // For a connected socket that does not block.
    [[nodiscard]] SslPtr begin(int socket);
    // Counts, and frees it in a way that keeps its session usable.
    void end(SslPtr ssl);

    [[nodiscard]] std::size_t handshakes() const { return m_handshakes; }
    [[nodiscard]] std::size_t resumed() const { return m_resumed; }
    void forgetCounts() { m_handshakes = m_resumed = 0; }

private:
    static int gotTicket(SSL *ssl, SSL_SESSION *session);

    Tls m_way;
    std::string m_host;
    std::unique_ptr<SSL_CTX, SslDeleter> m_context;
    std::deque<std::unique_ptr<SSL_SESSION, SslDeleter>> m_sessions; // that came and are not used up, the oldest first
    std::size_t m_handshakes = 0;
    std::size_t m_resumed = 0;
};

} // namespace unmta::generator
