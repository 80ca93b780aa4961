// A half-open range of byte offsets, the common currency of the scanners.
#pragma once

#include <cstddef>
#include <string_view>

namespace unmta::rewriter {

// Not found.
inline constexpr std::size_t npos = std::string_view::npos;

struct ByteRange
{
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
    [[nodiscard]] bool isEmpty() const { return begin == end; }
    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }

    bool operator==(const ByteRange &) const = default;
};

} // namespace unmta::rewriter
