#include "assembly/ports/SystemUser.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace unmta {

QString userName(unsigned id)
{
    std::array<char, 4096> room{};
    passwd entry{};
    passwd *found = nullptr;
    if (getpwuid_r(id, &entry, room.data(), room.size(), &found) != 0 || !found)
        return QString::number(id);
    return QString::fromLocal8Bit(entry.pw_name);
}

QString ownUserName()
{
    return userName(geteuid());
}

} // namespace unmta
