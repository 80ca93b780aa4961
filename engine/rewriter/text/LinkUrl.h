// From the raw value of an attribute to the URL that a browser would open (WHATWG URL), as far as a redirect needs it:
// white space stripped, the rest as it was written.
#pragma once

#include "rewriter/text/ByteRange.h"
#include "rewriter/text/Charset.h"

#include <string>
#include <string_view>

namespace unmta::rewriter {

// At the end of the scheme of links that are not to be tracked, in any case.
inline constexpr std::string_view noTrackMarker = "+notrack";

enum class UrlKind : std::uint8_t
{
    Http,    // absolute http or https with a host
    NoTrack, // the same behind "https+notrack://" or "http+notrack://"; `url` has the plain scheme
    Empty,
    Fragment, // "#top"
    Relative,
    OtherScheme, // mailto:, tel:, cid:, data:, …
    Malformed,   // http without "//", without a host, with spaces in the host
    Unreadable,  // bytes that are no text in the part's charset
};

struct LinkUrl
{
    UrlKind kind = UrlKind::Empty;
    std::string url;  // UTF-8
    std::string host; // lower case, without port and user info; only for Http and NoTrack
};

// `raw` as it stands between the quotes.
[[nodiscard]] LinkUrl urlFromAttribute(std::string_view raw, const Charset &charset);
// The same for text that is no attribute: no character references.
[[nodiscard]] LinkUrl urlFromText(std::string_view raw, const Charset &charset);

// The marker in a raw value of kind NoTrack; empty when it is not spelt letter by letter ("https&#43;notrack:").
[[nodiscard]] ByteRange findNoTrackMarker(std::string_view text, const ByteRange &value);

} // namespace unmta::rewriter
