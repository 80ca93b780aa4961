// How busy the edge was of late, from counters that only grow: readings are noted now and then, and the present one is
// compared with the oldest of the last minute. One thread.
#pragma once

#include "edge/LatencyHistogram.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace unmta {

class LoadMeter
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    static constexpr std::chrono::seconds span{60};
    static constexpr std::chrono::seconds step{10}; // between two notes

    struct Reading
    {
        std::uint64_t requests = 0;
        edge::LatencyHistogram::Reading latency;
    };

    struct Recent
    {
        std::uint64_t requests = 0;
        std::chrono::seconds over{0};
        // So long at most took half of them, and 99 of 100; as exactly as the classes are. None: there was none. What
        // took longer than the last bound is told as that bound.
        std::optional<std::chrono::microseconds> median = {};
        std::optional<std::chrono::microseconds> p99 = {};
    };

    void note(Instant at, const Reading &reading);
    [[nodiscard]] Recent recent(Instant now, const Reading &present) const;

private:
    struct Note
    {
        Instant at;
        Reading reading;
    };

    std::deque<Note> m_notes;
};

} // namespace unmta
