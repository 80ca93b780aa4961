#include "base/threads/ThisThread.h"

#include <pthread.h>

#if defined(__linux__)
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#endif

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

void workBehindOthers()
{
#if defined(__APPLE__)
    pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0);
#elif defined(__linux__)
    // A tenth of what a thread without such modesty gets (sched(7)). Linux keeps the nice value for each thread,
    // against POSIX (setpriority(2), "C library/kernel differences").
    constexpr int modesty = 10;
    const auto self = static_cast<id_t>(gettid());
    errno = 0;
    const int usual = getpriority(PRIO_PROCESS, self);
    if (errno == 0)
        setpriority(PRIO_PROCESS, self, usual + modesty);
#endif
}

} // namespace unmta
