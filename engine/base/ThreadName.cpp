#include "base/ThreadName.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <pthread.h>
#endif

namespace unmta {

void nameThisThread(const char *name)
{
#if defined(Q_OS_MACOS)
    pthread_setname_np(name);
#elif defined(Q_OS_LINUX)
    pthread_setname_np(pthread_self(), name);
#else
    Q_UNUSED(name)
#endif
}

} // namespace unmta
