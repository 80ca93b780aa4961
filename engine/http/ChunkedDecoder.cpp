#include "http/ChunkedDecoder.h"

#include <algorithm>

namespace unmta::http {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t') || byte == 0x7f;
}

} // namespace

std::size_t ChunkedDecoder::feed(std::string_view bytes, QByteArray &out, qint64 limit)
{
    std::size_t used = 0;
    while (used < bytes.size() && m_state == State::More) {
        if (m_step == Step::Data) {
            const auto take = std::min<qint64>(m_size, static_cast<qint64>(bytes.size() - used));
            out.append(bytes.data() + used, take);
            used += static_cast<std::size_t>(take);
            m_size -= take;
            if (m_size == 0)
                m_step = Step::DataCr;
            continue;
        }
        step(bytes[used++]);
        if (++m_overhead > overheadLimit)
            m_state = State::Malformed;
        // Decided on the announced size, before a byte of the chunk is kept.
        if (m_step == Step::Data && m_size > limit - out.size())
            m_state = State::TooLarge;
    }
    return used;
}

void ChunkedDecoder::step(char c)
{
    const auto expect = [this, c](char wanted, Step next) {
        if (c == wanted)
            m_step = next;
        else
            m_state = State::Malformed;
    };
    switch (m_step) {
    case Step::Size:
        if (const int digit = hexValue(c); digit >= 0 && m_digits < 8) {
            m_size = m_size * 16 + digit;
            ++m_digits;
        } else if (m_digits > 0 && (c == ';' || c == '\r')) {
            m_step = c == ';' ? Step::Extension : Step::SizeLf;
        } else {
            m_state = State::Malformed;
        }
        break;
    case Step::Extension:
        if (c == '\r')
            m_step = Step::SizeLf;
        else if (isControl(c))
            m_state = State::Malformed;
        break;
    case Step::SizeLf:
        expect('\n', m_size > 0 ? Step::Data : Step::TrailerStart);
        break;
    case Step::Data:
        break;
    case Step::DataCr:
        expect('\r', Step::DataLf);
        break;
    case Step::DataLf:
        m_digits = 0;
        expect('\n', Step::Size);
        break;
    case Step::TrailerStart:
    case Step::Trailer:
        if (c == '\r')
            m_step = m_step == Step::TrailerStart ? Step::EndLf : Step::TrailerLf;
        else if (isControl(c))
            m_state = State::Malformed;
        else
            m_step = Step::Trailer;
        break;
    case Step::TrailerLf:
        expect('\n', Step::TrailerStart);
        break;
    case Step::EndLf:
        if (c == '\n')
            m_state = State::Done;
        else
            m_state = State::Malformed;
        break;
    }
}

} // namespace unmta::http
