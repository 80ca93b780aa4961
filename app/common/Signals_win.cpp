#include "common/Signals.h"

#include <QPointer>

#include <windows.h>

namespace unmta {

namespace {

QPointer<Signals> receiver;

// Runs on a thread of the system's own.
BOOL WINAPI onControl(DWORD)
{
    if (receiver)
        QMetaObject::invokeMethod(receiver.data(), &Signals::terminate, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

Signals::Signals(QObject *parent)
    : QObject(parent)
{
    receiver = this;
    SetConsoleCtrlHandler(onControl, TRUE);
}

Signals::~Signals()
{
    SetConsoleCtrlHandler(onControl, FALSE);
}

} // namespace unmta
