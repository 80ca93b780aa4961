#include "domain/CertificateMaterial.h"

#include "base/Base64Digits.h"

#include <algorithm>
#include <optional>

namespace unmta {

namespace {

constexpr QByteArrayView certificateBegin = "-----BEGIN CERTIFICATE-----\n";
constexpr QByteArrayView certificateEnd = "-----END CERTIFICATE-----\n";
constexpr QByteArrayView keyBegin = "-----BEGIN PRIVATE KEY-----\n";
constexpr QByteArrayView keyEnd = "-----END PRIVATE KEY-----\n";
constexpr qsizetype lineLength = 64; // RFC 7468 section 2

// A P-256 key in PKCS #8 (RFC 5958, RFC 5915), as OpenSSL writes it: this, the secret number, `beforePoint`, and the
// public point.
constexpr unsigned char keyHead[] = {0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86,
                                     0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d,
                                     0x03, 0x01, 0x07, 0x04, 0x6d, 0x30, 0x6b, 0x02, 0x01, 0x01, 0x04, 0x20};
constexpr unsigned char beforePoint[] = {0xa1, 0x44, 0x03, 0x42, 0x00};
// What stands before the same point in a certificate: the end of the curve's name, and a bit string's head.
constexpr unsigned char beforeLeafPoint[] = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};
constexpr qsizetype secretSize = 32;
constexpr qsizetype pointSize = 65;
constexpr qsizetype keySize = qsizetype(sizeof keyHead) + secretSize + qsizetype(sizeof beforePoint) + pointSize;

template <std::size_t size>
QByteArrayView view(const unsigned char (&bytes)[size])
{
    return {reinterpret_cast<const char *>(bytes), qsizetype(size)};
}

// Appends the bytes of four digits; false when there is anything else.
bool decodeFour(const char *text, char *&to)
{
    static constexpr auto digits = base64Digits('+', '/');
    const auto digit = [text](int i) { return digits[static_cast<quint8>(text[i])]; };
    const quint8 a = digit(0), b = digit(1), c = digit(2), d = digit(3);
    if (((a | b | c | d) & noBase64Digit) != 0)
        return false;
    *to++ = static_cast<char>(a << 2 | b >> 4);
    *to++ = static_cast<char>(b << 4 | c >> 2);
    *to++ = static_cast<char>(c << 6 | d);
    return true;
}

// The bytes that pemOf() would spell like this, and nothing else.
std::optional<QByteArray> derOf(QByteArrayView pem, QByteArrayView begin, QByteArrayView end)
{
    if (!pem.startsWith(begin) || !pem.endsWith(end) || pem.size() < begin.size() + end.size())
        return std::nullopt;
    QByteArrayView lines = pem.sliced(begin.size(), pem.size() - begin.size() - end.size());
    QByteArray der(lines.size() / 4 * 3, Qt::Uninitialized);
    char *to = der.data();
    while (!lines.isEmpty()) {
        const qsizetype length = std::min(lines.size() - 1, lineLength);
        const bool isLast = lines.size() == length + 1;
        if (length == 0 || lines[length] != '\n' || length % 4 != 0)
            return std::nullopt;
        const QByteArrayView line = lines.first(length);
        const qsizetype whole = isLast && line.endsWith('=') ? length - 4 : length;
        for (qsizetype i = 0; i < whole; i += 4) {
            if (!decodeFour(line.data() + i, to))
                return std::nullopt;
        }
        if (whole < length) {
            // One or two bytes; the one spelling of them only.
            const QByteArray rest = QByteArray::fromBase64(line.sliced(whole).toByteArray());
            if (rest.toBase64() != line.sliced(whole))
                return std::nullopt;
            to = std::copy(rest.begin(), rest.end(), to);
        }
        lines = lines.sliced(length + 1);
    }
    der.truncate(to - der.constData());
    return der.isEmpty() ? std::nullopt : std::optional(der);
}

QByteArray pemOf(QByteArrayView der, QByteArrayView begin, QByteArrayView end)
{
    const QByteArray digits = QByteArray::fromRawData(der.data(), der.size()).toBase64();
    QByteArray pem;
    pem.reserve(begin.size() + digits.size() + digits.size() / lineLength + 1 + end.size());
    pem.append(begin);
    for (qsizetype at = 0; at < digits.size(); at += lineLength) {
        pem.append(QByteArrayView(digits).sliced(at, std::min(lineLength, digits.size() - at)));
        pem.append('\n');
    }
    return pem.append(end);
}

// The public point of a P-256 certificate; empty without one.
QByteArrayView pointIn(QByteArrayView leaf)
{
    const QByteArrayView mark = view(beforeLeafPoint);
    const qsizetype at = leaf.indexOf(mark);
    return at < 0 || leaf.size() - at - mark.size() < pointSize ? QByteArrayView()
                                                                : leaf.sliced(at + mark.size(), pointSize);
}

// The secret of a key that is spelled as above and is the certificate's; empty for any other.
QByteArray secretIn(const QByteArray &key, const QByteArray &leaf)
{
    const QByteArrayView all(key);
    const bool isIt = all.size() == keySize && all.startsWith(view(keyHead)) &&
                      all.sliced(sizeof keyHead + secretSize).startsWith(view(beforePoint)) &&
                      all.last(pointSize) == pointIn(leaf);
    return isIt ? key.mid(sizeof keyHead, secretSize) : QByteArray();
}

} // namespace

QByteArray CommonIssuers::shared(const QByteArray &issuersPem)
{
    if (issuersPem.isEmpty())
        return {};
    if (const auto known = m_known.constFind(issuersPem); known != m_known.cend())
        return *known;
    if (m_known.size() >= m_lookAt) {
        m_known.removeIf([](const QByteArray &text) { return text.isDetached(); });
        m_lookAt = std::max<qsizetype>(16, 2 * m_known.size());
    }
    return *m_known.insert(issuersPem);
}

CertificateMaterial::CertificateMaterial(const QByteArray &chainPem, const QByteArray &keyPem, TimePoint notAfter,
                                         quint64 generation, CommonIssuers *issuers)
    : m_notAfter(notAfter)
    , m_generation(generation)
{
    const qsizetype leafEnd = chainPem.indexOf(certificateEnd) + certificateEnd.size();
    const auto leaf =
        derOf(QByteArrayView(chainPem).first(std::min(leafEnd, chainPem.size())), certificateBegin, certificateEnd);
    if (leaf) {
        m_leafIsDer = true;
        m_issuersPem = chainPem.mid(leafEnd);
        if (issuers)
            m_issuersPem = issuers->shared(m_issuersPem);
    }
    const auto key = derOf(keyPem, keyBegin, keyEnd);
    const QByteArray secret = key && leaf ? secretIn(*key, *leaf) : QByteArray();
    m_keyForm = !secret.isEmpty() ? KeyForm::P256 : key ? KeyForm::Der : KeyForm::Text;
    const QByteArray keptLeaf = leaf.value_or(chainPem);
    const QByteArray keptKey = m_keyForm == KeyForm::P256 ? secret : key.value_or(keyPem);
    m_leafSize = static_cast<qint32>(keptLeaf.size());
    m_own.reserve(keptLeaf.size() + keptKey.size());
    m_own.append(keptLeaf).append(keptKey);
}

QByteArray CertificateMaterial::chainPem() const
{
    return m_leafIsDer ? pemOf(leaf(), certificateBegin, certificateEnd) + m_issuersPem : leaf().toByteArray();
}

QByteArray CertificateMaterial::keyPem() const
{
    switch (m_keyForm) {
    case KeyForm::Text:
        break;
    case KeyForm::Der:
        return pemOf(key(), keyBegin, keyEnd);
    case KeyForm::P256: {
        QByteArray der;
        der.append(view(keyHead)).append(key()).append(view(beforePoint)).append(pointIn(leaf()));
        return pemOf(der, keyBegin, keyEnd);
    }
    }
    return key().toByteArray();
}

} // namespace unmta
