// A clock that stands still until told otherwise.
#pragma once

#include "base/Clock.h"

namespace unmta::test {

class FakeClock final : public Clock
{
public:
    explicit FakeClock(TimePoint start = fromUnixMs(1'790'000'000'000))
        : m_now(start)
    {}
    [[nodiscard]] TimePoint now() const override { return m_now; }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override
    {
        return std::chrono::steady_clock::time_point(m_steady);
    }
    // Time passes: both clocks move.
    void advance(Millis by)
    {
        m_now += by;
        m_steady += by;
    }
    // Somebody sets the wall clock; the steady one does not notice.
    void jumpWall(Millis by) { m_now += by; }

private:
    TimePoint m_now;
    Millis m_steady{1'000'000};
};

} // namespace unmta::test
