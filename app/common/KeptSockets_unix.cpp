#include "common/KeptSockets.h"

#include "common/ServiceManager.h"

#include <QList>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace unmta {

namespace {

constexpr int first = 3; // SD_LISTEN_FDS_START

} // namespace

KeptSockets::KeptSockets()
{
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
    release();
    for (const int socket : std::as_const(m_left))
        ::close(socket);
}

int KeptSockets::take(const QByteArray &name)
{
    if (!m_left.contains(name))
        return -1;
    const int socket = m_left.take(name);
    keepCopy(name, socket);
    return socket;
}

void KeptSockets::keep(const QByteArray &name, int socket)
{
    keepCopy(name, socket);
    service_manager::keep(name, socket);
}

void KeptSockets::keepCopy(const QByteArray &name, int socket)
{
    if (m_kept.contains(name))
        ::close(m_kept.take(name));
    const int copy = ::fcntl(socket, F_DUPFD_CLOEXEC, first);
    if (copy >= 0) // else it is not kept, as if nobody could
        m_kept.insert(name, copy);
}

void KeptSockets::dropRest()
{
    for (auto it = m_left.cbegin(); it != m_left.cend(); ++it) {
        service_manager::forget(it.key());
        ::close(it.value());
    }
    m_left.clear();
}

void KeptSockets::release()
{
    for (const int socket : std::as_const(m_kept))
        ::close(socket);
    m_kept.clear();
}

void KeptSockets::handOn()
{
    const auto end = first + static_cast<int>(m_kept.size());
    QList<int> outOfTheWay;
    for (const int socket : std::as_const(m_kept))
        outOfTheWay << ::fcntl(socket, F_DUPFD_CLOEXEC, end);
    for (qsizetype i = 0; i < outOfTheWay.size(); ++i)
        ::dup2(outOfTheWay[i], first + static_cast<int>(i)); // which is not closed by exec
#ifdef SYS_close_range
    ::syscall(SYS_close_range, end, ~0U, 0);
#endif
    qputenv("LISTEN_FDS", QByteArray::number(m_kept.size()));
    qputenv("LISTEN_FDNAMES", m_kept.keys().join(':'));
    qputenv("LISTEN_PID", QByteArray::number(::getpid()));
}

} // namespace unmta
