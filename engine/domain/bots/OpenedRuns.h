// Which messages were opened by whom, for as many as there are, in 16 MiB. Now and then it says so of one that was not:
// then nothing speaks against the person who clicks.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace unmta {

class OpenedRuns
{
public:
    OpenedRuns()
        : m_bits(bits / 64)
    {}

    // By runHash(); any number that is well mixed.
    void add(std::uint64_t run)
    {
        for (const std::uint64_t at : placesOf(run))
            m_bits[at / 64] |= std::uint64_t{1} << (at % 64);
    }
    [[nodiscard]] bool mayContain(std::uint64_t run) const
    {
        for (const std::uint64_t at : placesOf(run)) {
            if ((m_bits[at / 64] >> (at % 64) & 1) == 0)
                return false;
        }
        return true;
    }

private:
    // With ten million messages one of fifty is taken for opened.
    static constexpr std::uint64_t bits = std::uint64_t{1} << 27;

    static std::array<std::uint64_t, 2> placesOf(std::uint64_t run) { return {run % bits, (run >> 32) * 31 % bits}; }

    std::vector<std::uint64_t> m_bits;
};

} // namespace unmta
