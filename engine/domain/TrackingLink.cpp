#include "domain/TrackingLink.h"

#include "base/Base64Digits.h"
#include "base/system/PlatformPerThread.h"
#include "domain/events/EventView.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr char version = 1;
constexpr qsizetype headSize = 5;
constexpr qsizetype nonceSize = 12;
constexpr qsizetype tagSize = 16;
constexpr qsizetype maxUrlBytes = 8192;
constexpr qsizetype maxTokenBytes = 8000; // the edge refuses request targets above 8 KiB
constexpr qsizetype maxFieldLength = 1000;

struct ContextDeleter
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};

// Fetching a cipher takes OpenSSL 3 longer than using it, so one is fetched for the process and each thread keeps a
// context.
EVP_CIPHER *cipher()
{
    static EVP_CIPHER *fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return fetched;
}

struct ContextOfThread
{
    std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter> context{EVP_CIPHER_CTX_new()};
};

EVP_CIPHER_CTX *threadContext()
{
    return perThread<ContextOfThread>().context.get();
}

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

void authenticatedData(QByteArrayView head, const LinkScope &scope, QByteArray &data)
{
    data.resize(head.size() + scope.clusterId.size() + scope.host.size() + 2);
    char *at = std::copy(head.begin(), head.end(), data.data());
    *at++ = scope.kind == LinkKind::Open ? 'o' : 'c';
    at = std::copy(scope.clusterId.begin(), scope.clusterId.end(), at);
    *at++ = '\0';
    std::copy(scope.host.begin(), scope.host.end(), at);
}

// False for all but the canonical spelling: a second one of the same bytes (spare bits set, padding) would be a second
// link. On the way of every recipient's request, so without a detour over copies.
bool decodeCanonical(QByteArrayView text, QByteArray &raw)
{
    static constexpr auto digits = base64Digits('-', '_');
    raw.resize(text.size() * 3 / 4);
    const char *from = text.data();
    char *to = raw.data();
    quint32 seen = 0;
    const auto digit = [&from, &seen](int i) {
        const quint32 value = digits[static_cast<quint8>(from[i])];
        seen |= value;
        return value;
    };
    const qsizetype rest = text.size() % 4;
    for (const char *const end = from + (text.size() - rest); from != end; from += 4, to += 3) {
        const quint32 word = digit(0) << 18 | digit(1) << 12 | digit(2) << 6 | digit(3);
        to[0] = static_cast<char>(word >> 16);
        to[1] = static_cast<char>(word >> 8);
        to[2] = static_cast<char>(word);
    }
    quint32 spare = 0;
    if (rest == 1)
        return false; // spells no byte
    if (rest >= 2) {
        const quint32 word = digit(0) << 12 | digit(1) << 6 | (rest == 3 ? digit(2) : 0);
        to[0] = static_cast<char>(word >> 10);
        if (rest == 3)
            to[1] = static_cast<char>(word >> 2);
        spare = word & (rest == 3 ? 0x3 : 0x3ff);
    }
    return (seen & noBase64Digit) == 0 && spare == 0;
}

// Setting a key costs more than opening a link with it, so each thread keeps contexts of the keys that it met last. A
// key that nobody else has any more goes: its cluster was deleted.
EVP_CIPHER_CTX *decryptingContext(const QByteArray &secret)
{
    struct Known
    {
        QByteArray secret;
        std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter> context;
    };
    constexpr std::size_t keptKeys = 8;
    auto &known = perThread<std::vector<Known>>();
    std::erase_if(known, [](const Known &key) { return key.secret.isDetached(); });
    const auto found = std::find_if(known.begin(), known.end(), [&secret](const Known &key) {
        return key.secret.constData() == secret.constData();
    });
    if (found != known.end())
        return found->context.get();
    std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter> context(EVP_CIPHER_CTX_new());
    if (EVP_DecryptInit_ex2(context.get(), cipher(), bytes(secret), nullptr, nullptr) != 1)
        return nullptr;
    if (known.size() == keptKeys)
        known.erase(known.begin());
    known.push_back({secret, std::move(context)});
    return known.back().context.get();
}

quint32 readKeyId(QByteArrayView raw)
{
    quint32 id = 0;
    for (qsizetype i = 1; i < headSize; ++i)
        id = (id << 8) | static_cast<quint8>(raw[i]);
    return id;
}

Error notGenuine()
{
    return Error(u"link.not_genuine"_s);
}

// Text must come back as it went in: no half surrogates, which UTF-8 cannot spell, and no NUL, which ends a meta key.
std::optional<Error> faultOf(const QString &text, const QString &field)
{
    if (text.size() > maxFieldLength)
        return Error(u"link.field_too_long"_s, field,
                     {{u"field"_s, field}, {u"limit"_s, QString::number(maxFieldLength)}});
    if (!text.isValidUtf16() || text.contains(QChar::Null))
        return Error(u"link.field_malformed"_s, field, {{u"field"_s, field}});
    return std::nullopt;
}

std::optional<Error> faultOf(const LinkPayload &payload)
{
    if (auto error = faultOf(payload.messageId, u"message_id"_s))
        return error;
    if (auto error = faultOf(payload.recipient, u"recipient"_s))
        return error;
    if (auto error = faultOf(payload.linkName, u"link_name"_s))
        return error;
    for (auto it = payload.meta.cbegin(); it != payload.meta.cend(); ++it) {
        if (it.key().isEmpty())
            return Error(u"link.field_malformed"_s, u"meta"_s, {{u"field"_s, u"meta"_s}});
        for (const QString &text : {it.key(), it.value()}) {
            if (auto error = faultOf(text, u"meta"_s))
                return error;
        }
    }
    return std::nullopt;
}

constexpr std::string_view appsMark = "a/"; // no token has a slash

constexpr std::string_view linkPathSuffix(LinkKind kind)
{
    return kind == LinkKind::Open ? ".gif" : "";
}

} // namespace

LinkKey makeLinkKey(Random &random)
{
    const QByteArray raw = random.bytes(4);
    quint32 id = 0;
    std::memcpy(&id, raw.constData(), sizeof id);
    return {id, random.bytes(32)};
}

Result<QByteArray> sealLink(const LinkPayload &payload, const LinkScope &scope, const LinkKeyring &keys, Random &random)
{
    if (keys.empty())
        return Error(u"link.no_key"_s);
    if (scope.kind == LinkKind::Click) {
        if (payload.url.toUtf8().size() > maxUrlBytes)
            return Error(u"link.url_too_long"_s, u"url"_s);
        if (!isSupportedDestination(payload.url))
            return Error(u"link.url_unsupported"_s, u"url"_s);
    }
    if (auto error = faultOf(payload))
        return *error;
    const LinkKey &key = keys.front();
    QByteArray raw(1, version);
    for (int shift = 24; shift >= 0; shift -= 8)
        raw.append(static_cast<char>((key.id >> shift) & 0xff));
    QByteArray aad;
    authenticatedData(raw, scope, aad);
    const QByteArray nonce = random.bytes(nonceSize);
    const QByteArray plain = encodePayload(payload);
    raw.append(nonce);

    QByteArray sealed(plain.size() + tagSize, Qt::Uninitialized);
    EVP_CIPHER_CTX *context = threadContext();
    int length = 0;
    const bool good =
        EVP_EncryptInit_ex2(context, cipher(), bytes(key.secret), bytes(nonce), nullptr) == 1 &&
        EVP_EncryptUpdate(context, nullptr, &length, bytes(aad), static_cast<int>(aad.size())) == 1 &&
        EVP_EncryptUpdate(context, bytes(sealed), &length, bytes(plain), static_cast<int>(plain.size())) == 1 &&
        EVP_EncryptFinal_ex(context, bytes(sealed) + length, &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, tagSize, bytes(sealed) + plain.size()) == 1;
    if (!good)
        return systemError(u"link.crypto"_s, u"AES-256-GCM encryption failed"_s);
    raw.append(sealed);
    const QByteArray token = raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    if (token.size() > maxTokenBytes)
        return Error(u"link.too_long"_s);
    return token;
}

bool OpenedLink::open(QByteArrayView token, const LinkScope &scope, const LinkKeyring &keys)
{
    if (!decodeCanonical(token, m_raw))
        return false;
    const QByteArrayView raw(m_raw);
    if (raw.size() < headSize + nonceSize + tagSize || raw[0] != version)
        return false;
    const quint32 keyId = readKeyId(raw);
    const auto key = std::find_if(keys.begin(), keys.end(), [keyId](const LinkKey &k) { return k.id == keyId; });
    if (key == keys.end())
        return false;

    authenticatedData(raw.first(headSize), scope, m_authenticated);
    const QByteArrayView nonce = raw.sliced(headSize, nonceSize);
    const QByteArrayView sealed = raw.sliced(headSize + nonceSize);
    const QByteArrayView body = sealed.first(sealed.size() - tagSize);
    std::array<char, tagSize> tag{};
    std::copy_n(sealed.data() + body.size(), tagSize, tag.begin());
    const std::array parameters{OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag.data(), tag.size()),
                                OSSL_PARAM_construct_end()};
    m_plain.resize(body.size() + 1);
    EVP_CIPHER_CTX *context = decryptingContext(key->secret);
    int length = 0;
    const bool good =
        context && EVP_DecryptInit_ex2(context, nullptr, nullptr, bytes(nonce), nullptr) == 1 &&
        EVP_DecryptUpdate(context, nullptr, &length, bytes(m_authenticated),
                          static_cast<int>(m_authenticated.size())) == 1 &&
        EVP_DecryptUpdate(context, bytes(m_plain), &length, bytes(body), static_cast<int>(body.size())) == 1 &&
        EVP_CIPHER_CTX_set_params(context, parameters.data()) == 1 &&
        EVP_DecryptFinal_ex(context, bytes(m_plain) + length, &length) == 1;
    return good && viewPayload(QByteArrayView(m_plain).first(body.size()), m_payload, m_meta) &&
           (scope.kind == LinkKind::Open || isSupportedDestination(m_payload.url));
}

Result<LinkPayload> openLink(QByteArrayView token, const LinkScope &scope, const LinkKeyring &keys)
{
    OpenedLink opened;
    if (!opened.open(token, scope, keys))
        return notGenuine();
    const LinkPayloadView &view = opened.payload();
    return LinkPayload{QString::fromUtf8(view.url),       QString::fromUtf8(view.messageId),
                       QString::fromUtf8(view.recipient), view.linkIndex,
                       QString::fromUtf8(view.linkName),  metaOf(view.meta),
                       QString::fromUtf8(view.origin)};
}

QByteArray linkPath(LinkKind kind, const QByteArray &token, bool isForApps)
{
    const std::string_view prefix = linkPathPrefix(kind);
    const std::string_view suffix = linkPathSuffix(kind);
    const bool hasMark = isForApps && kind == LinkKind::Click;
    return QByteArray(prefix.data(), static_cast<qsizetype>(prefix.size())) + (hasMark ? appsMark.data() : "") + token +
           QByteArray(suffix.data(), static_cast<qsizetype>(suffix.size()));
}

std::optional<LinkPath> parseLinkPath(QByteArrayView path)
{
    for (const LinkKind kind : {LinkKind::Open, LinkKind::Click}) {
        const std::string_view prefix = linkPathPrefix(kind);
        const std::string_view suffix = linkPathSuffix(kind);
        const std::string_view text(path.data(), static_cast<std::size_t>(path.size()));
        if (text.size() >= prefix.size() + suffix.size() && text.starts_with(prefix) && text.ends_with(suffix)) {
            std::string_view token = text.substr(prefix.size(), text.size() - prefix.size() - suffix.size());
            const bool isForApps = kind == LinkKind::Click && token.starts_with(appsMark);
            if (isForApps)
                token.remove_prefix(appsMark.size());
            return LinkPath{kind, QByteArrayView(token.data(), static_cast<qsizetype>(token.size())), isForApps};
        }
    }
    return std::nullopt;
}

bool isSecureDestination(const QString &url)
{
    return url.startsWith("https:"_L1, Qt::CaseInsensitive);
}

bool isSupportedDestination(const QString &url)
{
    return url.isValidUtf16() && isSupportedDestination(QByteArrayView(url.toUtf8()));
}

bool isSupportedDestination(QByteArrayView url)
{
    // The scheme decides what a browser does; everything after it is the sender's and comes back as it was. Control
    // characters could end a header line, and nothing that a URL may contain.
    constexpr std::string_view separator = "://";
    const std::string_view text(url.data(), static_cast<std::size_t>(url.size()));
    const auto colon = static_cast<qsizetype>(std::min(text.find(separator), text.size()));
    const QByteArrayView scheme = url.first(colon);
    const bool isWeb =
        scheme.compare("http", Qt::CaseInsensitive) == 0 || scheme.compare("https", Qt::CaseInsensitive) == 0;
    if (!isWeb || colon == url.size() || url.size() > maxUrlBytes)
        return false;
    if (std::any_of(url.begin(), url.end(), [](char c) { return static_cast<quint8>(c) < 0x21 || c == 0x7f; }))
        return false;
    // A backslash is no character of a URL, and browsers take it for a slash: before the path, the host would not be
    // the one that is seen.
    const std::string_view afterScheme = text.substr(static_cast<std::size_t>(colon) + separator.size());
    if (afterScheme.substr(0, afterScheme.find_first_of("/?#")).find('\\') != std::string_view::npos)
        return false;
    return !afterScheme.empty() && std::string_view("/?#:").find(afterScheme.front()) == std::string_view::npos;
}

} // namespace unmta
