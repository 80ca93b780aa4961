#include "assembly/ports/SystemUser.h"

#include <windows.h>

#include <lmcons.h>

#include <array>

namespace unmta {

QString userName(unsigned id)
{
    return QString::number(id);
}

QString ownUserName()
{
    std::array<wchar_t, UNLEN + 1> name{};
    auto size = static_cast<DWORD>(name.size());
    return GetUserNameW(name.data(), &size) ? QString::fromWCharArray(name.data()) : QString();
}

} // namespace unmta
