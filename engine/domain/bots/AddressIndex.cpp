#include "domain/bots/AddressIndex.h"

#include <QtEndian>

#include <algorithm>

namespace unmta {

namespace {

// An IPv4 address, or the first half of one of IPv6.
std::uint64_t numberOf(const IpAddress &address, bool v4)
{
    const std::uint64_t half = qFromBigEndian<quint64>(address.bytes().data() + (v4 ? 8 : 0));
    return v4 ? half & 0xffffffff : half;
}

// The last number of the range.
std::uint64_t lastOf(const IpRange &range)
{
    const int free = range.isV4() ? 128 - range.prefixBits() : 64 - range.prefixBits();
    return numberOf(range.network(), range.isV4()) | (free >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << free) - 1);
}

} // namespace

AddressIndex::AddressIndex(const std::vector<std::pair<IpRange, std::uint16_t>> &ranges)
    : m_v4(piecesOf(ranges, true))
    , m_v6(piecesOf(ranges, false))
{}

std::vector<AddressIndex::Piece> AddressIndex::piecesOf(const std::vector<std::pair<IpRange, std::uint16_t>> &ranges,
                                                        bool v4)
{
    std::vector<std::uint64_t> starts{0};
    for (const auto &[range, value] : ranges) {
        if (range.isV4() != v4)
            continue;
        starts.push_back(numberOf(range.network(), range.isV4()));
        if (const std::uint64_t last = lastOf(range); last != ~std::uint64_t{0})
            starts.push_back(last + 1);
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    std::vector<Piece> pieces;
    for (const std::uint64_t start : starts) {
        std::uint16_t least = none;
        for (const auto &[range, value] : ranges) {
            if (range.isV4() == v4 && numberOf(range.network(), range.isV4()) <= start && start <= lastOf(range))
                least = std::min(least, value);
        }
        if (pieces.empty() || pieces.back().value != least)
            pieces.push_back({start, least});
    }
    return pieces;
}

std::uint16_t AddressIndex::leastAt(const IpAddress &address) const
{
    const bool v4 = address.isV4();
    const auto &pieces = v4 ? m_v4 : m_v6;
    const auto behind = std::upper_bound(pieces.begin(), pieces.end(), numberOf(address, v4),
                                         [](std::uint64_t number, const Piece &piece) { return number < piece.start; });
    return std::prev(behind)->value; // the first piece begins at 0
}

} // namespace unmta
