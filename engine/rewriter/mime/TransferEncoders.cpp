#include "rewriter/mime/TransferEncoders.h"

#include "rewriter/text/AsciiText.h"
#include "rewriter/text/ByteRange.h"

#include <algorithm>
#include <array>

namespace unmta::rewriter {

namespace {

// Bytes since the last line end of `out`, looking back no further than `bound`.
std::size_t columnOf(std::string_view out, std::size_t bound)
{
    const std::string_view tail = out.substr(out.size() - std::min(out.size(), bound));
    const std::size_t newline = tail.rfind('\n');
    return newline == npos ? tail.size() : tail.size() - newline - 1;
}

} // namespace

QuotedPrintableWriter::QuotedPrintableWriter(std::string &out, std::string_view newline)
    : m_out(out)
    , m_newline(newline)
    , m_column(columnOf(out, maxQuotedLine + 4))
{}

void QuotedPrintableWriter::write(std::string_view text)
{
    for (const char c : text)
        writeUnit(c, maxQuotedLine - 1);
}

void QuotedPrintableWriter::writeText(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t newline = text.find('\n', at);
        const std::size_t next = newline == npos ? text.size() : newline + 1;
        const std::size_t end = newline == npos                             ? next
                                : newline > at && text[newline - 1] == '\r' ? newline - 1
                                                                            : newline;
        // A blank at the end of a line may get lost on the way.
        const bool blankEnd = end > at && isBlank(text[end - 1]);
        write(text.substr(at, end - at - (blankEnd ? 1 : 0)));
        if (blankEnd)
            writeEncoded(text[end - 1], maxQuotedLine - 1);
        m_out += text.substr(end, next - end);
        if (end < next)
            m_column = 0;
        at = next;
    }
}

std::size_t QuotedPrintableWriter::makeRoomFor(std::string_view rest)
{
    std::size_t written = 0;
    if (m_column > 0 && m_column + rest.size() > maxQuotedLine)
        softBreak();
    while (m_column == 0 && written < rest.size() && rest[written] == '.') {
        ++written;
        append("=2E");
        if (m_column + rest.size() - written > maxQuotedLine)
            softBreak();
    }
    return written;
}

void QuotedPrintableWriter::writeUnit(char c, std::size_t limit)
{
    const bool literal = c >= ' ' && c <= '~' && c != '=';
    if (!literal)
        return writeEncoded(c, limit);
    if (m_column > 0 && m_column + 1 > limit)
        softBreak();
    if (c == '.' && m_column == 0)
        return writeEncoded(c, limit);
    append({&c, 1});
}

void QuotedPrintableWriter::writeEncoded(char c, std::size_t limit)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (m_column > 0 && m_column + 3 > limit)
        softBreak();
    const auto byte = static_cast<unsigned char>(c);
    const std::array<char, 3> encoded = {'=', digits[byte >> 4], digits[byte & 15]};
    append({encoded.data(), encoded.size()});
}

void QuotedPrintableWriter::append(std::string_view unit)
{
    m_out += unit;
    m_column += unit.size();
}

void QuotedPrintableWriter::softBreak()
{
    // A full line of the source has no place for the "=": its last character goes to the next line.
    std::string moved;
    if (m_column == maxQuotedLine) {
        const std::string_view last = std::string_view(m_out).substr(m_out.size() - 3);
        const bool encoded = last[0] == '=' && hexValue(last[1]) >= 0 && hexValue(last[2]) >= 0;
        moved = last.substr(encoded ? 0 : 2);
        m_out.resize(m_out.size() - moved.size());
    }
    m_out += '=';
    m_out += m_newline;
    m_column = 0;
    append(moved == "." ? "=2E" : moved);
}

void appendBase64(std::string &out, std::string_view bytes, std::size_t lineCharacters, std::string_view newline)
{
    const std::size_t lineBytes = lineCharacters / 4 * 3;
    out.reserve(out.size() + bytes.size() / 3 * 4 + bytes.size() / lineBytes * newline.size() + 8);
    for (std::size_t line = 0; line < bytes.size(); line += lineBytes) {
        const std::string_view chunk = bytes.substr(line, lineBytes);
        for (std::size_t i = 0; i < chunk.size(); i += 3) {
            const std::size_t left = std::min<std::size_t>(3, chunk.size() - i);
            std::uint32_t group = static_cast<std::uint32_t>(static_cast<unsigned char>(chunk[i])) << 16;
            if (left > 1)
                group |= static_cast<std::uint32_t>(static_cast<unsigned char>(chunk[i + 1])) << 8;
            if (left > 2)
                group |= static_cast<unsigned char>(chunk[i + 2]);
            const std::array<char, 4> encoded = {base64Alphabet[group >> 18], base64Alphabet[(group >> 12) & 63],
                                                 left > 1 ? base64Alphabet[(group >> 6) & 63] : '=',
                                                 left > 2 ? base64Alphabet[group & 63] : '='};
            out.append(encoded.data(), encoded.size());
        }
        if (line + lineBytes < bytes.size())
            out += newline;
    }
}

} // namespace unmta::rewriter
