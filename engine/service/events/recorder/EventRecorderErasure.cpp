// How the recorder deletes one recipient's events: the part of its core that is about it.
#include "service/events/recorder/EventRecorderCore.h"

namespace unmta {

using namespace Qt::StringLiterals;

void EventRecorder::Core::erase(ErasureRequest request)
{
    std::optional<Error> held;
    {
        const std::lock_guard lock(m_mutex);
        held = m_held;
        if (m_running && !m_stopping && !held) {
            m_erasures.push_back(std::move(request));
            m_wake.notify_one();
            return;
        }
    }
    request.done(held.value_or(Error(u"request.stopping"_s)));
}

void EventRecorder::Core::beginErasure(Desk &desk, Instant now)
{
    ErasureRequest request;
    {
        const std::lock_guard lock(m_mutex);
        if (m_erasures.empty() || desk.eraser.hasRequest())
            return;
        request = std::move(m_erasures.front());
        m_erasures.pop_front();
    }
    if (const auto emptied = emptySpool(desk); !emptied)
        request.done(emptied.error());
    else
        desk.eraser.begin(std::move(request), now);
}

// What the spool holds is known by its id when it comes a second time; a deleted event's id is not known any more. So
// each file has its turn: its generation is committed and cleared, and what comes late for it is left out.
Result<void> EventRecorder::Core::emptySpool(Desk &desk)
{
    if (m_unrecovered) {
        if (auto recovered = recover(desk); !recovered)
            return recovered;
    }
    for (int file = 0; file < 2; ++file) {
        Queue queue;
        {
            const std::lock_guard lock(m_mutex);
            queue = exchangeQueue();
        }
        const quint64 generation = queue.generation;
        commit(desk, std::move(queue));
        quint64 total = 0;
        {
            const std::lock_guard lock(m_mutex);
            total = m_answeredEarly == m_totalStored ? 0 : m_answeredEarly;
        }
        if (!m_spool.clear(generation, total))
            return Error(u"store.not_writable"_s, {}, {{u"path"_s, store::EventSpool::paths(m_config.path).first()}});
    }
    return m_spool.sync();
}

void EventRecorder::Core::stepErasure(Desk &desk, Instant now)
{
    if (isPaused())
        desk.eraser.abort(Error(u"store.full"_s, {}, {{u"path"_s, m_config.path}}));
    else if (desk.eraser.dueAt() && *desk.eraser.dueAt() <= now)
        desk.eraser.step(now);
}

void EventRecorder::Core::refuseErasures(Desk &desk)
{
    std::deque<ErasureRequest> refused;
    {
        const std::lock_guard lock(m_mutex);
        refused.swap(m_erasures);
    }
    desk.eraser.abort(Error(u"request.stopping"_s));
    for (const ErasureRequest &request : refused)
        request.done(Error(u"request.stopping"_s));
}

} // namespace unmta
