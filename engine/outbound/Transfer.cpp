#include "outbound/Transfer.h"

#include "base/system/PlatformSockets.h"

#include <QUrl>

#include <mutex>

using namespace Qt::StringLiterals;

namespace unmta::outbound {

namespace {

void initialiseCurl()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_ALL); });
}

QString addressText(const curl_sockaddr &address)
{
    std::array<char, NI_MAXHOST> text{};
    const int failed =
        getnameinfo(&address.addr, address.addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
    return failed ? QString() : QString::fromLatin1(text.data());
}

// What the system said when the connection failed, as far as anybody wants to tell it apart.
QString causeOf(long number)
{
    switch (number) {
    case connectionRefused:
        return u"refused"_s;
    case hostUnreachable:
    case networkUnreachable:
        return u"no_route"_s;
    default:
        return {};
    }
}

Error failureOf(const QString &code, const QString &words, const QString &cause)
{
    Error error = systemError(code, words);
    if (!cause.isEmpty())
        error.context.insert(u"cause"_s, cause);
    return error;
}

// Nobody tells apart by a code whether the other end has hung up in the handshake or said something.
bool isHangUp(const QString &words)
{
    return words.contains("SSL_ERROR_SYSCALL"_L1) || words.contains("unexpected eof"_L1) ||
           words.contains("Connection reset"_L1);
}

} // namespace

Transfer::Transfer()
{
    initialiseCurl();
    m_handle.reset(curl_easy_init());
}

Transfer::~Transfer() = default;

Result<void> Transfer::prepareCommon(const QString &url, const QStringList &protocols, Millis timeout,
                                     const QString &caFile, AddressPolicy addresses)
{
    CURL *curl = handle();
    if (!curl)
        return systemError(u"outbound.broken"_s, u"no transfer handle"_s);
    const QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid() || parsed.host().isEmpty())
        return Error(u"outbound.bad_url"_s, {}, {{u"url"_s, parsed.toDisplayString()}});
    if (!protocols.contains(parsed.scheme()))
        return Error(u"outbound.protocol"_s, {}, {{u"protocol"_s, parsed.scheme()}});

    m_addresses = std::move(addresses);
    curl_easy_setopt(curl, CURLOPT_URL, parsed.toEncoded().constData());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols.join(u',').toLatin1().constData());
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    // A proxy would connect in our place and take the address policy out of our hands.
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count()));
    // A resolver that hangs must not hold up the other transfers when this one is given up.
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, m_words.data());
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &Transfer::openSocket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, &Transfer::beforeRequest);
    curl_easy_setopt(curl, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!caFile.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, caFile.toLocal8Bit().constData());
        curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    } else {
        // Where the system keeps them in no file, as Windows does; elsewhere it means nothing.
        curl_easy_setopt(curl, CURLOPT_SSL_OPTIONS, static_cast<long>(CURLSSLOPT_NATIVE_CA));
    }
    return {};
}

void Transfer::endWith(const std::atomic<bool> &stop)
{
    curl_easy_setopt(handle(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle(), CURLOPT_XFERINFOFUNCTION, &Transfer::onProgress);
    curl_easy_setopt(handle(), CURLOPT_XFERINFODATA, &stop);
}

int Transfer::onProgress(void *stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return *static_cast<const std::atomic<bool> *>(stop) ? 1 : 0;
}

curl_socket_t Transfer::openSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    auto *transfer = static_cast<Transfer *>(self);
    if (!transfer->m_addresses.permits(&address->addr)) {
        transfer->m_refusedAddress = addressText(*address);
        return CURL_SOCKET_BAD;
    }
    transfer->m_triedAddress = true;
#ifdef SOCK_CLOEXEC
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
#else
    return ::socket(address->family, address->socktype, address->protocol);
#endif
}

// A kept connection that a call with a wider policy has opened is judged again by this call's policy.
int Transfer::beforeRequest(void *self, char *peer, char *, int, int)
{
    auto *transfer = static_cast<Transfer *>(self);
    const QString address = QString::fromLatin1(peer);
    if (transfer->m_addresses.permits(address)) {
        transfer->beginRequest();
        return CURL_PREREQFUNC_OK;
    }
    transfer->m_refusedAddress = address;
    return CURL_PREREQFUNC_ABORT;
}

Result<void> Transfer::interpret(CURLcode code)
{
    if (code == CURLE_OK)
        return {};
    if (!m_refusedAddress.isEmpty() && (!m_triedAddress || code == CURLE_ABORTED_BY_CALLBACK))
        return Error(u"outbound.refused_address"_s, {}, {{u"address"_s, m_refusedAddress}});
    const QString words =
        m_words[0] != '\0' ? QString::fromUtf8(m_words.data()) : QString::fromUtf8(curl_easy_strerror(code));
    switch (code) {
    case CURLE_URL_MALFORMAT:
        return systemError(u"outbound.bad_url"_s, words);
    case CURLE_COULDNT_RESOLVE_HOST:
        return systemError(u"outbound.resolve"_s, words);
    case CURLE_COULDNT_CONNECT: {
        long number = 0;
        curl_easy_getinfo(handle(), CURLINFO_OS_ERRNO, &number);
        return failureOf(u"outbound.connect"_s, words, causeOf(number));
    }
    case CURLE_OPERATION_TIMEDOUT:
        return systemError(u"outbound.timeout"_s, words);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_USE_SSL_FAILED:
        return failureOf(u"outbound.tls"_s, words, isHangUp(words) ? u"closed"_s : QString());
    case CURLE_UNSUPPORTED_PROTOCOL: // "Received HTTP/0.9 when not allowed"
    case CURLE_WEIRD_SERVER_REPLY:
        return failureOf(u"outbound.broken"_s, words, u"not_http"_s);
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return failureOf(u"outbound.broken"_s, words, u"closed"_s);
    default:
        return systemError(u"outbound.broken"_s, words);
    }
}

} // namespace unmta::outbound
