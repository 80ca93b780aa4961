// The links of an HTML text: href of a and area, in conditional comments of VML shapes too, which are Outlook's
// buttons; what the template says about tracking them; and where the open pixel goes.
#pragma once

#include "rewriter/text/ByteRange.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unmta::rewriter {

struct HtmlLink
{
    ByteRange value;            // of href, without quotes
    ByteRange attribute;        // all of it, from a blank before its name to behind its closing quote
    std::string_view exclusion; // the attribute that forbids tracking, or empty
    ByteRange name;             // value of data-link-name or data-msys-linkname
    bool foreign = false;       // inside SVG or MathML
    std::string text;           // what the reader sees, when asked for
};

struct HtmlLinks
{
    std::vector<HtmlLink> links;
    std::vector<ByteRange> pixelLike;     // values of an img's src that have an open pixel's path in them
    std::optional<std::size_t> bodyBegin; // behind the first "<body>", or where a text without it begins
    std::optional<std::size_t> bodyEnd;   // of the last "</body>"
    std::size_t end = 0;                  // of the text
    bool endsInContent = true;            // text appended at the end would be shown
    bool tooMany = false;
};

[[nodiscard]] HtmlLinks findHtmlLinks(std::string_view html, std::size_t maxLinks, bool wantText);

} // namespace unmta::rewriter
