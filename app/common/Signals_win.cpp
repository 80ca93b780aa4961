#include "common/Signals.h"

#include "common/system/Service.h"

#include <windows.h>

#include <condition_variable>
#include <mutex>

namespace unmta {

namespace {

// The system calls on a thread of its own.
std::mutex mutex;
std::condition_variable gone;
Signals *receiver = nullptr;

void terminateLocked()
{
    if (receiver)
        QMetaObject::invokeMethod(receiver, &Signals::terminate, Qt::QueuedConnection);
}

BOOL WINAPI onControl(DWORD event)
{
    std::unique_lock lock(mutex);
    terminateLocked();
    if (event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT)
        return TRUE;
    // The window closes, the user logs off, the computer goes down: the process ends when this returns, and in any case
    // after some seconds, which are the system's to count.
    gone.wait(lock, [] { return receiver == nullptr; });
    return TRUE;
}

} // namespace

Signals::Signals(QObject *parent)
    : QObject(parent)
{
    {
        const std::lock_guard lock(mutex);
        receiver = this;
    }
    SetConsoleCtrlHandler(onControl, TRUE);
    service::onStop([] {
        const std::lock_guard lock(mutex);
        terminateLocked();
    });
}

Signals::~Signals()
{
    service::onStop(nullptr);
    SetConsoleCtrlHandler(onControl, FALSE);
    const std::lock_guard lock(mutex);
    receiver = nullptr;
    gone.notify_all();
}

} // namespace unmta
