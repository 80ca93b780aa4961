#include "rewriter/text/CharacterReferences.h"

#include "rewriter/text/AsciiText.h"
#include "rewriter/text/Charset.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace unmta::rewriter {

namespace {

#include "rewriter/text/NamedReferences.inc"

struct Named
{
    std::string_view name;
    std::string_view codePoints; // "3D+20E5"
};

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        if (space > 0)
            result.push_back(text.substr(0, space));
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return result;
}

const std::vector<Named> &namedTable()
{
    static const std::vector<Named> table = [] {
        std::vector<Named> result;
        for (const std::string_view word : words(namedReferences)) {
            const std::size_t equals = word.find('=');
            result.push_back({word.substr(0, equals), word.substr(equals + 1)});
        }
        return result;
    }();
    return table;
}

const Named *findNamed(std::string_view name)
{
    const auto &table = namedTable();
    const auto at = std::lower_bound(table.begin(), table.end(), name,
                                     [](const Named &entry, std::string_view wanted) { return entry.name < wanted; });
    return at != table.end() && at->name == name ? &*at : nullptr;
}

bool isBare(std::string_view name)
{
    static const std::vector<std::string_view> table = [] {
        auto result = words(bareReferences);
        std::sort(result.begin(), result.end());
        return result;
    }();
    return std::binary_search(table.begin(), table.end(), name);
}

void appendCodePoints(std::string &out, std::string_view hex)
{
    char32_t value = 0;
    for (const char c : hex) {
        if (c == '+') {
            appendUtf8(out, value);
            value = 0;
        } else {
            value = value * 16 + static_cast<char32_t>(hexValue(c));
        }
    }
    appendUtf8(out, value);
}

// Section 13.2.5.80: what a number really means.
char32_t numericMeaning(char32_t value)
{
    if (value == 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0xfffd;
    return value >= 0x80 && value <= 0x9f ? windows1252(static_cast<unsigned char>(value)) : value;
}

// `text` begins with "&#"; returns the bytes consumed, 0 when it is no reference.
std::size_t decodeNumeric(std::string_view text, std::string &out)
{
    std::size_t at = 2;
    const bool hex = at < text.size() && toLower(text[at]) == 'x';
    at += hex ? 1 : 0;
    const std::size_t digits = at;
    char32_t value = 0;
    for (; at < text.size(); ++at) {
        const int digit = hexValue(text[at]);
        if (digit < 0 || (!hex && digit > 9))
            break;
        value = std::min<char32_t>(value * (hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
    }
    if (at == digits)
        return 0;
    appendUtf8(out, numericMeaning(value));
    return at < text.size() && text[at] == ';' ? at + 1 : at;
}

std::size_t decodeNamed(std::string_view text, std::string &out)
{
    constexpr std::size_t longestName = 31;
    std::size_t end = 1;
    while (end < text.size() && isAlnum(text[end]))
        ++end;
    const std::string_view name = text.substr(1, end - 1);
    if (name.empty() || name.size() > longestName)
        return 0;
    const bool terminated = end < text.size() && text[end] == ';';
    // In an attribute a bare reference counts only when no letter, digit or '=' follows: query parameters look like
    // them.
    if (!terminated && (!isBare(name) || (end < text.size() && text[end] == '=')))
        return 0;
    const Named *named = findNamed(name);
    if (!named)
        return 0;
    appendCodePoints(out, named->codePoints);
    return terminated ? end + 1 : end;
}

// Takes a character beyond ASCII off the text.
void appendNumeric(std::string &out, std::string_view &text)
{
    std::size_t length = 1;
    while (length < text.size() && length < 4 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
        ++length;
    char32_t value = static_cast<unsigned char>(text.front()) & (0x7fu >> length);
    for (const char c : text.substr(1, length - 1))
        value = value << 6 | (static_cast<unsigned char>(c) & 0x3fu);
    text.remove_prefix(length);
    out += "&#" + std::to_string(static_cast<std::uint32_t>(value)) + ';';
}

} // namespace

void appendUtf8(std::string &out, char32_t c)
{
    const auto byte = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xc0 | (c >> 6));
        byte(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        byte(0xe0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3f));
        byte(0x80 | (c & 0x3f));
    } else {
        byte(0xf0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3f));
        byte(0x80 | ((c >> 6) & 0x3f));
        byte(0x80 | (c & 0x3f));
    }
}

std::string decodeReferences(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t plain = std::min(text.find('&'), text.size());
        result += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty())
            break;
        std::size_t used = text.size() > 1 && text[1] == '#' ? decodeNumeric(text, result) : decodeNamed(text, result);
        if (used == 0) {
            result += '&';
            used = 1;
        }
        text.remove_prefix(used);
    }
    return result;
}

std::string encodeForAttribute(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + 16);
    while (!text.empty()) {
        const char c = text.front();
        if (static_cast<unsigned char>(c) >= 0x80) {
            appendNumeric(result, text);
            continue;
        }
        text.remove_prefix(1);
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '\'':
            result += "&#39;";
            break;
        case '`':
            result += "&#96;";
            break;
        case ' ':
            result += "&#32;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

} // namespace unmta::rewriter
