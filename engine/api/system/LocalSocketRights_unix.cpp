#include "api/system/LocalSocketRights.h"

namespace unmta {

using namespace Qt::StringLiterals;

Result<void> checkSocketName(const QString &name)
{
    // sockaddr_un has room for 108 bytes on Linux, 104 elsewhere, the final zero included.
    if (name.toUtf8().size() > 103)
        return Error(u"config.path_too_long"_s, {}, {{u"path"_s, name}});
    return {};
}

// A socket of mode 0600 lets root in anyway.
void admitAdministrators(const QString &) {}

} // namespace unmta
