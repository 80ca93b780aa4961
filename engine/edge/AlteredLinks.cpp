#include "edge/AlteredLinks.h"

#include "domain/TrackingLink.h"

#include <algorithm>
#include <string_view>

namespace unmta::edge {

namespace {

// Not "=": base64 with padding is another spelling of the token, and there is one only.
constexpr std::string_view endings[]{")",   "]",   "}",   ">",   "<",   ".",   ",",    ";",   ":",   "!",   "'",
                                     "\"",  "*",   "/",   "\\",  "|",   "%29", "%5D",  "%7D", "%3E", "%3C", "%2E",
                                     "%2C", "%3B", "%3A", "%21", "%27", "%22", "%2A",  "%2F", "%5C", "%7C", "%5d",
                                     "%7d", "%3e", "%3c", "%2e", "%2c", "%3b", "%3a",  "%2a", "%2f", "%5c", "%7c",
                                     "%20", "%0D", "%0A", "%09", "&gt", "&lt", "&quot"};
// Whether the text could end in one of them at all. Asked of every request, and most say no.
bool mayHaveEnding(std::string_view text)
{
    const char last = text.back();
    const bool isOfToken = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') || (last >= '0' && last <= '9');
    const auto fromEnd = [&](std::size_t n) { return text.size() < n ? '\0' : text[text.size() - n]; };
    return !isOfToken || fromEnd(3) == '%' || fromEnd(3) == '&' || fromEnd(5) == '&';
}

constexpr int mostEndings = 8; // beyond which nobody has meant the link

bool isPathOfLinks(QByteArrayView path)
{
    return path.size() > 3 && path[0] == '/' && path[2] == '/' &&
           (path[1] == 'c' || path[1] == 'o' || path[1] == 'C' || path[1] == 'O');
}

// The shortest token: 33 bytes (TrackingLink.h) without a payload.
constexpr qsizetype shortestToken = 44;

} // namespace

QByteArrayView trimmedLinkPath(QByteArrayView path)
{
    if (!isPathOfLinks(path))
        return path;
    std::string_view text(path.data(), static_cast<std::size_t>(path.size()));
    for (int i = 0; i < mostEndings && !text.empty() && mayHaveEnding(text); ++i) {
        const auto *const found = std::find_if(std::begin(endings), std::end(endings),
                                               [&](std::string_view ending) { return text.ends_with(ending); });
        if (found == std::end(endings))
            break;
        text.remove_suffix(found->size());
    }
    return {text.data(), static_cast<qsizetype>(text.size())};
}

bool hasLostItsCase(QByteArrayView path)
{
    if (!isPathOfLinks(path))
        return false;
    const QByteArray lower = path.toByteArray().toLower();
    const auto link = parseLinkPath(lower);
    if (!link || link->token.size() < shortestToken)
        return false;
    const QByteArrayView token = path.sliced(link->token.data() - lower.constData(), link->token.size());
    bool hasSmall = false;
    bool hasCapital = false;
    for (const char c : token) {
        const bool isSmall = c >= 'a' && c <= 'z';
        const bool isCapital = c >= 'A' && c <= 'Z';
        if (!isSmall && !isCapital && !(c >= '0' && c <= '9') && c != '-' && c != '_')
            return false;
        hasSmall = hasSmall || isSmall;
        hasCapital = hasCapital || isCapital;
    }
    return hasSmall != hasCapital;
}

} // namespace unmta::edge
