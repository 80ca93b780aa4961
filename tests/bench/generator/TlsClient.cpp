#include "generator/TlsClient.h"

#include <cstdlib>

namespace unmta::generator {

TlsClient::TlsClient(Tls way, std::string host)
    : m_way(way)
    , m_host(std::move(host))
    , m_context(SSL_CTX_new(TLS_client_method()))
{
    SSL_CTX *context = m_context.get();
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, &TlsClient::gotTicket);
    SSL_CTX_set_app_data(context, this);
}

int TlsClient::gotTicket(SSL *ssl, SSL_SESSION *session)
{
    auto *self = static_cast<TlsClient *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    const std::size_t wanted = self->m_way == Tls::Full ? 0 : self->m_way == Tls::Resumed ? 1 : 64;
    if (self->m_sessions.size() >= wanted)
        return 0;
    self->m_sessions.emplace_back(session);
    return 1; // ours now
}

SslPtr TlsClient::begin(int socket)
{
    SslPtr ssl(SSL_new(m_context.get()));
    if (!ssl || SSL_set_fd(ssl.get(), socket) != 1)
        std::abort();
    SSL_set_tlsext_host_name(ssl.get(), m_host.c_str());
    if (!m_sessions.empty()) {
        SSL_set_session(ssl.get(), m_sessions.back().get());
        if (m_way == Tls::Browser)
            m_sessions.pop_back();
    }
    SSL_set_connect_state(ssl.get());
    return ssl;
}

void TlsClient::end(SslPtr ssl)
{
    ++m_handshakes;
    if (SSL_session_reused(ssl.get()))
        ++m_resumed;
    // OpenSSL spoils the session of a connection that was not shut down.
    SSL_set_shutdown(ssl.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

} // namespace unmta::generator
