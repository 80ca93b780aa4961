// Randomness is injected, so that a test can say which nonce comes next.
#pragma once

#include <QByteArray>

#include <cstdint>

namespace unmta {

// Any thread may ask.
class Random
{
public:
    virtual ~Random() = default;
    // Bytes that nobody can predict, fit for keys.
    [[nodiscard]] virtual QByteArray bytes(qsizetype count) = 0;

    // Uniform in [0, bound), without modulo bias; bound > 0.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound);
    // Lower-case hex of `byteCount` random bytes.
    [[nodiscard]] QString hex(qsizetype byteCount);
};

// The operating system's generator.
class SystemRandom final : public Random
{
public:
    [[nodiscard]] QByteArray bytes(qsizetype count) override;
};

} // namespace unmta
