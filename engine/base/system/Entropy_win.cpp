#include "base/system/Entropy.h"

#include <windows.h>

#include <bcrypt.h>

namespace unmta {

bool fillWithEntropy(void *room, std::size_t size)
{
    return BCryptGenRandom(nullptr, static_cast<PUCHAR>(room), static_cast<ULONG>(size),
                           BCRYPT_USE_SYSTEM_PREFERRED_RNG) >= 0;
}

} // namespace unmta
