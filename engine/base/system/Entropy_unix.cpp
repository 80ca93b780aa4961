#include "base/system/Entropy.h"

#ifdef __APPLE__
#include <sys/random.h>
#endif
#include <unistd.h>

namespace unmta {

bool fillWithEntropy(void *room, std::size_t size)
{
    return ::getentropy(room, size) == 0;
}

} // namespace unmta
