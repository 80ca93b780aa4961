#include "http/server/TlsStream.h"

#include "base/system/PlatformPerThread.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace unmta::http {

namespace {

// Exchanges the key for one that is good for that name alone. A hash of key and name does, since nobody ever sees what
// comes out; it is fetched and set up once, which costs many times what the hash itself does.
bool bindToName(std::array<unsigned char, 32> &key, const QByteArray &name)
{
    struct Free
    {
        void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    };
    struct OfThread
    {
        const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
    };
    static EVP_MD *const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    const auto &context = perThread<OfThread>().context;
    unsigned int size = 0;
    const bool done = sha256 && context && EVP_DigestInit_ex2(context.get(), sha256, nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), key.data(), key.size()) == 1 &&
                      EVP_DigestUpdate(context.get(), name.constData(), static_cast<std::size_t>(name.size())) == 1 &&
                      EVP_DigestFinal_ex(context.get(), key.data(), &size) == 1;
    return done && size == key.size();
}

} // namespace

TlsEngine::TlsEngine(SSL_CTX *context, std::shared_ptr<TlsContextProvider> provider, const Clock &clock,
                     std::shared_ptr<const SharedTickets> tickets)
    : m_context(context)
    , m_provider(std::move(provider))
    , m_tickets(clock, std::move(tickets))
{}

TlsEngine::~TlsEngine()
{
    SSL_CTX_free(m_context);
}

Result<std::unique_ptr<TlsEngine>> TlsEngine::create(std::shared_ptr<TlsContextProvider> provider, const Clock &clock,
                                                     std::shared_ptr<const SharedTickets> tickets)
{
    SSL_CTX *context = makeBareTlsContext();
    if (!context)
        return systemError(QStringLiteral("tls.unavailable"), QStringLiteral("OpenSSL gives no context"));
    std::unique_ptr<TlsEngine> engine(new TlsEngine(context, std::move(provider), clock, std::move(tickets)));
    SSL_CTX_set_client_hello_cb(context, &TlsEngine::onClientHello, nullptr);
    SSL_CTX_set_tlsext_servername_callback(context, &TlsEngine::onServerName);
    SSL_CTX_set_tlsext_servername_arg(context, engine.get());
    SSL_CTX_set_tlsext_ticket_key_evp_cb(context, &TlsEngine::onTicketKey);
    return engine;
}

// What the client says in this very hello. OpenSSL's own word for it is that of the resumed session, in TLS 1.2.
int TlsEngine::onClientHello(SSL *ssl, int *, void *)
{
    auto *stream = static_cast<TlsStream *>(SSL_get_app_data(ssl));
    const unsigned char *bytes = nullptr;
    std::size_t size = 0;
    stream->m_sniHost.clear();
    // RFC 6066 section 3: the list's length, then of its one entry type 0, length, name. OpenSSL refuses what is
    // malformed.
    constexpr std::size_t headSize = 5;
    if (SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_server_name, &bytes, &size) == 1 && size > headSize &&
        bytes[2] == TLSEXT_NAMETYPE_host_name && bytes[3] * 256U + bytes[4] <= size - headSize) {
        stream->m_sniHost =
            QByteArray(reinterpret_cast<const char *>(bytes) + headSize, bytes[3] * 256 + bytes[4]).toLower();
    }
    if (!stream->m_hasWaited && stream->m_engine.m_provider->isOnItsWay(stream->m_sniHost)) {
        stream->m_hasWaited = true;
        return SSL_CLIENT_HELLO_RETRY;
    }
    return SSL_CLIENT_HELLO_SUCCESS;
}

int TlsEngine::onServerName(SSL *ssl, int *alert, void *engine)
{
    auto *stream = static_cast<TlsStream *>(SSL_get_app_data(ssl));
    TlsContextProvider &provider = *static_cast<TlsEngine *>(engine)->m_provider;
    const auto context = stream->m_sniHost.isEmpty() ? provider.contextWithoutName(stream->m_peerAddress)
                                                     : provider.contextFor(stream->m_sniHost);
    if (!context || !SSL_set_SSL_CTX(ssl, context.get())) {
        stream->m_nameRefused = true;
        *alert = SSL_AD_UNRECOGNIZED_NAME;
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    }
    return SSL_TLSEXT_ERR_OK;
}

int TlsEngine::onTicketKey(SSL *ssl, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac,
                           int seal)
{
    // -1 gives up the handshake, 0 goes on without a ticket, 2 opens this one and asks for a new one.
    static const EVP_CIPHER *const aes = EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr);
    constexpr int ivSize = 16;
    const auto &stream = *static_cast<TlsStream *>(SSL_get_app_data(ssl));
    auto &tickets = stream.m_engine.m_tickets;
    TicketKeys::Key key;
    bool current = true;
    if (!aes)
        return -1;
    if (seal) {
        if (!tickets.sealingKey(key) || RAND_bytes(iv, ivSize) != 1)
            return -1;
        std::memcpy(name, key.name.data(), key.name.size());
    } else if (!tickets.openingKey(name, key, current)) {
        return 0;
    }
    // A ticket is good for the name that it was given to. Under any other it does not open, and the handshake is a full
    // one (RFC 6066 section 3).
    if (!bindToName(key.mac, stream.m_sniHost))
        return -1;
    char digest[] = "SHA256";
    const std::array parameters = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, key.mac.data(), key.mac.size()),
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
    const bool ready = EVP_CipherInit_ex(cipher, aes, nullptr, key.cipher.data(), iv, seal) == 1 &&
                       EVP_MAC_CTX_set_params(mac, parameters.data()) == 1;
    OPENSSL_cleanse(&key, sizeof key);
    if (!ready)
        return -1;
    // Clients use a ticket of TLS 1.3 once (RFC 8446 appendix C.4), so whoever comes with one gets the next.
    const bool isSpent = seal == 0 && SSL_version(ssl) == TLS1_3_VERSION;
    return current && !isSpent ? 1 : 2;
}

TlsStream::TlsStream(asio::io_context &context, NewSocket socket, TlsEngine &engine, QByteArray peerAddress)
    : Stream(context, std::move(socket))
    , m_engine(engine)
    , m_peerAddress(std::move(peerAddress))
{}

TlsStream::~TlsStream()
{
    SSL_free(m_ssl);
}

bool TlsStream::makeSsl()
{
    m_ssl = SSL_new(m_engine.m_context);
    // Our own BIO, because OpenSSL's writes with write(), which raises SIGPIPE when the peer has gone.
    BIO *bio = BIO_new(bioMethod());
    if (!m_ssl || !bio) {
        BIO_free(bio);
        return false;
    }
    SSL_set_app_data(m_ssl, this);
    SSL_set_accept_state(m_ssl);
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl, bio, bio);
    return true;
}

// Done when a whole handshake record is there (RFC 8446 section 5.1: type 22, version 3.x, length).
IoStatus TlsStream::readHello()
{
    constexpr std::size_t headerSize = 5;
    constexpr std::size_t maxRecord = 16384;
    const auto byteAt = [this](std::size_t i) { return static_cast<unsigned char>(m_hello[i]); };
    std::size_t wanted = headerSize;
    for (;;) {
        if (m_hello.size() >= headerSize) {
            const std::size_t length = byteAt(3) * 256U + byteAt(4);
            if (byteAt(0) != 22 || byteAt(1) != 3 || length == 0 || length > maxRecord)
                return IoStatus::Failed;
            wanted = headerSize + length;
        }
        if (m_hello.size() >= wanted)
            return IoStatus::Done;
        // What has come behind the record goes to OpenSSL with it.
        std::array<char, 2048> buffer;
        const IoResult result = readSocket(buffer.data(), buffer.size());
        if (result.status != IoStatus::Done)
            return result.status;
        m_hello.append(buffer.data(), result.bytes);
    }
}

IoResult TlsStream::handshake()
{
    ERR_clear_error();
    if (!m_ssl && !makeSsl())
        return {IoStatus::Failed, 0};
    const IoStatus status = statusOf(SSL_do_handshake(m_ssl));
    m_established = status == IoStatus::Done;
    return {status, 0};
}

void TlsStream::whenContextHasCome(std::function<void()> goOn)
{
    m_engine.m_provider->whenItHasCome(m_sniHost, std::move(goOn));
}

IoResult TlsStream::read(char *data, std::size_t size)
{
    ERR_clear_error();
    std::size_t count = 0;
    const int result = SSL_read_ex(m_ssl, data, size, &count);
    return {statusOf(result), count};
}

IoResult TlsStream::write(const char *data, std::size_t size)
{
    ERR_clear_error();
    std::size_t count = 0;
    const int result = SSL_write_ex(m_ssl, data, size, &count);
    return {statusOf(result), count};
}

void TlsStream::sayGoodbye()
{
    if (!m_established)
        return;
    ERR_clear_error();
    SSL_shutdown(m_ssl);
}

IoStatus TlsStream::statusOf(int result)
{
    if (result == 1)
        return IoStatus::Done;
    switch (SSL_get_error(m_ssl, result)) {
    case SSL_ERROR_WANT_READ:
        return IoStatus::WantRead;
    case SSL_ERROR_WANT_WRITE:
        return IoStatus::WantWrite;
    case SSL_ERROR_WANT_CLIENT_HELLO_CB:
        return IoStatus::WantContext;
    case SSL_ERROR_ZERO_RETURN:
        return IoStatus::Closed;
    default:
        // After a fatal error OpenSSL must not be asked to shut down.
        m_established = false;
        return IoStatus::Failed;
    }
}

BIO_METHOD *TlsStream::bioMethod()
{
    static BIO_METHOD *const method = [] {
        BIO_METHOD *made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "unmta socket");
        if (made) {
            BIO_meth_set_read(made, &TlsStream::bioRead);
            BIO_meth_set_write(made, &TlsStream::bioWrite);
            BIO_meth_set_ctrl(made, &TlsStream::bioControl);
        }
        return made;
    }();
    return method;
}

int TlsStream::bioRead(BIO *bio, char *data, int size)
{
    BIO_clear_retry_flags(bio);
    auto &self = *static_cast<TlsStream *>(BIO_get_data(bio));
    if (self.m_helloRead < self.m_hello.size()) {
        const std::size_t count = self.m_hello.copy(data, static_cast<std::size_t>(size), self.m_helloRead);
        self.m_helloRead += count;
        if (self.m_helloRead == self.m_hello.size()) {
            std::string().swap(self.m_hello); // an assignment would keep the memory
            self.m_helloRead = 0;
        }
        return static_cast<int>(count);
    }
    const IoResult result = self.readSocket(data, static_cast<std::size_t>(size));
    if (result.status == IoStatus::WantRead)
        BIO_set_retry_read(bio);
    if (result.status == IoStatus::Closed)
        return 0;
    return result.status == IoStatus::Done ? static_cast<int>(result.bytes) : -1;
}

int TlsStream::bioWrite(BIO *bio, const char *data, int size)
{
    BIO_clear_retry_flags(bio);
    const IoResult result =
        static_cast<TlsStream *>(BIO_get_data(bio))->writeSocket(data, static_cast<std::size_t>(size));
    if (result.status == IoStatus::WantWrite)
        BIO_set_retry_write(bio);
    return result.status == IoStatus::Done ? static_cast<int>(result.bytes) : -1;
}

long TlsStream::bioControl(BIO *, int command, long, void *)
{
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

} // namespace unmta::http
