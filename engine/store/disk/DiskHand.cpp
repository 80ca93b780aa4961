#include "store/disk/DiskHand.h"

#include "base/threads/ThisThread.h"

#include <utility>

namespace unmta::store {

DiskHand::DiskHand()
    : m_thread([this] { serve(); })
{}

DiskHand::~DiskHand()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

std::optional<int> DiskHand::run(std::function<int()> work, Millis patience)
{
    std::unique_lock lock(m_mutex);
    if (m_busy)
        return std::nullopt;
    m_work = std::move(work);
    m_busy = true;
    lock.unlock(); // whom this wakes would only run into it
    m_changed.notify_all();
    lock.lock();
    if (!m_changed.wait_for(lock, patience, [this] { return !m_busy; }))
        return std::nullopt;
    return m_outcome;
}

void DiskHand::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_busy; });
}

void DiskHand::serve()
{
    nameThisThread("disk");
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ending || m_work; });
        if (!m_work)
            return;
        const auto work = std::exchange(m_work, nullptr);
        lock.unlock();
        const int outcome = work();
        lock.lock();
        m_outcome = outcome;
        m_busy = false;
        lock.unlock();
        m_changed.notify_all();
        lock.lock();
    }
}

} // namespace unmta::store
