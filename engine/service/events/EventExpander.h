// Decides when the recorder's thread expands what was committed: after events have gathered for a moment, or at once
// when a whole step of them waits. Lives on the recorder thread.
#pragma once

#include "base/Clock.h"
#include "base/Error.h"
#include "domain/Activity.h"

#include <QList>

#include <chrono>
#include <functional>
#include <optional>

namespace unmta::store {
class EventLog;
}

namespace unmta {

class EventExpander
{
public:
    using Instant = std::chrono::steady_clock::time_point;
    using Expanded = std::function<void(const QList<ActivityIncrease> &)>;

    // `log` outlives the expander. `expanded` is told what newly became visible.
    EventExpander(store::EventLog &log, int eventsPerStep, Millis delay, Expanded expanded);

    // Takes what an earlier run left behind.
    void start(Instant now);
    void committed(quint64 events, Instant now);

    [[nodiscard]] std::optional<Instant> dueAt() const { return m_dueAt; }
    [[nodiscard]] quint64 backlog() const { return m_backlog; }
    // Why the last step failed.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    // One transaction. After a failure nothing is tried for a second.
    void step(Instant now);

private:
    store::EventLog &m_log;
    quint64 m_eventsPerStep;
    Millis m_delay;
    Expanded m_expanded;
    quint64 m_backlog = 0;
    std::optional<Instant> m_dueAt; // none: nothing to expand
    std::optional<Error> m_failure;
};

} // namespace unmta
