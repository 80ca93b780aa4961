// What each byte is worth as a digit of base64 (RFC 4648 sections 4 and 5).
#pragma once

#include <QtGlobal>

#include <array>
#include <string_view>

namespace unmta {

// The worth of all other bytes; no digit has this bit.
inline constexpr quint8 noBase64Digit = 64;

// With the two characters in which the alphabets differ.
constexpr std::array<quint8, 256> base64Digits(char digit62, char digit63)
{
    std::array<quint8, 256> digits{};
    digits.fill(noBase64Digit);
    constexpr std::string_view common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (std::size_t i = 0; i < common.size(); ++i)
        digits[static_cast<quint8>(common[i])] = static_cast<quint8>(i);
    digits[static_cast<quint8>(digit62)] = 62;
    digits[static_cast<quint8>(digit63)] = 63;
    return digits;
}

} // namespace unmta
