#include "rewriter/text/TextLinks.h"

#include "rewriter/text/AsciiText.h"
#include "rewriter/text/LinkUrl.h"

#include <algorithm>

namespace unmta::rewriter {

namespace {

bool endsAddress(char c)
{
    return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' || c == '`' || c == 0x7f;
}

// Punctuation that ends the sentence rather than the address; closing brackets as far as they outnumber the opening
// ones.
std::size_t withoutPunctuation(std::string_view text, std::size_t begin, std::size_t end)
{
    const std::string_view address = text.substr(begin, end - begin);
    const auto count = [address](char c) { return std::count(address.begin(), address.end(), c); };
    auto roundTooMany = count(')') - count('(');
    auto squareTooMany = count(']') - count('[');
    for (; end > begin; --end) {
        const char last = text[end - 1];
        if (last == ')' || last == ']') {
            auto &tooMany = last == ')' ? roundTooMany : squareTooMany;
            if (tooMany-- <= 0)
                break;
        } else if (std::string_view(".,;:!?'*_").find(last) == npos) {
            break;
        }
    }
    return end;
}

// Where the scheme that ends at `colon` begins, "+notrack" included.
std::size_t schemeBegin(std::string_view text, std::size_t colon)
{
    std::size_t end = colon;
    if (end >= noTrackMarker.size() &&
        equalsLower(text.substr(end - noTrackMarker.size(), noTrackMarker.size()), noTrackMarker))
        end -= noTrackMarker.size();
    for (const std::string_view scheme : {std::string_view("https"), std::string_view("http")}) {
        if (end < scheme.size() || !equalsLower(text.substr(end - scheme.size(), scheme.size()), scheme))
            continue;
        const std::size_t begin = end - scheme.size();
        if (begin == 0 || !isAlnum(text[begin - 1]))
            return begin;
    }
    return npos;
}

} // namespace

std::vector<ByteRange> findTextLinks(std::string_view text, std::size_t maxLinks)
{
    std::vector<ByteRange> links;
    std::size_t at = 0;
    while (links.size() <= maxLinks) {
        const std::size_t colon = text.find("://", at);
        if (colon == npos)
            break;
        at = colon + 3;
        const std::size_t begin = schemeBegin(text, colon);
        if (begin == npos)
            continue;
        std::size_t end = at;
        while (end < text.size() && !endsAddress(text[end]))
            ++end;
        at = end;
        end = withoutPunctuation(text, begin, end);
        if (end > colon + 3)
            links.push_back({begin, end});
    }
    return links;
}

} // namespace unmta::rewriter
