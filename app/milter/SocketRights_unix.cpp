#include "milter/SocketRights.h"

#include <cerrno>
#include <cstring>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace unmta::milter {

PrivateUntilGranted::PrivateUntilGranted()
    : m_before(::umask(0177))
{}

PrivateUntilGranted::~PrivateUntilGranted()
{
    ::umask(static_cast<mode_t>(m_before));
}

Granted grantAccess(const QByteArray &path, const QString &group, unsigned mode, std::string &why)
{
    if (!group.isEmpty()) {
        const struct group *entry = ::getgrnam(group.toLocal8Bit().constData());
        if (!entry)
            return Granted::NoSuchGroup;
        if (::chown(path.constData(), static_cast<uid_t>(-1), entry->gr_gid) != 0) {
            why = std::strerror(errno);
            return Granted::No;
        }
    }
    if (::chmod(path.constData(), static_cast<mode_t>(mode)) != 0) {
        why = std::strerror(errno);
        return Granted::No;
    }
    return Granted::Yes;
}

} // namespace unmta::milter
