#include "base/system/PlatformPerThread.h"

#include <windows.h>

#include <utility>

namespace unmta {

namespace {

struct Last
{
    void (*action)(void *);
    void *value;
    Last *before;
};

// The system hands the list over itself, so nothing of the thread's own memory is needed.
void WINAPI endAll(void *list)
{
    for (auto *last = static_cast<Last *>(list); last;) {
        last->action(last->value);
        delete std::exchange(last, last->before);
    }
}

} // namespace

void atThreadEnd(void (*action)(void *), void *value)
{
    static const DWORD place = FlsAlloc(endAll);
    FlsSetValue(place, new Last{action, value, static_cast<Last *>(FlsGetValue(place))});
}

} // namespace unmta
