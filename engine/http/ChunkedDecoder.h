// The chunked transfer coding (RFC 9112 section 7.1), read strictly: lines end in CRLF, sizes are 1 to 8 hex digits,
// extensions and trailers are skipped and may not exceed `overheadLimit` bytes together.
#pragma once

#include "base/Bytes.h"

#include <QByteArray>

#include <string_view>

namespace unmta::http {

class ChunkedDecoder
{
public:
    enum class State
    {
        More,
        Done,
        Malformed,
        TooLarge
    };

    // Appends decoded bytes to `out`, at most `limit` altogether, and says how many input bytes were taken.
    std::size_t feed(std::string_view bytes, QByteArray &out, qint64 limit);
    [[nodiscard]] State state() const { return m_state; }

    static constexpr qint64 overheadLimit = 64 * KiB;

private:
    enum class Step
    {
        Size,
        Extension,
        SizeLf,
        Data,
        DataCr,
        DataLf,
        TrailerStart,
        Trailer,
        TrailerLf,
        EndLf
    };

    void step(char c);

    State m_state = State::More;
    Step m_step = Step::Size;
    int m_digits = 0;
    qint64 m_size = 0;     // of the current chunk, what is left of it
    qint64 m_overhead = 0; // bytes that were not data
};

} // namespace unmta::http
