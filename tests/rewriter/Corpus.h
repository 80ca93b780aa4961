// Messages that never end: well-formed, odd and malformed ones, the same ones for the same seed.
#pragma once

#include <QByteArray>

#include <cstdint>

namespace unmta::test {

class Corpus
{
public:
    explicit Corpus(std::uint64_t seed)
        : m_state(seed)
    {}

    // A message with HTML somewhere in it, any structure and encoding.
    [[nodiscard]] QByteArray message();
    [[nodiscard]] QByteArray html();
    // The same bytes with a few of them changed, removed, doubled or moved.
    [[nodiscard]] QByteArray mutated(QByteArray bytes);
    // Without links that say "+notrack", which lose that word when rewritten.
    void avoidNoTrack() { m_noTrack = false; }
    [[nodiscard]] std::uint32_t below(std::uint32_t bound);

private:
    [[nodiscard]] QByteArray part(int depth);
    [[nodiscard]] QByteArray leaf(const QByteArray &type, QByteArray content);
    [[nodiscard]] QByteArray url();
    [[nodiscard]] QByteArray attribute(const QByteArray &value);

    std::uint64_t m_state;
    int m_boundary = 0;
    bool m_noTrack = true;
};

[[nodiscard]] QByteArray quotedPrintable(const QByteArray &text);
[[nodiscard]] QByteArray base64Lines(const QByteArray &text);

} // namespace unmta::test
