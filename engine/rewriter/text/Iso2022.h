// Text in ISO-2022-JP (RFC 1468, RFC 2237) and ISO-2022-KR (RFC 1557): ASCII with stretches between escape sequences or
// shifts, in which bytes that look like markup are halves of characters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace unmta::rewriter {

// The text with every byte of such a stretch and of its escape sequences replaced by 0x80, so that what remains is
// ASCII at its own offsets. None when it cannot be told what is ASCII: an unknown or a cut sequence, or a stretch that
// goes on over a line end or the end of the text, where readers differ. Linear.
[[nodiscard]] std::optional<std::string> maskShifted(std::string_view text);

} // namespace unmta::rewriter
