// What names of fields consist of, and when two are the same (RFC 9110 sections 5.1 and 5.6.2). Internal.
#pragma once

#include <array>
#include <string_view>

namespace unmta::http {

inline constexpr std::array<bool, 256> tokenBytes = [] {
    std::array<bool, 256> table{};
    for (const char c :
         std::string_view("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

[[nodiscard]] constexpr bool isTokenChar(char c)
{
    return tokenBytes[static_cast<unsigned char>(c)];
}

[[nodiscard]] constexpr char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// `wanted` in small letters.
[[nodiscard]] constexpr bool isSameName(std::string_view name, std::string_view wanted)
{
    if (name.size() != wanted.size())
        return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (lowered(name[i]) != wanted[i])
            return false;
    }
    return true;
}

} // namespace unmta::http
