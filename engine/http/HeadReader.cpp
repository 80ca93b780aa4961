#include "http/HeadReader.h"

#include "http/ByteRuns.h"
#include "http/FieldText.h"

#include <algorithm>

namespace unmta::http {

namespace {

// The registered ones (RFC 9110 section 16.1.1) that clients use, those that come most often first.
constexpr std::array<std::string_view, 33> methods = {
    "GET",    "HEAD",      "POST",     "PUT",         "DELETE",     "PATCH",  "OPTIONS",    "CONNECT", "TRACE",
    "COPY",   "LOCK",      "MKCOL",    "MOVE",        "PROPFIND",   "SEARCH", "PROPPATCH",  "UNLOCK",  "BIND",
    "REBIND", "UNBIND",    "ACL",      "REPORT",      "MKACTIVITY", "MERGE",  "MKCALENDAR", "LINK",    "UNLINK",
    "NOTIFY", "SUBSCRIBE", "M-SEARCH", "UNSUBSCRIBE", "CHECKOUT",   "PURGE",
};

constexpr std::size_t npos = std::string_view::npos;

std::string_view trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

// Whether that token is in a list of them (RFC 9110 section 5.6.1); `wanted` in small letters.
bool isListed(std::string_view list, std::string_view wanted)
{
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (isSameName(trimmed(list.substr(0, comma)), wanted))
            return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

} // namespace

HeadReader::Result HeadReader::read(std::string_view bytes, int most)
{
    const char *const end = bytes.data() + bytes.size();
    const auto isLineEnd = [end](const char *at) { return end - at >= 2 && at[0] == '\r' && at[1] == '\n'; };
    lineSize = ordinaryRun(bytes);
    if (!isLineEnd(bytes.data() + lineSize))
        return Result::Unfinished;
    if (const Result result = readLine(bytes.substr(0, lineSize)); result != Result::Good)
        return result;
    const char *const begin = bytes.data() + lineSize + 2;
    const auto limit = static_cast<std::size_t>(std::clamp(most, 0, mostFields));
    const char *at = begin;
    while (!isLineEnd(at)) {
        const char *colon = at;
        while (colon != end && isTokenChar(*colon))
            ++colon;
        if (colon == end)
            return Result::Unfinished;
        if (colon == at || *colon != ':')
            return Result::MalformedField;
        if (m_count == limit)
            return Result::TooManyFields;
        const char *const eol = colon + ordinaryRun({colon, static_cast<std::size_t>(end - colon)});
        if (!isLineEnd(eol))
            return Result::Unfinished;
        const std::string_view name(at, static_cast<std::size_t>(colon - at));
        const std::string_view value = trimmed({colon + 1, static_cast<std::size_t>(eol - colon - 1)});
        m_fields[m_count++] = {static_cast<qint32>(at - begin), static_cast<qint32>(name.size()),
                               static_cast<qint32>(value.data() - begin), static_cast<qint32>(value.size())};
        note(name, value);
        at = eol + 2;
    }
    fieldText = {begin, static_cast<std::size_t>(at - begin)};
    size = static_cast<std::size_t>(at + 2 - bytes.data());
    return Result::Good;
}

HeadReader::Result HeadReader::readLine(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t second = first == npos ? npos : line.find(' ', first + 1);
    if (second == npos || second == first + 1)
        return Result::MalformedLine;
    const std::string_view version = line.substr(second + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        const bool isVersion =
            version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' && version.find(' ') == npos;
        return isVersion ? Result::OtherVersion : Result::MalformedLine;
    }
    http11 = version[7] == '1';
    target = line.substr(first + 1, second - first - 1);
    const auto known = std::find(methods.begin(), methods.end(), line.substr(0, first));
    if (known == methods.end())
        return Result::UnknownMethod;
    method = {known->data(), static_cast<qsizetype>(known->size())};
    return Result::Good;
}

void HeadReader::note(std::string_view name, std::string_view value)
{
    const auto count = [&](std::string_view wanted, Known &known) {
        if (isSameName(name, wanted) && known.count++ == 0)
            known.value = {value.data(), static_cast<qsizetype>(value.size())};
    };
    switch (name.size()) {
    case 4:
        return count("host", host);
    case 6:
        return count("expect", expect);
    case 10:
        closes = closes || (isSameName(name, "connection") && isListed(value, "close"));
        return;
    case 14:
        return count("content-length", contentLength);
    case 17:
        return count("transfer-encoding", transferEncoding);
    default:
        return;
    }
}

} // namespace unmta::http
