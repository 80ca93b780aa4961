#include "store/server/ServerWatch.h"

#include "base/ThreadName.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QVariant>

#ifdef Q_OS_UNIX
#include <dlfcn.h>
#include <sys/socket.h>
#endif

namespace unmta::store {

namespace {

// Qt's driver gives libpq's connection away, and libpq its socket: the copy of the library that the driver has loaded
// is asked, and nothing is loaded for it.
int socketOf([[maybe_unused]] const QSqlDatabase &handle)
{
#ifdef Q_OS_UNIX
    const QVariant connection = handle.driver()->handle();
    const QByteArrayView type = connection.typeName(); // libpq has two names for it
    if (type != "PGconn*" && type != "pg_conn*")
        return -1;
    void *library = dlopen("libpq.so.5", RTLD_LAZY | RTLD_NOLOAD);
    if (!library)
        return -1;
    const auto ask = reinterpret_cast<int (*)(void *)>(dlsym(library, "PQsocket"));
    const int socket = ask ? ask(*static_cast<void *const *>(connection.constData())) : -1;
    dlclose(library);
    return socket;
#else
    return -1;
#endif
}

} // namespace

ServerWatch::ServerWatch(std::chrono::milliseconds bound)
    : m_bound(bound)
    , m_thread([this] { run(); })
{}

ServerWatch::~ServerWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void ServerWatch::take(const QSqlDatabase &handle)
{
    const std::lock_guard lock(m_mutex);
    m_socket = socketOf(handle);
}

void ServerWatch::let()
{
    const std::lock_guard lock(m_mutex);
    m_socket = -1;
}

void ServerWatch::run()
{
    nameThisThread("store-watch");
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, m_bound / 4, [this] { return m_isEnding; })) {
        const std::int64_t since = m_since;
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        if (since == 0 || m_socket < 0 || now - std::chrono::steady_clock::duration(since) < m_bound)
            continue;
#ifdef Q_OS_UNIX
        ::shutdown(m_socket, SHUT_RDWR); // whoever waits for it finds it closed; the driver closes it itself
#endif
        m_socket = -1;
    }
}

} // namespace unmta::store
