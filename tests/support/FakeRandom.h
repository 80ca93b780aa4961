// Repeatable bytes: a 64-bit mix of a counter. Never for keys outside tests.
#pragma once

#include "base/Random.h"

namespace unmta::test {

class FakeRandom final : public Random
{
public:
    explicit FakeRandom(quint64 seed = 1)
        : m_state(seed)
    {}
    [[nodiscard]] QByteArray bytes(qsizetype count) override
    {
        QByteArray result;
        result.reserve(count);
        while (result.size() < count) {
            // splitmix64 (public domain constants by Sebastiano Vigna).
            m_state += 0x9e3779b97f4a7c15ULL;
            quint64 z = m_state;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
            z ^= z >> 31;
            for (int i = 0; i < 8 && result.size() < count; ++i)
                result.append(static_cast<char>((z >> (8 * i)) & 0xff));
        }
        return result;
    }

private:
    quint64 m_state;
};

} // namespace unmta::test
