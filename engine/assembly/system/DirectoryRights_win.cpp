#include "assembly/system/DirectoryRights.h"

#include "store/PrivateFile.h"

#include <QFileInfo>

namespace unmta {

bool isPrivate(const QFileInfo &directory)
{
    return !store::isExposed(directory.absoluteFilePath());
}

// Directories of a service belong to the administrators here; what it may do there is told by writing to it.
bool isOwn(const QFileInfo &)
{
    return true;
}

} // namespace unmta
