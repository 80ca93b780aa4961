#include "http/server/TlsContext.h"

#include "http/server/TlsStream.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <atomic>
#include <string_view>

namespace unmta::http {

namespace {

template <auto Free>
struct Deleter
{
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using BioPointer = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using X509Pointer = std::unique_ptr<X509, Deleter<X509_free>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;

// HTTP/1.1 or nothing; a client that offers only others goes on without ALPN (RFC 7301 section 3.2 would let us refuse,
// but plain HTTP/1.1 clients with odd lists exist).
int selectProtocol(SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *offered,
                   unsigned int offeredSize, void *)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char *chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outSize, ours, sizeof ours - 1, offered, offeredSize) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

QString opensslReason()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char *reason = ERR_reason_error_string(code);
    return QString::fromLatin1(reason ? reason : "unknown");
}

BioPointer readOnly(const QByteArray &text)
{
    return BioPointer(BIO_new_mem_buf(text.constData(), static_cast<int>(text.size())));
}

// Private keys here are never encrypted; without this OpenSSL would ask on the terminal.
int noPassphrase(char *, int, int, void *)
{
    return 0;
}

} // namespace

SSL_CTX *makeBareTlsContext()
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (!context)
        return nullptr;
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
    // Buffers are given back while a connection is idle; with read-ahead a record costs one system call.
    // Without NO_AUTO_CHAIN, OpenSSL looks for the issuers of a lone certificate anew in every handshake.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_NO_AUTO_CHAIN);
    SSL_CTX_set_read_ahead(context, 1);
    // The suites with SHA-256 first: a handshake hashes and expands keys some thirty times, and processors have
    // instructions for that, but none for SHA-384. AES with 128 bits is what every client must have (RFC 8446 section
    // 9.1).
    SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384");
    // TLS 1.2: forward secrecy and AEAD only (RFC 9325 section 4.2).
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM+AES128:ECDHE+CHACHA20:ECDHE+AESGCM");
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 1);
    // The same for every host: the context is exchanged within the handshake, and the session must stay acceptable.
    static constexpr unsigned char sessionContext[] = "unmta";
    SSL_CTX_set_session_id_context(context, sessionContext, sizeof sessionContext - 1);
    // On every context: after the exchange by server name, the new context's callback is the one that counts.
    SSL_CTX_set_alpn_select_cb(context, selectProtocol, nullptr);
    return context;
}

Result<std::shared_ptr<SSL_CTX>> makeTlsContext(const QByteArray &chainPem, const QByteArray &keyPem)
{
    ERR_clear_error();
    const std::shared_ptr<SSL_CTX> context(makeBareTlsContext(), SSL_CTX_free);
    if (!context)
        return systemError(QStringLiteral("tls.unavailable"), opensslReason());

    const BioPointer chain = readOnly(chainPem);
    const X509Pointer leaf(PEM_read_bio_X509(chain.get(), nullptr, noPassphrase, nullptr));
    if (!leaf || SSL_CTX_use_certificate(context.get(), leaf.get()) != 1)
        return systemError(QStringLiteral("tls.bad_certificate"), opensslReason());
    while (X509 *issuer = PEM_read_bio_X509(chain.get(), nullptr, noPassphrase, nullptr)) {
        if (SSL_CTX_add0_chain_cert(context.get(), issuer) != 1) {
            X509_free(issuer);
            return systemError(QStringLiteral("tls.bad_certificate"), opensslReason());
        }
    }
    ERR_clear_error();

    const KeyPointer key(PEM_read_bio_PrivateKey(readOnly(keyPem).get(), nullptr, noPassphrase, nullptr));
    if (!key)
        return systemError(QStringLiteral("tls.bad_key"), opensslReason());
    if (X509_check_private_key(leaf.get(), key.get()) != 1 || SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1)
        return systemError(QStringLiteral("tls.key_mismatch"), opensslReason());
    return context;
}

Result<std::shared_ptr<SSL_CTX>> makeAnonymousTlsContext()
{
    ERR_clear_error();
    const std::shared_ptr<SSL_CTX> context(makeBareTlsContext(), SSL_CTX_free);
    const KeyPointer key(EVP_EC_gen("P-256"));
    const X509Pointer certificate(X509_new());
    const auto bytes = [](const char *text) { return reinterpret_cast<const unsigned char *>(text); };
    // Without a name, and without an end (RFC 5280 section 4.1.2.5).
    const bool made = context && key && certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                      ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1) == 1 &&
                      ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate.get()), "20000101000000Z") == 1 &&
                      ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.get()), "99991231235959Z") == 1 &&
                      X509_set_pubkey(certificate.get(), key.get()) == 1 &&
                      X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                                                 bytes("no name"), -1, -1, 0) == 1 &&
                      X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get())) == 1 &&
                      X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0 &&
                      SSL_CTX_use_certificate(context.get(), certificate.get()) == 1 &&
                      SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1;
    if (!made)
        return systemError(QStringLiteral("tls.unavailable"), opensslReason());
    return context;
}

bool TlsContextProvider::isOnItsWay(const QByteArray &)
{
    return false;
}

void TlsContextProvider::whenItHasCome(const QByteArray &, std::function<void()> goOn)
{
    goOn();
}

std::shared_ptr<SSL_CTX> TlsContextProvider::contextWithoutName(const QByteArray &)
{
    return contextFor({});
}

std::shared_ptr<SSL_CTX> SingleTlsContext::contextFor(const QByteArray &)
{
    return std::atomic_load(&m_context);
}

void SingleTlsContext::setContext(std::shared_ptr<SSL_CTX> context)
{
    std::atomic_store(&m_context, std::move(context));
}

} // namespace unmta::http
