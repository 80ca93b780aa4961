#include "milter/SocketRights.h"

namespace unmta::milter {

// A socket's file inherits the rights of its directory here, and there are no groups of that kind.
PrivateUntilGranted::PrivateUntilGranted()
    : m_before(0)
{}

PrivateUntilGranted::~PrivateUntilGranted() = default;

Granted grantAccess(const QByteArray &, const QString &group, unsigned, std::string &)
{
    return group.isEmpty() ? Granted::Yes : Granted::NoSuchGroup;
}

} // namespace unmta::milter
