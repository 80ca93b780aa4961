#include "common/Signals.h"

#include "common/system/Service.h"
#include "common/system/SessionEnd_win.h"

#include <windows.h>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace unmta {

namespace {

// The system calls on a thread of its own.
std::mutex mutex;
std::condition_variable gone;
Signals *receiver = nullptr;
std::unique_ptr<SessionEnd> sessionEnd;

void terminateLocked()
{
    if (receiver)
        QMetaObject::invokeMethod(receiver, &Signals::terminate, Qt::QueuedConnection);
}

// The process ends when this returns, and in any case after some seconds, which are the system's to count.
void terminateAndWait()
{
    std::unique_lock lock(mutex);
    terminateLocked();
    gone.wait(lock, [] { return receiver == nullptr; });
}

BOOL WINAPI onControl(DWORD event)
{
    switch (event) {
    case CTRL_C_EVENT:
    case CTRL_BREAK_EVENT: {
        const std::lock_guard lock(mutex);
        terminateLocked();
        return TRUE;
    }
    case CTRL_LOGOFF_EVENT: // of anybody, when it comes to a service, whom that does not concern
        if (service::isService())
            return TRUE;
        [[fallthrough]];
    default:
        terminateAndWait();
        return TRUE;
    }
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
    if (!service::isService())
        sessionEnd = std::make_unique<SessionEnd>(terminateAndWait);
    service::onStop([] {
        const std::lock_guard lock(mutex);
        terminateLocked();
    });
}

Signals::~Signals()
{
    service::onStop(nullptr);
    SetConsoleCtrlHandler(onControl, FALSE);
    {
        const std::lock_guard lock(mutex);
        receiver = nullptr;
        gone.notify_all();
    }
    sessionEnd.reset();
}

} // namespace unmta
