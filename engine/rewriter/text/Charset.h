// The charset of a part: whether its markup can be read as ASCII, and the text behind a URL's bytes.
//
// Mail carries labels that stand in no list. Only those are refused whose text is known not to be readable as ASCII;
// with any other label markup is ASCII, and what has other bytes in it is left alone unless the tables are at hand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace unmta::rewriter {

class Charset
{
public:
    // `name` in lower case, empty when nothing was declared.
    explicit Charset(std::string_view name);

    // UTF-16, UTF-32, UTF-7, HZ, EBCDIC and their like are not: such parts are left alone. In all others the bytes
    // below 0x40 mean ASCII wherever they stand, in stateful ones outside of their shifted stretches.
    [[nodiscard]] bool isAsciiCompatible() const { return m_kind != Kind::Foreign; }
    // ISO-2022-JP and -KR: see maskShifted() in Iso2022.h.
    [[nodiscard]] bool isStateful() const { return m_kind == Kind::Stateful; }
    // URLs in UTF-8 documents have UTF-8 queries; in others the query is in the document's charset (WHATWG URL).
    [[nodiscard]] bool isUtf8() const { return m_kind == Kind::Utf8; }

    // Whether the tables are at hand; without them only ASCII can be converted.
    [[nodiscard]] bool isKnown() const;
    // None when the bytes are no text in this charset, or its tables are not at hand.
    [[nodiscard]] std::optional<std::string> toUtf8(std::string_view bytes) const;
    [[nodiscard]] std::optional<std::string> fromUtf8(std::string_view utf8) const;

private:
    enum class Kind : std::uint8_t
    {
        Utf8,        // also US-ASCII and undeclared
        Windows1252, // also ISO-8859-1, as browsers do
        OtherAscii,
        Stateful,
        Foreign,
    };
    Kind m_kind;
    std::string m_name;
};

[[nodiscard]] bool isAscii(std::string_view text);
[[nodiscard]] bool isValidUtf8(std::string_view text);
[[nodiscard]] char32_t windows1252(unsigned char byte);

} // namespace unmta::rewriter
