// How the recorder is, who is told, and how it finds out that it is well again: the part of its core that is about it.
#include "service/events/recorder/EventRecorderCore.h"

namespace unmta {

using namespace Qt::StringLiterals;

RecorderStatus EventRecorder::Core::status() const
{
    const std::lock_guard lock(m_mutex);
    RecorderStatus status;
    status.error = trouble().value_or(Error());
    status.healthy = status.error.code.isEmpty();
    status.recorded = m_recorded;
    const store::Losses losses = m_losses.present();
    status.dropped = losses.dropped;
    status.droppedBefore = m_losses.before();
    status.untold = losses.untold;
    status.droppingSince = losses.since;
    status.queued = m_queue.events + m_committing;
    status.unmerged = m_unmerged;
    status.merged = m_merged;
    status.answeredEarly = m_answeredEarly;
    status.unsynced = m_queue.keptEvents + m_currentKeptEvents;
    status.recovered = m_recovered;
    if (m_writingSince)
        status.writingFor = std::chrono::duration_cast<Millis>(instant() - *m_writingSince);
    return status;
}

// Without traffic nobody would notice that the disk works again.
void EventRecorder::Core::probe(Desk &desk)
{
    {
        const std::lock_guard lock(m_mutex);
        const bool ill = m_failure || m_unrecovered;
        const bool resting = m_paused || (m_failure && instant() < m_refuseUntil);
        if (!ill || resting || !m_queue.packed->empty())
            return;
    }
    noteOutcome(m_unrecovered ? recover(desk) : desk.log.probe(), 0);
}

// Falling ill is told at once, everything else at most once a second.
void EventRecorder::Core::report(const Desk &desk)
{
    {
        const std::lock_guard lock(m_mutex);
        m_unmerged = static_cast<quint64>(desk.merger.unmerged());
        m_merged = static_cast<quint64>(desk.merger.merged());
    }
    if (!isNews())
        return; // as behind most commits, so nothing is made for that
    const RecorderStatus present = status();
    const bool fellIll = m_reported.healthy && !present.healthy;
    const Instant now = instant();
    if (!fellIll && now < m_reportedAt + reportPause)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_overloaded = false;
    }
    if (present.dropped != m_reported.dropped)
        m_losses.sync(); // against a power cut, at most once a second
    m_reported = present;
    m_reportedAt = now;
    if (m_statusChanged)
        m_statusChanged(present);
}

// Whether what was reported last is not so any more.
bool EventRecorder::Core::isNews() const
{
    const std::lock_guard lock(m_mutex);
    const bool isIll = m_failure || m_paused || m_overloaded;
    if (m_losses.present().dropped != m_reported.dropped || isIll == m_reported.healthy)
        return true;
    return isIll && trouble()->code != m_reported.error.code;
}

// Under m_mutex.
std::optional<Error> EventRecorder::Core::trouble() const
{
    if (m_failure)
        return m_failure;
    if (m_paused)
        return Error(u"store.full"_s, {}, {{u"path"_s, m_config.path}});
    if (m_overloaded)
        return Error(u"recorder.overloaded"_s);
    return std::nullopt;
}

} // namespace unmta
