// Character references in attribute values (WHATWG HTML section 13.2.5.72 and following), both ways.
#pragma once

#include <string>
#include <string_view>

namespace unmta::rewriter {

// "a&amp;b" → "a&b", by the rules for attributes: "&copy=1" stays as it is. UTF-8 in, UTF-8 out.
[[nodiscard]] std::string decodeReferences(std::string_view text);

// UTF-8 made fit for an attribute value, quoted either way or unquoted, in every charset: the result is ASCII.
[[nodiscard]] std::string encodeForAttribute(std::string_view text);

void appendUtf8(std::string &out, char32_t codePoint);

} // namespace unmta::rewriter
