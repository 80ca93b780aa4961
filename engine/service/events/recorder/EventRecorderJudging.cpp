// How the recorder judges a cluster's events again: the part of its core that is about it.
#include "service/events/recorder/EventRecorderCore.h"

namespace unmta {

using namespace Qt::StringLiterals;

void EventRecorder::Core::judge(JudgingRequest request)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_running && !m_stopping) {
            m_judgings.push_back(std::move(request));
            m_wake.notify_one();
            return;
        }
    }
    request.done(Error(u"request.stopping"_s));
}

void EventRecorder::Core::beginJudgings(Desk &desk)
{
    // Nothing is written meanwhile, and nobody should wait for room on a disk.
    if (isPaused())
        return refuseJudgings(desk, Error(u"store.full"_s, {}, {{u"path"_s, m_config.path}}));
    std::deque<JudgingRequest> requests;
    {
        const std::lock_guard lock(m_mutex);
        requests.swap(m_judgings);
    }
    for (JudgingRequest &request : requests)
        desk.merger.judge(std::move(request));
}

void EventRecorder::Core::refuseJudgings(Desk &desk, const Error &why)
{
    std::deque<JudgingRequest> refused;
    {
        const std::lock_guard lock(m_mutex);
        refused.swap(m_judgings);
    }
    desk.merger.refuse(why);
    for (const JudgingRequest &request : refused)
        request.done(why);
}

} // namespace unmta
