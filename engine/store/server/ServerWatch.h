// Ends a connection whose server neither answers nor closes: the driver would wait for it as long as it lives. (A
// server that answers keeps its own bound for each statement, and TCP gives up a computer that has vanished.)
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

class QSqlDatabase;

namespace unmta::store {

class ServerWatch
{
public:
    // Looks every now and then; what has taken longer than the bound by then is ended.
    explicit ServerWatch(std::chrono::milliseconds bound);
    ~ServerWatch();
    ServerWatch(const ServerWatch &) = delete;
    ServerWatch &operator=(const ServerWatch &) = delete;

    // The connection's socket, once it is open; where the driver does not tell, nothing is watched.
    void take(const QSqlDatabase &handle);
    // Before the driver closes it.
    void let();

    // As long as it lives the server is waited for. Not one within another; null: there is no server.
    class Turn
    {
    public:
        explicit Turn(ServerWatch *watch)
            : m_watch(watch)
        {
            if (m_watch)
                m_watch->m_since = std::chrono::steady_clock::now().time_since_epoch().count();
        }
        ~Turn()
        {
            if (m_watch)
                m_watch->m_since = 0;
        }
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;

    private:
        ServerWatch *m_watch;
    };

private:
    void run();

    const std::chrono::milliseconds m_bound;
    std::atomic<std::int64_t> m_since = 0; // 0: nobody waits
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_socket = -1; // under m_mutex
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace unmta::store
