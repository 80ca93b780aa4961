#include "base/threads/ThisThread.h"

#include <QString>

#include <windows.h>

namespace unmta {

// Asked for by name: the headers of some compilers do not have it.
void nameThisThread(const char *name)
{
    using SetDescription = HRESULT(WINAPI *)(HANDLE, const wchar_t *);
    static const auto setDescription = reinterpret_cast<SetDescription>(
        reinterpret_cast<void (*)()>(GetProcAddress(GetModuleHandleW(L"kernel32"), "SetThreadDescription")));
    if (setDescription)
        setDescription(GetCurrentThread(), QString::fromLatin1(name).toStdWString().c_str());
}

void workBehindOthers()
{
    SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
}

} // namespace unmta
