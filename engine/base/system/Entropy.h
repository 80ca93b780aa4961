// The operating system's cryptographic source of randomness.
#pragma once

#include <cstddef>

namespace unmta {

// At most 256 bytes at a time. False: the system gives none here. Any thread, several at once.
[[nodiscard]] bool fillWithEntropy(void *room, std::size_t size);

} // namespace unmta
