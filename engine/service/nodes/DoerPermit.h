// Whether this node may act where only one may: until when its lease holds at least, by a clock that nobody can set.
// What cannot be made to depend on a token (a mail, an order) asks here right before it leaves. Any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace unmta {

class DoerPermit
{
public:
    using Clock = std::chrono::steady_clock; // goes on while a process is stopped

    [[nodiscard]] bool holds() const
    {
        const std::int64_t until = m_until;
        return until == forEver || Clock::now().time_since_epoch().count() < until;
    }
    // There is only one node.
    void grantForEver() { m_until = forEver; }
    void grantUntil(Clock::time_point until) { m_until = until.time_since_epoch().count(); }
    void withdraw() { m_until = 0; }

private:
    static constexpr std::int64_t forEver = -1;
    std::atomic<std::int64_t> m_until = 0;
};

} // namespace unmta
