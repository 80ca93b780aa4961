#include "service/events/SegmentWorker.h"

#include "base/ThreadName.h"
#include "store/Database.h"

#include <utility>

namespace unmta {

using namespace Qt::StringLiterals;

SegmentWorker::~SegmentWorker()
{
    stop();
}

void SegmentWorker::start()
{
    m_isEnding = false;
    m_thread = std::thread([this] { run(); });
}

void SegmentWorker::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void SegmentWorker::begin(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        Q_ASSERT(!m_isBusy);
        m_work = std::move(work);
        m_isBusy = true;
    }
    m_changed.notify_all();
}

bool SegmentWorker::isBusy() const
{
    const std::lock_guard lock(m_mutex);
    return m_isBusy;
}

void SegmentWorker::run()
{
    nameThisThread("segments");
    std::unique_ptr<store::Database> database;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || m_work; });
        if (m_isEnding)
            return;
        const Work work = std::exchange(m_work, {});
        lock.unlock();
        if (!database) {
            if (auto opened = store::Database::open({m_place, u"events"_s, true, m_place.server != nullptr}); opened)
                database = *std::move(opened);
            else
                work(opened.error());
        }
        if (database)
            work(store::SegmentPlanner(*database));
        lock.lock();
        m_isBusy = false;
        lock.unlock();
        m_ready();
        lock.lock();
    }
}

} // namespace unmta
