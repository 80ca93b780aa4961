// How the recorder judges a cluster's events again: the part of its core that is about it.
#include "service/events/recorder/EventRecorderCore.h"

namespace unmta {

using namespace Qt::StringLiterals;

void EventRecorder::Core::judge(JudgingRequest request)
{
    std::optional<Error> held;
    {
        const std::lock_guard lock(m_mutex);
        held = m_held;
        if (m_running && !m_stopping && !held) {
            m_judgings.push_back(std::move(request));
            m_wake.notify_one();
            return;
        }
    }
    request.done(held.value_or(Error(u"request.stopping"_s)));
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
