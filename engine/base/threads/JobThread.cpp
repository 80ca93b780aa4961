#include "base/threads/JobThread.h"

#include "base/threads/ThisThread.h"

#include <utility>

namespace unmta {

JobThread::JobThread(const char *name, Job atEnd, Place place)
    : m_atEnd(std::move(atEnd))
    , m_thread([this, name, place] { run(name, place); })
{}

JobThread::~JobThread()
{
    stop();
}

void JobThread::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isEnding)
            return;
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

void JobThread::stop()
{
    std::deque<Job> undone;
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        undone.swap(m_jobs);
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void JobThread::run(const char *name, Place place)
{
    nameThisThread(name);
    if (place == Place::BehindOthers)
        workBehindOthers();
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_isEnding)
            break;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
    lock.unlock();
    if (m_atEnd)
        m_atEnd();
}

} // namespace unmta
