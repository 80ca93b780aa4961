// A fast hash of texts for look-ups that compare the texts themselves afterwards, or where a chance in 2^60 does not
// matter. Not for tables that an enemy may fill.
#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <cstring>

namespace unmta {

[[nodiscard]] inline std::uint64_t textHash(QByteArrayView text, std::uint64_t seed = 0)
{
    constexpr std::uint64_t factor = 0x9e3779b97f4a7c15; // 2^64 divided by the golden ratio: odd, bits well mixed
    std::uint64_t hash = seed * factor + static_cast<std::uint64_t>(text.size());
    const char *at = text.data();
    auto left = static_cast<std::size_t>(text.size());
    std::uint64_t word = 0;
    const auto mix = [&] {
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    };
    for (; left >= sizeof word; left -= sizeof word, at += sizeof word) {
        std::memcpy(&word, at, sizeof word);
        mix();
    }
    word = 0;
    if (left > 0)
        std::memcpy(&word, at, left);
    mix();
    return hash;
}

} // namespace unmta
