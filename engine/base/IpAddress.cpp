#include "base/IpAddress.h"

#include "base/system/PlatformSockets.h"

#include <QRegularExpression>

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr IpAddress::Bytes mappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int mappedBits = 96;

// "192.0.2.1" by hand, since every request has one: a fifth of what inet_pton takes.
std::optional<IpAddress> readV4(QByteArrayView text)
{
    IpAddress::Bytes bytes = mappedPrefix;
    std::size_t part = mappedBits / 8;
    unsigned number = 0;
    int digits = 0;
    for (const char c : text) {
        const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
        if (digit <= 9) {
            if (digits++ > 0 && number == 0)
                return std::nullopt; // a leading zero
            number = number * 10 + digit;
            if (number > 255)
                return std::nullopt;
        } else if (c == '.' && digits > 0 && part + 1 < bytes.size()) {
            bytes[part++] = static_cast<unsigned char>(number);
            number = 0;
            digits = 0;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0 || part + 1 != bytes.size())
        return std::nullopt;
    bytes[part] = static_cast<unsigned char>(number);
    return IpAddress(bytes);
}

// "8"; none unless it is a number as numbers are written.
std::optional<int> prefixLength(const QString &text)
{
    static const QRegularExpression form(u"\\A(?:0|[1-9][0-9]{0,2})\\z"_s);
    if (!form.match(text).hasMatch())
        return std::nullopt;
    return text.toInt();
}

struct Halves
{
    QString address;
    std::optional<QString> prefix;
};

// Around the slash; brackets around the address say nothing.
Halves halvesOf(const QString &text)
{
    const qsizetype slash = text.indexOf(u'/');
    Halves halves{text.first(slash < 0 ? text.size() : slash).trimmed(), std::nullopt};
    if (slash >= 0)
        halves.prefix = text.sliced(slash + 1).trimmed();
    if (halves.address.startsWith(u'[') && halves.address.endsWith(u']') && halves.address.contains(u':'))
        halves.address = halves.address.sliced(1).chopped(1);
    return halves;
}

std::optional<IpAddress> addressIn(const QString &text)
{
    return IpAddress::parse(text.toUtf8());
}

QString adviceOnAddress(const QString &text)
{
    static const QRegularExpression withPort(u"\\A(?:\\[([^\\]]+)\\]|([0-9.]+)):[0-9]*\\z"_s);
    static const QRegularExpression zeros(u"\\A0*([0-9]+)\\.0*([0-9]+)\\.0*([0-9]+)\\.0*([0-9]+)\\z"_s);
    static const QRegularExpression shortened(u"\\A[0-9]{1,3}(?:\\.[0-9]{1,3}){0,2}\\.?\\z"_s);
    static const QRegularExpression name(u"\\A[\\w-]+(?:\\.[\\w-]+)*\\.?\\z"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    if (const auto match = withPort.match(text); match.hasMatch()) {
        const QString address = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
        return u"“%1” names a port, give %2 alone"_s.arg(text, address);
    }
    if (const qsizetype zone = text.indexOf(u'%'); zone > 0 && addressIn(text.first(zone)))
        return u"“%1” names an interface, give %2 alone"_s.arg(text, text.first(zone));
    if (const auto match = zeros.match(text); match.hasMatch()) {
        const QString plain = match.capturedTexts().sliced(1).join(u'.');
        return addressIn(plain) ? u"“%1” has leading zeros, give %2"_s.arg(text, plain) : QString();
    }
    if (shortened.match(text).hasMatch())
        return u"“%1” is not whole, give all four numbers"_s.arg(text);
    if (text == "localhost"_L1)
        return u"“localhost” is a name, give 127.0.0.1 and ::1"_s;
    if (name.match(text).hasMatch() && text.front().isLetter())
        return u"“%1” is a name, give its addresses"_s.arg(text);
    return {};
}

} // namespace

std::optional<IpAddress> IpAddress::parse(QByteArrayView text)
{
    if (const auto address = readV4(text))
        return address;
    std::array<char, 46> terminated{};
    if (text.size() >= qsizetype(terminated.size()) || text.contains('%'))
        return std::nullopt;
    std::copy(text.begin(), text.end(), terminated.begin());
    Bytes bytes{};
    return inet_pton(AF_INET6, terminated.data(), bytes.data()) == 1 ? std::optional(IpAddress(bytes)) : std::nullopt;
}

std::optional<IpAddress> IpAddress::parsePeer(QByteArrayView text)
{
    if (const auto address = readV4(text))
        return address;
    const qsizetype zone = text.indexOf('%');
    if (zone < 0)
        return parse(text);
    const auto address = parse(text.first(zone));
    return address && !address->isV4() && zone + 1 < text.size() ? address : std::nullopt;
}

bool IpAddress::isV4() const
{
    return std::equal(m_bytes.begin(), m_bytes.begin() + mappedBits / 8, mappedPrefix.begin());
}

bool IpAddress::isLoopback() const
{
    Bytes one{};
    one.back() = 1;
    return isV4() ? m_bytes[mappedBits / 8] == 127 : m_bytes == one;
}

IpAddress IpAddress::masked(int bits) const
{
    IpAddress result = *this;
    for (int i = 0; i < 16; ++i) {
        const int keep = std::clamp(bits - 8 * i, 0, 8);
        auto &byte = result.m_bytes[static_cast<std::size_t>(i)];
        byte = static_cast<unsigned char>(byte & (0xff00U >> keep));
    }
    return result;
}

QByteArray IpAddress::toText() const
{
    std::array<char, 64> text{};
    if (isV4())
        inet_ntop(AF_INET, m_bytes.data() + mappedBits / 8, text.data(), text.size());
    else
        inet_ntop(AF_INET6, m_bytes.data(), text.data(), text.size());
    return QByteArray(text.data());
}

std::optional<IpRange> IpRange::parse(const QString &text)
{
    const Halves halves = halvesOf(text);
    const auto address = addressIn(halves.address);
    if (!address)
        return std::nullopt;
    if (!halves.prefix)
        return IpRange(*address, 128);
    const auto prefix = prefixLength(*halves.prefix);
    const bool inV4 = !halves.address.contains(u':');
    if (!prefix || *prefix > (inV4 ? 32 : 128))
        return std::nullopt;
    // Who writes "::ffff:192.0.2.0/24" means IPv4; taken at its word it would be a piece of IPv6 with ::1 in it.
    if (!inV4 && address->isV4() && *prefix < mappedBits)
        return std::nullopt;
    return IpRange(*address, *prefix + (inV4 ? mappedBits : 0));
}

std::optional<IpAddress> IpRange::single() const
{
    return m_bits == 128 ? std::optional(m_network) : std::nullopt;
}

bool IpRange::contains(const IpAddress &address) const
{
    return m_isV4 == address.isV4() && address.masked(m_bits) == m_network;
}

std::optional<IpRanges> IpRanges::parse(const QStringList &entries)
{
    IpRanges result;
    for (const QString &entry : entries) {
        const auto range = IpRange::parse(entry);
        if (!range)
            return std::nullopt;
        result.m_ranges.push_back(*range);
    }
    return result;
}

bool IpRanges::contains(const IpAddress &address) const
{
    return std::any_of(m_ranges.begin(), m_ranges.end(), [&](const IpRange &range) { return range.contains(address); });
}

QString adviceOnIpRange(const QString &text)
{
    static const QRegularExpression blanks(u"\\S[\\s;]+\\S"_s);
    const QString entry = text.trimmed();
    const Halves halves = halvesOf(entry);
    const auto address = addressIn(halves.address);
    if (!address && blanks.match(entry).hasMatch())
        return u"“%1” is more than one, put commas between them"_s.arg(entry);
    if (!address)
        return adviceOnAddress(halves.address);
    if (!halves.prefix || IpRange::parse(entry))
        return {};
    if (addressIn(*halves.prefix))
        return u"“%1” has a netmask, give the number of its bits"_s.arg(entry);
    const bool isMapped = address->isV4() && halves.address.contains(u':');
    const auto prefix = prefixLength(*halves.prefix);
    if (isMapped && prefix && *prefix < mappedBits) {
        const QString advice = *prefix <= 32 ? QString::fromLatin1(address->toText()) + u'/' + *halves.prefix
                                             : u"a number of bits from 96 to 128"_s;
        return u"“%1” is IPv4 written as IPv6, give %2"_s.arg(entry, advice);
    }
    return u"“%1” needs a number of bits from %2 to %3"_s.arg(entry)
        .arg(isMapped ? mappedBits : 0)
        .arg(halves.address.contains(u':') ? 128 : 32);
}

} // namespace unmta
