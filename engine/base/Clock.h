// Time is injected: nothing outside this file asks the system what time it is.
#pragma once

#include <QString>

#include <atomic>
#include <chrono>
#include <optional>

namespace unmta {

// A point of wall-clock time, UTC, with the resolution that the store keeps: milliseconds since 1970-01-01.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using Millis = std::chrono::milliseconds;

// Any thread may ask.
class Clock
{
public:
    virtual ~Clock() = default;

    [[nodiscard]] virtual TimePoint now() const = 0;
    // Never goes back and does not follow corrections of the wall clock; only differences mean anything.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override;
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override;
};

// The system's time plus an offset that only grows: the sandbox skips a day with it.
class MovableClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override;
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override;
    void advance(Millis by) { m_offset += by.count(); }
    [[nodiscard]] Millis offset() const { return Millis(m_offset.load()); }

private:
    std::atomic<std::int64_t> m_offset = 0;
    SystemClock m_system;
};

// "2026-11-24T22:07:10.123Z" (RFC 3339, UTC); the milliseconds are left out when zero.
[[nodiscard]] QString toIso8601(TimePoint time);
// Accepts RFC 3339 with any offset; nothing else.
[[nodiscard]] std::optional<TimePoint> fromIso8601(const QString &text);

// No timer sleeps longer until a due time: the wall clock may be set meanwhile.
inline constexpr std::int64_t longestSleepMs = 30'000;

[[nodiscard]] inline std::int64_t toUnixMs(TimePoint time)
{
    return time.time_since_epoch().count();
}
[[nodiscard]] inline TimePoint fromUnixMs(std::int64_t ms)
{
    return TimePoint(Millis(ms));
}

} // namespace unmta
