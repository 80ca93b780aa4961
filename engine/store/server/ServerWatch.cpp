#include "store/server/ServerWatch.h"

#include "base/threads/ThisThread.h"
#include "store/system/ServerSocket.h"

#include <QSqlDatabase>
#include <QSqlDriver>

namespace unmta::store {

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
    m_socket = socketOf(*handle.driver());
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
        endSocket(m_socket); // whoever waits for it finds it closed; the driver closes it itself
        m_socket = -1;
    }
}

} // namespace unmta::store
