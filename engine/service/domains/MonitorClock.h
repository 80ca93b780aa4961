// Time as the monitor counts it. The wall clock may be set by anybody at any moment; how long engines have worked on
// this store is counted by a clock that cannot be, and survives restarts. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/TrackingDomain.h"

namespace unmta {

namespace store {
class EngineStore;
}

class MonitorClock
{
public:
    MonitorClock(store::EngineStore &store, const Clock &clock);

    [[nodiscard]] Result<void> load();
    // At most a minute of uptime may be lost by a crash: call it at least that often.
    [[nodiscard]] Result<void> save();
    [[nodiscard]] MonitorInstant now() const;

    // How far the wall clock was set since the last call, if it was; small corrections do not count.
    [[nodiscard]] std::optional<Millis> takeJump();

private:
    store::EngineStore &m_store;
    const Clock &m_clock;
    Millis m_before{0}; // uptime at load()
    std::chrono::steady_clock::time_point m_loadedAt;
    TimePoint m_lastWall;
    std::chrono::steady_clock::time_point m_lastSteady;
};

} // namespace unmta
