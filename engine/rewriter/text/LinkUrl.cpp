#include "rewriter/text/LinkUrl.h"

#include "rewriter/text/AsciiText.h"
#include "rewriter/text/CharacterReferences.h"

#include <algorithm>

namespace unmta::rewriter {

namespace {

bool isControlOrSpace(char c)
{
    return static_cast<unsigned char>(c) <= 0x20;
}

// Leading and trailing controls and spaces go, tabs and line ends go everywhere.
std::string stripped(std::string_view text)
{
    while (!text.empty() && isControlOrSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isControlOrSpace(text.back()))
        text.remove_suffix(1);
    std::string result(text);
    std::erase_if(result, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
    return result;
}

// The scheme in lower case, empty when there is none.
std::string schemeOf(std::string_view url)
{
    if (url.empty() || !isAlpha(url.front()))
        return {};
    std::string scheme;
    for (const char c : url) {
        if (c == ':')
            return scheme;
        if (!isAlnum(c) && c != '+' && c != '-' && c != '.')
            return {};
        scheme += toLower(c);
    }
    return {};
}

void appendPercent(std::string &out, char c)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

// A query's characters beyond ASCII, as a browser sends them from a document in a legacy charset.
std::string encodedQuery(std::string_view query, const Charset &charset)
{
    std::string result;
    while (!query.empty()) {
        std::size_t length = 1;
        while (length < query.size() && (static_cast<unsigned char>(query[length]) & 0xc0) == 0x80)
            ++length;
        const std::string_view character = query.substr(0, length);
        query.remove_prefix(length);
        if (isAscii(character)) {
            result += character;
        } else if (const auto bytes = charset.fromUtf8(character)) {
            for (const char c : *bytes)
                appendPercent(result, c);
        } else {
            char32_t value = static_cast<unsigned char>(character.front()) & (0x7fu >> length);
            for (const char c : character.substr(1))
                value = value << 6 | (static_cast<unsigned char>(c) & 0x3fu);
            result += "%26%23" + std::to_string(static_cast<std::uint32_t>(value)) + "%3B";
        }
    }
    return result;
}

// Spaces and controls inside path, query or fragment are percent-encoded by every browser; a redirect cannot carry
// them.
std::string withoutSpaces(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        if (isControlOrSpace(c) || c == 0x7f)
            appendPercent(result, c);
        else
            result += c;
    }
    return result;
}

std::string hostOf(std::string_view authority)
{
    const std::size_t at = authority.rfind('@');
    if (at != npos)
        authority.remove_prefix(at + 1);
    std::size_t end = authority.find(':');
    if (authority.starts_with('['))
        end = std::min(authority.find(']'), authority.size() - 1) + 1;
    std::string host(authority.substr(0, end));
    for (char &c : host)
        c = toLower(c);
    return host;
}

LinkUrl classify(std::string url, const Charset &charset)
{
    LinkUrl result;
    if (url.empty())
        return result;
    std::string scheme = schemeOf(url);
    const bool excluded = scheme.ends_with(noTrackMarker);
    if (excluded) {
        url.erase(scheme.size() - noTrackMarker.size(), noTrackMarker.size());
        scheme.resize(scheme.size() - noTrackMarker.size());
    }
    if (scheme != "http" && scheme != "https") {
        result.kind = !scheme.empty()      ? UrlKind::OtherScheme
                      : url.front() == '#' ? UrlKind::Fragment
                                           : UrlKind::Relative;
        result.url = std::move(url);
        return result;
    }
    result.kind = UrlKind::Malformed;
    const std::size_t authorityBegin = scheme.size() + 3;
    if (std::string_view(url).substr(scheme.size(), 3) != "://") {
        result.url = std::move(url);
        return result;
    }
    const std::size_t authorityEnd = std::min(url.find_first_of("/?#\\", authorityBegin), url.size());
    const std::string_view authority = std::string_view(url).substr(authorityBegin, authorityEnd - authorityBegin);
    result.host = hostOf(authority);
    if (result.host.empty() || std::any_of(authority.begin(), authority.end(), isControlOrSpace)) {
        result.url = std::move(url);
        return result;
    }
    result.kind = excluded ? UrlKind::NoTrack : UrlKind::Http;
    const std::size_t fragment = std::min(url.find('#', authorityEnd), url.size());
    const std::size_t query = std::min(url.find('?', authorityEnd), fragment);
    const std::string_view view(url);
    std::string rest(view.substr(authorityEnd, query - authorityEnd));
    rest += charset.isUtf8() ? std::string(view.substr(query, fragment - query))
                             : encodedQuery(view.substr(query, fragment - query), charset);
    rest += view.substr(fragment);
    result.url = url.substr(0, authorityEnd) + withoutSpaces(rest);
    return result;
}

} // namespace

ByteRange findNoTrackMarker(std::string_view text, const ByteRange &value)
{
    const std::string_view raw = value.in(text);
    const std::size_t colon = raw.find(':');
    if (colon == npos || colon < noTrackMarker.size())
        return {};
    const std::size_t at = colon - noTrackMarker.size();
    const std::string_view scheme = trimmed(raw.substr(0, at));
    if (!equalsLower(raw.substr(at, noTrackMarker.size()), noTrackMarker) ||
        (!equalsLower(scheme, "http") && !equalsLower(scheme, "https")))
        return {};
    return {value.begin + at, value.begin + colon};
}

LinkUrl urlFromAttribute(std::string_view raw, const Charset &charset)
{
    const auto text = charset.toUtf8(raw);
    if (!text)
        return {UrlKind::Unreadable, {}, {}};
    const std::string url = decodeReferences(*text);
    // Which bytes a browser would send for the others, only the charset's tables know.
    if (!isAscii(url) && !charset.isKnown())
        return {UrlKind::Unreadable, {}, {}};
    return classify(stripped(url), charset);
}

LinkUrl urlFromText(std::string_view raw, const Charset &charset)
{
    const auto text = charset.toUtf8(raw);
    if (!text)
        return {UrlKind::Unreadable, {}, {}};
    return classify(stripped(*text), charset);
}

} // namespace unmta::rewriter
