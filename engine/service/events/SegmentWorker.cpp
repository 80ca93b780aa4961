#include "service/events/SegmentWorker.h"

#include <utility>

namespace unmta {

using namespace Qt::StringLiterals;

SegmentWorker::SegmentWorker(store::DatabasePlace events, std::function<void()> ready)
    : m_place(std::move(events))
    , m_ready(std::move(ready))
    , m_thread(
          "segments", [this] { m_database.reset(); }, JobThread::Place::BehindOthers)
{}

void SegmentWorker::begin(Work work)
{
    Q_ASSERT(!m_isBusy);
    m_isBusy = true;
    m_thread.post([this, work = std::move(work)] { run(work); });
}

void SegmentWorker::run(const Work &work)
{
    if (!m_database) {
        if (auto opened = store::Database::open({m_place, u"events"_s, true, m_place.server != nullptr}); opened)
            m_database = *std::move(opened);
        else
            work(opened.error());
    }
    if (m_database)
        work(store::SegmentPlanner(*m_database));
    m_isBusy = false;
    m_ready();
}

} // namespace unmta
