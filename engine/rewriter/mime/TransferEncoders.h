// The two transfer encodings (RFC 2045 section 6) as they are written; PartContent reads them. Private to the folder.
#pragma once

#include <string>
#include <string_view>

namespace unmta::rewriter {

inline constexpr std::size_t maxQuotedLine = 76; // characters, without the line end
inline constexpr std::string_view base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Appends base64 in lines of so many characters; without a line end behind the last one.
void appendBase64(std::string &out, std::string_view bytes, std::size_t lineCharacters, std::string_view newline);

// Goes on behind what stands in `out`. No line of it is longer than 76 characters, a "=" at its end included, and none
// begins with a dot, which relays drop or double.
class QuotedPrintableWriter
{
public:
    QuotedPrintableWriter(std::string &out, std::string_view newline);

    void write(std::string_view text);
    // Text of which a part consists: its line ends stay line ends.
    void writeText(std::string_view text);
    // Makes room for the rest of a source line, which the caller copies; returns how much of it is written already.
    [[nodiscard]] std::size_t makeRoomFor(std::string_view rest);

private:
    void writeUnit(char c, std::size_t limit);
    void writeEncoded(char c, std::size_t limit);
    void append(std::string_view unit);
    void softBreak();

    std::string &m_out;
    std::string_view m_newline;
    std::size_t m_column;
};

} // namespace unmta::rewriter
