// How long things took, by classes of durations; counted by any thread without waiting, read by any.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace unmta::edge {

class LatencyHistogram
{
public:
    using Duration = std::chrono::steady_clock::duration;

    // Each class holds what took at most so long, and longer than the one before; the last one is for the rest.
    static constexpr std::array<std::chrono::microseconds, 14> bounds{std::chrono::microseconds(100),
                                                                      std::chrono::microseconds(250),
                                                                      std::chrono::microseconds(500),
                                                                      std::chrono::microseconds(1'000),
                                                                      std::chrono::microseconds(2'500),
                                                                      std::chrono::microseconds(5'000),
                                                                      std::chrono::microseconds(10'000),
                                                                      std::chrono::microseconds(25'000),
                                                                      std::chrono::microseconds(50'000),
                                                                      std::chrono::microseconds(100'000),
                                                                      std::chrono::microseconds(250'000),
                                                                      std::chrono::microseconds(500'000),
                                                                      std::chrono::seconds(1),
                                                                      std::chrono::seconds(5)};

    struct Reading
    {
        std::array<std::uint64_t, bounds.size() + 1> counts{}; // of each class alone
        std::chrono::microseconds sum{0};
    };

    void add(Duration took, std::size_t times = 1)
    {
        const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took);
        std::size_t index = 0;
        while (index < bounds.size() && microseconds > bounds[index])
            ++index;
        m_counts[index].fetch_add(times, std::memory_order_relaxed);
        m_sum.fetch_add(static_cast<std::uint64_t>(microseconds.count()) * times, std::memory_order_relaxed);
    }

    [[nodiscard]] Reading read() const
    {
        Reading reading;
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            reading.counts[i] = m_counts[i].load(std::memory_order_relaxed);
        reading.sum = std::chrono::microseconds(m_sum.load(std::memory_order_relaxed));
        return reading;
    }

private:
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> m_counts{};
    std::atomic<std::uint64_t> m_sum = 0; // microseconds
};

} // namespace unmta::edge
