// Unsigned numbers of variable length, LEB128 as in DWARF 5, section 7.6: seven bits a byte, the lowest first, the
// top bit set in all but the last.
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstring>

namespace unmta {

inline constexpr qsizetype maxVarintSize = 10;

// There is room for maxVarintSize; the first byte after what was written.
inline char *writeVarint(char *at, std::uint64_t value)
{
    while (value >= 0x80) {
        *at++ = static_cast<char>(value | 0x80);
        value >>= 7;
    }
    *at++ = static_cast<char>(value);
    return at;
}

inline void appendVarint(QByteArray &to, std::uint64_t value)
{
    char spelled[maxVarintSize];
    to.append(spelled, writeVarint(spelled, value) - spelled);
}

// Takes a number from the front. False, and `from` is undefined, when it is cut or does not fit into 64 bits.
[[nodiscard]] inline bool takeVarint(QByteArrayView &from, std::uint64_t &value)
{
    const char *const bytes = from.data();
    if (!from.isEmpty() && !(bytes[0] & 0x80)) { // most are small
        value = static_cast<std::uint8_t>(bytes[0]);
        from = from.sliced(1);
        return true;
    }
    value = 0;
    const qsizetype size = from.size() < maxVarintSize ? from.size() : maxVarintSize;
    for (qsizetype i = 0; i < size; ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes[i]);
        if (i == maxVarintSize - 1 && byte > 1)
            return false;
        value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
        if (!(byte & 0x80)) {
            from = from.sliced(i + 1);
            return true;
        }
    }
    return false;
}

// Takes a text that its length stands before.
[[nodiscard]] inline bool takeCounted(QByteArrayView &from, QByteArrayView &text)
{
    std::uint64_t size = 0;
    if (!takeVarint(from, size) || size > static_cast<std::uint64_t>(from.size()))
        return false;
    text = from.first(static_cast<qsizetype>(size));
    from = from.sliced(static_cast<qsizetype>(size));
    return true;
}

// There is room for maxVarintSize more than the text has.
inline char *writeCounted(char *at, QByteArrayView text)
{
    at = writeVarint(at, static_cast<std::uint64_t>(text.size()));
    if (!text.isEmpty())
        std::memcpy(at, text.data(), static_cast<std::size_t>(text.size()));
    return at + text.size();
}

inline void appendCounted(QByteArray &to, QByteArrayView text)
{
    appendVarint(to, static_cast<std::uint64_t>(text.size()));
    to.append(text);
}

// Signed numbers near zero as unsigned ones near zero: 0, -1, 1, -2, …
[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

} // namespace unmta
