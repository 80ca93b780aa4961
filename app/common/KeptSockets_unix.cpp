#include "common/KeptSockets.h"

#include "common/ServiceManager.h"

#include <QList>

#include <fcntl.h>
#include <unistd.h>

namespace unmta {

KeptSockets::KeptSockets()
{
    constexpr int first = 3; // SD_LISTEN_FDS_START
    const int count = qEnvironmentVariableIntValue("LISTEN_FDS");
    const QList<QByteArray> names = qgetenv("LISTEN_FDNAMES").split(':');
    const bool isForUs = qgetenv("LISTEN_PID").toLongLong() == ::getpid();
    // Not for a child, either.
    for (const char *variable : {"LISTEN_FDS", "LISTEN_FDNAMES", "LISTEN_PID"})
        qunsetenv(variable);
    if (!isForUs)
        return;
    for (int i = 0; i < count; ++i) {
        ::fcntl(first + i, F_SETFD, FD_CLOEXEC);
        if (i >= names.size() || names[i].isEmpty() || m_left.contains(names[i]))
            ::close(first + i);
        else
            m_left.insert(names[i], first + i);
    }
}

KeptSockets::~KeptSockets()
{
    for (const int socket : std::as_const(m_left))
        ::close(socket);
}

int KeptSockets::take(const QByteArray &name)
{
    return m_left.contains(name) ? m_left.take(name) : -1;
}

void KeptSockets::keep(const QByteArray &name, int socket)
{
    service_manager::keep(name, socket);
}

void KeptSockets::dropRest()
{
    for (auto it = m_left.cbegin(); it != m_left.cend(); ++it) {
        service_manager::forget(it.key());
        ::close(it.value());
    }
    m_left.clear();
}

} // namespace unmta
