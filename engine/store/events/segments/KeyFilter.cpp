#include "store/events/segments/KeyFilter.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstring>

namespace unmta::store {

namespace {

constexpr std::uint64_t bitsPerKey = 10;
constexpr int probes = 5;

class Probes
{
public:
    Probes(std::uint64_t hash, std::uint64_t bits)
        : m_at(static_cast<std::uint32_t>(hash))
        , m_step(static_cast<std::uint32_t>(hash >> 32) | 1)
        , m_mask(bits - 1)
    {}
    [[nodiscard]] std::uint64_t next()
    {
        const std::uint64_t bit = m_at & m_mask;
        m_at += m_step;
        return bit;
    }

private:
    std::uint64_t m_at;
    std::uint64_t m_step;
    std::uint64_t m_mask;
};

} // namespace

std::uint64_t textHash(QByteArrayView text)
{
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    auto hash = static_cast<std::uint64_t>(text.size());
    const auto mix = [&hash](std::uint64_t word) {
        hash = (hash ^ qFromLittleEndian(word)) * odd;
        hash ^= hash >> 29;
    };
    const char *at = text.data();
    qsizetype left = text.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        mix(word);
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, static_cast<std::size_t>(left));
        mix(word);
    }
    return hash;
}

std::uint64_t keyHash(FilterKey kind, std::uint64_t textHash)
{
    std::uint64_t hash = textHash ^ static_cast<std::uint8_t>(kind);
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccd;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53;
    return hash ^ (hash >> 33);
}

QByteArray makeFilter(const std::vector<std::uint64_t> &hashes)
{
    const std::uint64_t bits = std::bit_ceil(std::max<std::uint64_t>(64, hashes.size() * bitsPerKey * 3 / 4));
    QByteArray filter(1 + static_cast<qsizetype>(bits / 8), '\0');
    filter[0] = static_cast<char>(probes);
    auto *const bytes = reinterpret_cast<std::uint8_t *>(filter.data()) + 1;
    for (const std::uint64_t hash : hashes) {
        Probes at(hash, bits);
        for (int i = 0; i < probes; ++i) {
            const std::uint64_t bit = at.next();
            bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] | (1u << (bit % 8)));
        }
    }
    return filter;
}

bool mayHold(QByteArrayView filter, std::uint64_t hash)
{
    const auto bits = static_cast<std::uint64_t>(filter.size() - 1) * 8;
    if (filter.size() < 9 || !std::has_single_bit(bits))
        return true;
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(filter.data()) + 1;
    Probes at(hash, bits);
    for (int i = 0; i < filter[0]; ++i) {
        const std::uint64_t bit = at.next();
        if (!(bytes[bit / 8] & (1u << (bit % 8))))
            return false;
    }
    return true;
}

} // namespace unmta::store
