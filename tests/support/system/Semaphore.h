// std::counting_semaphore and std::latch as the standard means them: in GCC's library for Windows (12), whoever is
// about to sleep may miss the call that was to wake him, and sleeps for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace unmta::test {

class Semaphore
{
public:
    explicit Semaphore(int count = 0)
        : m_count(count)
    {}

    void release(int more = 1)
    {
        // Told under the lock: whoever comes through may take this object away.
        const std::lock_guard lock(m_mutex);
        m_count += more;
        m_changed.notify_all();
    }
    void acquire()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_count > 0; });
        --m_count;
    }
    // False: nothing came.
    [[nodiscard]] bool tryAcquireFor(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, patience, [this] { return m_count > 0; }))
            return false;
        --m_count;
        return true;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_count;
};

} // namespace unmta::test
