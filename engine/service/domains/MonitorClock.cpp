#include "service/domains/MonitorClock.h"

#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

const QString uptimeKey = u"uptime_ms"_s;
// Above what time servers correct and what a busy machine delays.
constexpr Millis smallestJump = std::chrono::minutes(2);

Millis between(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to)
{
    return std::chrono::duration_cast<Millis>(to - from);
}

} // namespace

MonitorClock::MonitorClock(store::EngineStore &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
    , m_loadedAt(clock.steady())
    , m_lastWall(clock.now())
    , m_lastSteady(m_loadedAt)
{}

Result<void> MonitorClock::load()
{
    const auto stored = m_store.monitorState.value(uptimeKey);
    if (!stored)
        return stored.error();
    m_before = Millis(stored->value_or(QString()).toLongLong());
    m_loadedAt = m_clock.steady();
    m_lastWall = m_clock.now();
    m_lastSteady = m_loadedAt;
    return {};
}

Result<void> MonitorClock::save()
{
    return m_store.monitorState.set(uptimeKey, QString::number(now().uptime.count()));
}

MonitorInstant MonitorClock::now() const
{
    return {m_clock.now(), m_before + between(m_loadedAt, m_clock.steady())};
}

std::optional<Millis> MonitorClock::takeJump()
{
    const TimePoint wall = m_clock.now();
    const auto steady = m_clock.steady();
    const Millis jump = (wall - m_lastWall) - between(m_lastSteady, steady);
    m_lastWall = wall;
    m_lastSteady = steady;
    return std::chrono::abs(jump) >= smallestJump ? std::optional(jump) : std::nullopt;
}

} // namespace unmta
