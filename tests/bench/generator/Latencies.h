// How long answers took, in microseconds.
#pragma once

#include "generator/Connection.h"

#include <algorithm>
#include <vector>

namespace unmta::generator {

class Latencies
{
public:
    void add(Clock::duration took)
    {
        const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
        ++m_counts[static_cast<std::size_t>(std::clamp<long>(us, 0, largest))];
        ++m_total;
    }
    void clear()
    {
        std::fill(m_counts.begin(), m_counts.end(), 0);
        m_total = 0;
    }
    [[nodiscard]] std::size_t total() const { return m_total; }
    // The time within which that share was answered; a second stands for all that is longer.
    [[nodiscard]] long within(double share) const
    {
        const auto wanted = static_cast<std::size_t>(share * static_cast<double>(m_total));
        std::size_t seen = 0;
        for (std::size_t us = 0; us < m_counts.size(); ++us) {
            seen += m_counts[us];
            if (seen > wanted || (seen == m_total && seen > 0))
                return static_cast<long>(us);
        }
        return 0;
    }

private:
    static constexpr long largest = 1'000'000;
    std::vector<unsigned> m_counts = std::vector<unsigned>(largest + 1);
    std::size_t m_total = 0;
};

} // namespace unmta::generator
