// The charset of a part: whether its markup can be read as ASCII, and the text behind a URL's bytes.
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

    // UTF-16, UTF-7, ISO-2022, HZ, EBCDIC and everything unknown are not: such parts are left alone.
    [[nodiscard]] bool isAsciiCompatible() const { return m_kind != Kind::Foreign; }
    // URLs in UTF-8 documents have UTF-8 queries; in others the query is in the document's charset (WHATWG URL).
    [[nodiscard]] bool isUtf8() const { return m_kind == Kind::Utf8; }

    // None when the bytes are no text in this charset, or its tables are not at hand.
    [[nodiscard]] std::optional<std::string> toUtf8(std::string_view bytes) const;
    [[nodiscard]] std::optional<std::string> fromUtf8(std::string_view utf8) const;

private:
    enum class Kind : std::uint8_t
    {
        Utf8,        // also US-ASCII and undeclared
        Windows1252, // also ISO-8859-1, as browsers do
        OtherAscii,
        Foreign,
    };
    Kind m_kind;
    std::string m_name;
};

[[nodiscard]] bool isAscii(std::string_view text);
[[nodiscard]] bool isValidUtf8(std::string_view text);
[[nodiscard]] char32_t windows1252(unsigned char byte);

} // namespace unmta::rewriter
