// Which of many ranges of addresses one lies in: made once, asked by two short binary searches.
#pragma once

#include "base/IpAddress.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace unmta {

class AddressIndex
{
public:
    static constexpr std::uint16_t none = 0xffff;

    // Ranges may lie in each other. Those of IPv6 have no more than 64 bits.
    explicit AddressIndex(const std::vector<std::pair<IpRange, std::uint16_t>> &ranges);

    // The least value of the ranges that contain it, or `none`. Any thread.
    [[nodiscard]] std::uint16_t leastAt(const IpAddress &address) const;

private:
    // From `start` on, up to the next piece.
    struct Piece
    {
        std::uint64_t start;
        std::uint16_t value;
    };

    [[nodiscard]] static std::vector<Piece> piecesOf(const std::vector<std::pair<IpRange, std::uint16_t>> &ranges,
                                                     bool v4);

    std::vector<Piece> m_v4; // by the address
    std::vector<Piece> m_v6; // by its first half
};

} // namespace unmta
