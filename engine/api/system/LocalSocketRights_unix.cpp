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

// Qt has made the socket for its owner only (QLocalServer::UserAccessOption); root may anyway.
Result<void> restrictSocket(const QString &)
{
    return {};
}

} // namespace unmta
