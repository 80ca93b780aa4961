#include "service/events/EventExpander.h"

#include "base/Log.h"
#include "store/events/EventLog.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds failurePause{1};

} // namespace

EventExpander::EventExpander(store::EventLog &log, int eventsPerStep, Millis delay, Expanded expanded)
    : m_log(log)
    , m_eventsPerStep(static_cast<quint64>(std::max(1, eventsPerStep)))
    , m_delay(delay)
    , m_expanded(std::move(expanded))
{}

void EventExpander::start(Instant now)
{
    const auto left = m_log.backlog();
    if (left && left->batches == 0)
        return;
    m_backlog = left ? static_cast<quint64>(left->events) : 0;
    m_dueAt = now;
}

void EventExpander::committed(quint64 events, Instant now)
{
    m_backlog += events;
    if (m_failure)
        return;
    if (m_backlog >= m_eventsPerStep)
        m_dueAt = now;
    else if (!m_dueAt)
        m_dueAt = now + m_delay;
}

void EventExpander::step(Instant now)
{
    const auto expansion = m_log.expand(static_cast<int>(m_eventsPerStep));
    if (!expansion) {
        if (!m_failure)
            qCWarning(lcStore).noquote() << u"events are not expanded for now: "_s + describe(expansion.error());
        m_failure = expansion.error();
        m_dueAt = now + failurePause;
        return;
    }
    m_failure.reset();
    if (!expansion->more) {
        m_backlog = 0;
        m_dueAt.reset();
    } else {
        m_backlog -= std::min(m_backlog, static_cast<quint64>(expansion->taken));
        m_dueAt = m_backlog >= m_eventsPerStep ? now : now + m_delay;
    }
    if (!expansion->increases.isEmpty() && m_expanded)
        m_expanded(expansion->increases);
}

} // namespace unmta
