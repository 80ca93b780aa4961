#include "base/Random.h"

#include "base/system/Entropy.h"
#include "base/system/PlatformPerThread.h"

#include <QRandomGenerator>
#include <QString>

#include <array>
#include <cstring>

namespace unmta {

namespace {

using Block = std::array<quint32, 64>;

// The operating system's cryptographic source, which may be asked by several threads at once. Qt would ask the
// processor, where that can make random numbers: some of them take longer for an event's id than all the rest of it.
void fill(Block &block)
{
    if (fillWithEntropy(block.data(), sizeof block))
        return;
    QRandomGenerator::system()->fillRange(block.data(), static_cast<qsizetype>(block.size()));
}

// What a thread has asked the system for and not given out yet: one call costs as much for a few bytes as for hundreds.
class Reserve
{
public:
    // At most sizeof(Block).
    void take(char *to, std::size_t count)
    {
        if (count > m_left) {
            fill(m_block);
            m_left = sizeof m_block;
        }
        m_left -= count;
        char *const from = reinterpret_cast<char *>(m_block.data()) + m_left;
        std::memcpy(to, from, count);
        std::memset(from, 0, count); // nobody else gets it, and nobody finds it
    }

private:
    Block m_block{};
    std::size_t m_left = 0;
};

} // namespace

std::uint32_t Random::below(std::uint32_t bound)
{
    Q_ASSERT(bound > 0);
    // Values at or above the largest multiple of `bound` would favour small results.
    const std::uint32_t limit = UINT32_MAX - (UINT32_MAX % bound + 1) % bound;
    for (;;) {
        std::uint32_t value = 0;
        const QByteArray raw = bytes(sizeof value);
        std::memcpy(&value, raw.constData(), sizeof value);
        if (value <= limit)
            return value % bound;
    }
}

QString Random::hex(qsizetype byteCount)
{
    return QString::fromLatin1(bytes(byteCount).toHex());
}

QByteArray SystemRandom::bytes(qsizetype count)
{
    Reserve &reserve = perThread<Reserve>();
    QByteArray result(count, Qt::Uninitialized);
    for (qsizetype done = 0; done < count;) {
        const qsizetype step = std::min<qsizetype>(sizeof(Block), count - done);
        reserve.take(result.data() + done, static_cast<std::size_t>(step));
        done += step;
    }
    return result;
}

} // namespace unmta
