#include "base/Random.h"

#include <QRandomGenerator>
#include <QString>

#include <cstring>

namespace unmta {

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
    QByteArray result(count, Qt::Uninitialized);
    // QRandomGenerator::system() reads the operating system's cryptographic source and may be shared by threads.
    auto *generator = QRandomGenerator::system();
    for (qsizetype done = 0; done < count;) {
        const quint64 word = generator->generate64();
        const qsizetype step = std::min<qsizetype>(sizeof word, count - done);
        std::memcpy(result.data() + done, &word, static_cast<std::size_t>(step));
        done += step;
    }
    return result;
}

} // namespace unmta
