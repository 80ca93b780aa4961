// How the recorder lets go of old events: the part of its core that is about it.
#include "service/events/recorder/EventRecorderCore.h"

#include "base/Log.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int pruneStep = 64; // segments
constexpr auto pruneRest = 20ms;
constexpr auto pruneInterval = 10min;

} // namespace

void EventRecorder::Core::setRetention(std::optional<Millis> retention)
{
    {
        const std::lock_guard lock(m_mutex);
        m_retention = retention;
        m_retentionChanged = true;
    }
    m_wake.notify_one();
}

void EventRecorder::Core::prune(Desk &desk)
{
    std::optional<Millis> retention;
    {
        const std::lock_guard lock(m_mutex);
        retention = m_retention;
    }
    const Instant now = instant();
    m_pruneAt = now + pruneInterval;
    if (!retention)
        return;
    const auto pruned = desk.log.prune(m_clock.now() - *retention, pruneStep);
    if (!pruned)
        qCWarning(lcStore).noquote() << u"old events stay for now: "_s + describe(pruned.error());
    // What goes are segments, so what has waited for that long has to be in one.
    if ((pruned && *pruned > 0) || desk.merger.hurry(*retention, now))
        m_pruneAt = now + pruneRest;
}

} // namespace unmta
