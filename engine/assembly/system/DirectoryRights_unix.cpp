#include "assembly/system/DirectoryRights.h"

#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace unmta {

bool isPrivate(const QFileInfo &directory)
{
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    return !(directory.permissions() & others);
}

bool isOwn(const QFileInfo &directory)
{
    return directory.ownerId() == geteuid();
}

} // namespace unmta
