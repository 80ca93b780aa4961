// Sizes in bytes as people write them: 64 * KiB.
#pragma once

#include <cstdint>

namespace unmta {

inline constexpr std::int64_t KiB = 1024;
inline constexpr std::int64_t MiB = 1024 * KiB;

} // namespace unmta
