#include "rewriter/text/Charset.h"

#include "rewriter/text/CharacterReferences.h"

#include <QByteArray>
#include <QStringConverter>

#include <algorithm>
#include <array>

namespace unmta::rewriter {

namespace {

constexpr std::array<char16_t, 32> windows1252High = {0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
                                                      0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
                                                      0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                      0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};

// In all of these the bytes below 0x40 always mean ASCII, also inside of multi-byte characters, so that tags and
// attribute limits are where ASCII says. (GB18030 has digits as trail bytes; no markup depends on those.)
constexpr std::array<std::string_view, 18> asciiCompatible = {
    "shift_jis", "shift-jis", "sjis", "x-sjis",  "windows-31j", "cp932",      "euc-jp",  "euc-kr",    "euc-cn",
    "euc-tw",    "gb2312",    "gbk",  "gb18030", "big5",        "big5-hkscs", "tis-620", "macintosh", "ks_c_5601-1987"};
constexpr std::array<std::string_view, 6> asciiPrefixes = {"iso-8859-", "iso8859-", "windows-125",
                                                           "cp125",     "koi8-",    "iso_8859-"};

std::size_t utf8Length(unsigned char lead)
{
    return lead < 0x80                    ? 1
           : lead >= 0xc2 && lead <= 0xdf ? 2
           : (lead & 0xf0) == 0xe0        ? 3
           : lead >= 0xf0 && lead <= 0xf4 ? 4
                                          : 0;
}

// The character at the front of valid UTF-8, which is then removed.
char32_t takeCharacter(std::string_view &utf8)
{
    const auto lead = static_cast<unsigned char>(utf8.front());
    const std::size_t length = utf8Length(lead);
    char32_t value = length == 1 ? lead : lead & (0x7fu >> length);
    for (std::size_t i = 1; i < length; ++i)
        value = value << 6 | (static_cast<unsigned char>(utf8[i]) & 0x3fu);
    utf8.remove_prefix(length);
    return value;
}

std::optional<std::string> toWindows1252(std::string_view utf8)
{
    std::string result;
    while (!utf8.empty()) {
        const char32_t c = takeCharacter(utf8);
        if (c < 0x80 || (c >= 0xa0 && c <= 0xff)) {
            result += static_cast<char>(static_cast<unsigned char>(c));
            continue;
        }
        const auto high = std::find(windows1252High.begin(), windows1252High.end(), c);
        if (high == windows1252High.end())
            return std::nullopt;
        result += static_cast<char>(static_cast<unsigned char>(0x80 + (high - windows1252High.begin())));
    }
    return result;
}

} // namespace

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
}

bool isValidUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8Length(static_cast<unsigned char>(text.front()));
        if (length == 0 || text.size() < length)
            return false;
        for (std::size_t i = 1; i < length; ++i) {
            if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
                return false;
        }
        std::string_view one = text.substr(0, length);
        const char32_t value = takeCharacter(one);
        if ((length == 3 && (value < 0x800 || (value >= 0xd800 && value <= 0xdfff))) ||
            (length == 4 && (value < 0x10000 || value > 0x10ffff)))
            return false;
        text.remove_prefix(length);
    }
    return true;
}

char32_t windows1252(unsigned char byte)
{
    return byte >= 0x80 && byte <= 0x9f ? windows1252High[byte - 0x80u] : byte;
}

Charset::Charset(std::string_view name)
    : m_kind(Kind::Foreign)
    , m_name(name)
{
    constexpr std::array<std::string_view, 6> utf8 = {"", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968"};
    constexpr std::array<std::string_view, 7> western = {"iso-8859-1",   "iso8859-1", "iso_8859-1", "latin1",
                                                         "windows-1252", "cp1252",    "x-cp1252"};
    const auto isOneOf = [name](const auto &names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (isOneOf(utf8))
        m_kind = Kind::Utf8;
    else if (isOneOf(western))
        m_kind = Kind::Windows1252;
    else if (isOneOf(asciiCompatible) ||
             std::any_of(asciiPrefixes.begin(), asciiPrefixes.end(), [name](auto p) { return name.starts_with(p); }))
        m_kind = Kind::OtherAscii;
}

std::optional<std::string> Charset::toUtf8(std::string_view bytes) const
{
    if (isAscii(bytes))
        return std::string(bytes);
    if (m_kind == Kind::Utf8)
        return isValidUtf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
    if (m_kind == Kind::Windows1252) {
        std::string result;
        for (const char c : bytes)
            appendUtf8(result, windows1252(static_cast<unsigned char>(c)));
        return result;
    }
    QStringDecoder decoder(m_name.c_str());
    if (m_kind == Kind::Foreign || !decoder.isValid())
        return std::nullopt;
    const QString text = decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    if (decoder.hasError() || text.contains(QChar::ReplacementCharacter))
        return std::nullopt;
    return text.toStdString();
}

std::optional<std::string> Charset::fromUtf8(std::string_view utf8) const
{
    if (isAscii(utf8) || m_kind == Kind::Utf8)
        return std::string(utf8);
    if (m_kind == Kind::Windows1252)
        return toWindows1252(utf8);
    QStringEncoder encoder(m_name.c_str());
    if (m_kind == Kind::Foreign || !encoder.isValid())
        return std::nullopt;
    const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    const QByteArray bytes = encoder(text);
    // Unencodable characters become a substitute without an error in some tables: only a round trip is trusted.
    if (encoder.hasError() || toUtf8({bytes.constData(), static_cast<std::size_t>(bytes.size())}) != utf8)
        return std::nullopt;
    return bytes.toStdString();
}

} // namespace unmta::rewriter
