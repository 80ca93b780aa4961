// A leaf's content behind its transfer encoding, and the way back: edits of the decoded text become edits of the
// encoded bytes, and encoded lines without an edit stay as they are.
#pragma once

#include "rewriter/mime/MimeScanner.h"
#include "rewriter/text/ByteRange.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unmta::rewriter {

// Where a line end may be added when a line would grow beyond 998 bytes (RFC 5322 section 2.1.1). Never inside of a
// value: some readers keep what stands there and open another address.
enum class LineBreak : std::uint8_t
{
    Never,
    AroundAttribute, // before the attribute that the edit changes, and behind it
    InOwnTag,        // the text is a tag of ours: behind its name, and before its '>'
};

struct Edit
{
    ByteRange range; // in the decoded text; empty: an insertion
    std::string text;
    LineBreak lineBreak = LineBreak::Never;
    ByteRange attribute = {}; // AroundAttribute: from a blank before its name to behind its closing quote
    bool dropped = false;     // no place within the line length: not made
    bool breakBefore = false; // the attribute
    bool breakAfter = false;
};

class PartContent
{
public:
    // None when the encoding is unknown or base64 is damaged. `source` must outlive the object; `newline` is the
    // message's line end.
    [[nodiscard]] static std::optional<PartContent> decode(std::string_view source, TransferEncoding encoding,
                                                           std::string_view newline);

    [[nodiscard]] std::string_view text() const
    {
        return m_encoding == TransferEncoding::Identity ? m_source : std::string_view(m_decoded);
    }

    // Drops or breaks what does not fit into lines. `edits` are in order and do not overlap.
    void fitLines(std::vector<Edit> &edits) const;
    // Appends the encoded part with the edits made.
    void splice(const std::vector<Edit> &edits, std::string &out) const;
    // The same for a part that had no encoding and gets quoted-printable, where a line has any length: all edits are
    // made and none is broken, and the text between them stays byte by byte behind the new encoding.
    void spliceAsQuotedPrintable(const std::vector<Edit> &edits, std::string &out) const;

private:
    struct Anchor // a place where encoded and decoded text are in step
    {
        std::size_t source;
        std::size_t decoded;
    };

    PartContent(std::string_view source, TransferEncoding encoding, std::string_view newline)
        : m_source(source)
        , m_encoding(encoding)
        , m_newline(newline)
    {}
    void decodeQuotedPrintable();
    void decodeQuotedPrintableLine(std::size_t begin, std::size_t end);
    [[nodiscard]] bool decodeBase64();
    [[nodiscard]] Anchor anchorBefore(std::size_t decoded) const;
    [[nodiscard]] std::size_t sourceOf(std::size_t decoded, std::size_t &anchor) const;
    [[nodiscard]] std::size_t unitAt(std::size_t source) const;
    [[nodiscard]] std::size_t roomBehind(const std::vector<Edit> &edits, std::size_t index) const;
    [[nodiscard]] std::size_t fitAttribute(Edit &edit, std::size_t from, std::size_t column, std::size_t tail) const;
    void spliceIdentity(const std::vector<Edit> &edits, std::string &out) const;
    void spliceQuotedPrintable(const std::vector<Edit> &edits, std::string &out) const;
    void spliceBase64(const std::vector<Edit> &edits, std::string &out) const;

    std::string_view m_source;
    TransferEncoding m_encoding;
    std::string_view m_newline;
    std::string m_decoded;
    std::vector<Anchor> m_anchors;
    std::size_t m_base64End = 0; // behind the last character or padding
};

} // namespace unmta::rewriter
