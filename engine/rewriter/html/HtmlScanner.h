// Finds the tags of an HTML document as byte ranges, by the rules of the WHATWG HTML standard (section 13.2.5,
// tokenization), scripting off. Comments, declarations and the contents of raw text elements (script, style, textarea,
// title, xmp, iframe, noembed, noframes, plaintext) hold no tags. What stands in a conditional comment, which Outlook
// reads as HTML, is another scanner's work: takeConditional() says where it is.
//
// Works on bytes of any charset in which the bytes 0x00..0x3F mean ASCII wherever they stand. Linear; no allocation per
// tag once the attribute list has grown. A small model of the element stack tells SVG and MathML content, where CDATA
// sections exist and raw text does not.
#pragma once

#include "rewriter/text/ByteRange.h"

#include <string_view>
#include <utility>
#include <vector>

namespace unmta::rewriter {

struct HtmlAttribute
{
    ByteRange name;
    ByteRange value; // without quotes; empty at the end of the name when there is none
    char quote = 0;  // '"', '\'' or 0: unquoted or no value
    bool hasValue = false;
};

struct HtmlTag
{
    ByteRange range; // from '<' to after '>'
    ByteRange name;
    bool isEnd = false;
    bool selfClosing = false;
    bool foreign = false; // stands in SVG or MathML content
    std::vector<HtmlAttribute> attributes;
};

class HtmlScanner
{
public:
    // Ranges are those in `html` also when it is read from another place on.
    explicit HtmlScanner(std::string_view html, std::size_t from = 0)
        : m_html(html)
        , m_at(from)
    {}

    // The next tag, or false at the end. `tag` is overwritten; reuse it.
    [[nodiscard]] bool next(HtmlTag &tag);

    // The contents of the conditional comments passed since the last call, between "<!--[if …]>" and "<![endif]-->".
    [[nodiscard]] std::vector<ByteRange> takeConditional() { return std::exchange(m_conditional, {}); }

    // After the last tag: whether text appended to the document would be read as content, that is, whether the end does
    // not stand inside a tag, a comment, raw text, SVG or MathML.
    [[nodiscard]] bool endsInContent() const { return m_endsInContent && m_foreign.empty(); }

private:
    struct Open
    {
        std::string_view name;
        bool integration; // HTML rules hold directly inside
    };

    [[nodiscard]] bool atEnd() const { return m_at >= m_html.size(); }
    [[nodiscard]] bool stopInMarkup();
    [[nodiscard]] bool skipDeclaration();
    [[nodiscard]] bool skipComment();
    void noteConditional(const ByteRange &comment);
    [[nodiscard]] bool skipPast(char stop);
    [[nodiscard]] bool scanTag(HtmlTag &tag, bool isEnd);
    [[nodiscard]] bool scanAttribute(HtmlTag &tag);
    [[nodiscard]] bool scanAttributeValue(HtmlAttribute &attribute);
    [[nodiscard]] bool skipRawText();
    [[nodiscard]] bool skipScript();
    [[nodiscard]] bool isRawTextEnd(std::size_t lessThan) const;
    [[nodiscard]] bool inForeign() const { return !m_foreign.empty() && !m_foreign.back().integration; }
    void enterStart(HtmlTag &tag);
    void enterForeignStart(HtmlTag &tag);
    void leaveEnd(HtmlTag &tag);

    std::string_view m_html;
    std::size_t m_at;
    std::vector<ByteRange> m_conditional;
    std::string_view m_rawText; // the element whose raw text we are in
    std::vector<Open> m_foreign;
    bool m_endsInContent = true;
};

} // namespace unmta::rewriter
