// What is waited for is asked again after pauses that double, until a time is over.
#pragma once

#include "base/Clock.h"
#include "ctl/Session.h"

#include <algorithm>
#include <chrono>

namespace unmta::ctl {

class GrowingPause
{
public:
    // The time begins now.
    GrowingPause(Millis all, Millis first, Millis longest)
        : m_end(Steady::now() + all)
        , m_first(first)
        , m_longest(longest)
        , m_next(first)
    {}

    // False, and at once: the time is over.
    [[nodiscard]] bool pause(Session &session)
    {
        const auto left = std::chrono::duration_cast<Millis>(m_end - Steady::now());
        if (left.count() <= 0)
            return false;
        session.pause(static_cast<int>(std::min(m_next, left).count()));
        m_next = std::min(m_next * 2, m_longest);
        return true;
    }
    // Something went on, so the next pause is a short one; the time is the same.
    void shorten() { m_next = m_first; }

private:
    using Steady = std::chrono::steady_clock;

    Steady::time_point m_end;
    Millis m_first;
    Millis m_longest;
    Millis m_next;
};

} // namespace unmta::ctl
