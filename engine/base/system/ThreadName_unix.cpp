#include "base/ThreadName.h"

#include <pthread.h>

namespace unmta {

void nameThisThread(const char *name)
{
#if defined(__APPLE__)
    pthread_setname_np(name);
#elif defined(__linux__)
    pthread_setname_np(pthread_self(), name);
#else
    static_cast<void>(name);
#endif
}

} // namespace unmta
