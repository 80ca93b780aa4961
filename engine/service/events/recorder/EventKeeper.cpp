#include "service/events/recorder/EventKeeper.h"

#include "base/threads/ThisThread.h"

namespace unmta {

EventKeeper::~EventKeeper()
{
    stop();
}

void EventKeeper::start()
{
    m_ending = false;
    m_thread = std::thread([this] { run(); });
}

void EventKeeper::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool EventKeeper::keep(Work work, Millis patience)
{
    std::unique_lock lock(m_mutex);
    // Somebody's patience has ended before the system took what he brought: it stands still, no need to wait again.
    if (m_ending || m_busy)
        return false;
    m_work = std::move(work);
    m_busy = true;
    m_changed.notify_all();
    return m_changed.wait_for(lock, patience, [this] { return !m_busy; }) && m_written;
}

void EventKeeper::run()
{
    nameThisThread("event-spool");
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ending || m_work; });
        if (!m_work)
            return;
        const Work work = *std::exchange(m_work, {});
        lock.unlock();
        const bool written = m_write(work);
        lock.lock();
        m_written = written;
        m_busy = false;
        m_changed.notify_all();
    }
}

} // namespace unmta
