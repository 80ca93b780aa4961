#include "rewriter/text/Charset.h"

#include "rewriter/text/AsciiText.h"
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

// Labels are compared without case and without all that is neither letter nor digit.
std::string plainLabel(std::string_view name)
{
    std::string label;
    for (const char c : name) {
        if (isAlnum(c))
            label += toLower(c);
    }
    return label;
}

template <std::size_t Count>
bool isOneOf(std::string_view label, const std::array<std::string_view, Count> &labels)
{
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

constexpr std::array<std::string_view, 12> utf8Labels = {
    "",        "utf8",  "utf8sig",  "unicode11utf8", "unicode20utf8",   "xunicode20utf8",
    "usascii", "ascii", "iso646us", "ansix341968",   "csisolatinascii", "cp65001"};
constexpr std::array<std::string_view, 13> westernLabels = {
    "iso88591",    "iso885911987", "latin1", "l1",      "isoir100", "cp819", "ibm819",
    "csisolatin1", "windows1252",  "cp1252", "xcp1252", "win1252",  "ms1252"};
// Where a byte below 0x40 can be a part of something else than ASCII. Johab has such trail bytes, SCSU and BOCU-1
// shift.
constexpr std::array<std::string_view, 15> foreignParts = {
    "utf16",       "utf32",     "utf7",  "ucs2",     "ucs4",    "ebcdic", "hzgb", "unicodefeff",
    "unicodefffe", "iso2022cn", "johab", "iso10646", "ibmthai", "scsu",   "bocu"};
constexpr std::array<std::string_view, 6> foreignLabels = {"hz",        "unicode", "csunicode",
                                                           "unicode11", "cp1361",  "ms1361"};
constexpr std::array<std::string_view, 4> statefulParts = {"iso2022jp", "iso2022kr", "cp5022", "csiso2022"};
// EBCDIC code pages, as "cp37", "ibm-037", "IBM01140" or "ccsid_500".
constexpr std::array<int, 63> ebcdicPages = {
    37,   256,  273,  274,  275,  277,  278,  280,  281,  282,  284,  285,  286,  290,  297,  420,
    421,  423,  424,  500,  803,  833,  836,  838,  870,  871,  875,  880,  905,  918,  924,  930,
    931,  933,  935,  937,  939,  1025, 1026, 1047, 1097, 1112, 1122, 1123, 1130, 1132, 1137, 1140,
    1141, 1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1153, 1154, 1155, 1156, 1157, 1160};

bool isEbcdicPage(std::string_view label)
{
    for (const std::string_view prefix : {std::string_view("cs"), std::string_view("x")}) {
        if (label.starts_with(prefix))
            label.remove_prefix(prefix.size());
    }
    for (const std::string_view prefix : {std::string_view("cp"), std::string_view("ibm"), std::string_view("ccsid")}) {
        if (!label.starts_with(prefix))
            continue;
        label.remove_prefix(prefix.size());
        if (label.empty() || label.size() > 5 || !std::all_of(label.begin(), label.end(), isDigit))
            return false;
        int page = 0;
        for (const char c : label)
            page = page * 10 + (c - '0');
        return std::find(ebcdicPages.begin(), ebcdicPages.end(), page) != ebcdicPages.end();
    }
    return false;
}

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
    : m_kind(Kind::OtherAscii)
    , m_name(name)
{
    const std::string label = plainLabel(name);
    const auto contains = [&label](std::string_view part) { return label.find(part) != std::string::npos; };
    if (isOneOf(label, utf8Labels))
        m_kind = Kind::Utf8;
    else if (isOneOf(label, westernLabels))
        m_kind = Kind::Windows1252;
    else if (std::any_of(statefulParts.begin(), statefulParts.end(), contains))
        m_kind = Kind::Stateful;
    else if (isOneOf(label, foreignLabels) || isEbcdicPage(label) ||
             std::any_of(foreignParts.begin(), foreignParts.end(), contains))
        m_kind = Kind::Foreign;
}

bool Charset::isKnown() const
{
    switch (m_kind) {
    case Kind::Utf8:
    case Kind::Windows1252:
        return true;
    case Kind::OtherAscii:
        return QStringDecoder(m_name.c_str()).isValid();
    case Kind::Stateful:
    case Kind::Foreign:
        break;
    }
    return false;
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
    if (m_kind != Kind::OtherAscii || !decoder.isValid())
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
    if (m_kind != Kind::OtherAscii || !encoder.isValid())
        return std::nullopt;
    const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    const QByteArray bytes = encoder(text);
    // Unencodable characters become a substitute without an error in some tables: only a round trip is trusted.
    if (encoder.hasError() || toUtf8({bytes.constData(), static_cast<std::size_t>(bytes.size())}) != utf8)
        return std::nullopt;
    return bytes.toStdString();
}

} // namespace unmta::rewriter
