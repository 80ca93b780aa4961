#include "assembly/LoadMeter.h"

#include <algorithm>
#include <numeric>

namespace unmta {

namespace {

using edge::LatencyHistogram;

std::optional<std::chrono::microseconds> percentile(const LatencyHistogram::Reading &latency, std::uint64_t percent)
{
    const std::uint64_t all = std::accumulate(latency.counts.begin(), latency.counts.end(), std::uint64_t{0});
    if (all == 0)
        return std::nullopt;
    const std::uint64_t wanted = (all * percent + 99) / 100;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < LatencyHistogram::bounds.size(); ++i) {
        seen += latency.counts[i];
        if (seen >= wanted)
            return LatencyHistogram::bounds[i];
    }
    return LatencyHistogram::bounds.back();
}

} // namespace

void LoadMeter::note(Instant at, const Reading &reading)
{
    m_notes.push_back({at, reading});
    while (at - m_notes.front().at > span)
        m_notes.pop_front();
}

LoadMeter::Recent LoadMeter::recent(Instant now, const Reading &present) const
{
    const auto first =
        std::find_if(m_notes.begin(), m_notes.end(), [now](const Note &note) { return now - note.at <= span + step; });
    if (first == m_notes.end())
        return {};
    Recent recent;
    recent.requests = present.requests - first->reading.requests;
    recent.over = std::chrono::duration_cast<std::chrono::seconds>(now - first->at);
    LatencyHistogram::Reading latency = present.latency;
    for (std::size_t i = 0; i < latency.counts.size(); ++i)
        latency.counts[i] -= first->reading.latency.counts[i];
    recent.median = percentile(latency, 50);
    recent.p99 = percentile(latency, 99);
    return recent;
}

} // namespace unmta
