// Web addresses that stand in plain text.
#pragma once

#include "rewriter/text/ByteRange.h"

#include <string_view>
#include <vector>

namespace unmta::rewriter {

// "http://" or "https://", perhaps with "+notrack" before the colon, and what follows without white space, angle
// brackets, quotes and closing punctuation. At most `maxLinks` + 1, so that the caller sees that there are too many.
// Linear.
[[nodiscard]] std::vector<ByteRange> findTextLinks(std::string_view text, std::size_t maxLinks);

} // namespace unmta::rewriter
