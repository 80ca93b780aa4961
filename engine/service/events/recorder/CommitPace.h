// How far apart commits begin under load. Each costs as much processor time as recording some dozens of events, however
// few it brings: while there is time to spare, whoever waits for one shall not wait long; when there is none, few
// commits are the way to serve everybody. Internal to EventRecorder.
#pragma once

#include <chrono>

namespace unmta {

class CommitPace
{
public:
    using Instant = std::chrono::steady_clock::time_point;
    using Span = std::chrono::steady_clock::duration;

    // `processors`: that this process may use.
    CommitPace(Span usual, Span busy, unsigned processors, Instant now, Span used);

    // `used`: processor time of the whole process since its start.
    void look(Instant now, Span used);
    [[nodiscard]] bool isDue(Instant now) const { return now >= m_lookedAt + window; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] Span pause() const { return m_isBusy ? m_busy : m_usual; }

    static constexpr std::chrono::milliseconds window{20};
    // What is above this share of the processors is busy, until it falls below the second: being busy saves a part of
    // what is used, and is not to end by that.
    static constexpr double busyShare = 0.65;
    static constexpr double easedShare = 0.5;

private:
    Span m_usual;
    Span m_busy;
    double m_processors;
    Instant m_lookedAt;
    Span m_used;
    bool m_isBusy = false;
};

} // namespace unmta
