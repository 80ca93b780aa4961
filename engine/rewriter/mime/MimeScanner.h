// Finds the leaves of a message as byte ranges (RFC 5322, RFC 2045, RFC 2046). Lines end with CRLF or LF. Linear: every
// line is looked at once, however deep multiparts nest.
//
// Where two readers of mail could see two different messages (a header field twice, a boundary that is another one's
// prefix, an encoded multipart), the part is marked ambiguous and nobody touches it.
#pragma once

#include "rewriter/RewriteRules.h"
#include "rewriter/text/ByteRange.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unmta::rewriter {

struct HeaderField
{
    ByteRange whole; // folded lines and the line end included
    ByteRange name;
    ByteRange value; // after the colon, without the last line end; still folded
};

enum class TransferEncoding : std::uint8_t
{
    Identity, // 7bit, 8bit, binary
    QuotedPrintable,
    Base64,
    Unknown,
};

// Why a leaf is nobody's business, or Open.
enum class PartAccess : std::uint8_t
{
    Open,
    Attachment,      // Content-Disposition: attachment; or a file name, where a name does not stand for a body
    AttachedMessage, // message/*, or inside multipart/digest
    Signed,          // below multipart/signed
    Encrypted,       // below multipart/encrypted, or S/MIME
    Report,          // below multipart/report
    Ambiguous,
};

struct MimePart
{
    std::string path;                // "1.2" (RFC 3501 section 6.4.5)
    ByteRange body;                  // without the line end that belongs to the delimiter
    ByteRange encodingField;         // Content-Transfer-Encoding; empty: where that field could be put
    bool mayReencode = false;        // its header is part of the message
    std::string type = "text/plain"; // lower case
    std::string charset;             // lower case; empty when not declared
    TransferEncoding encoding = TransferEncoding::Identity;
    PartAccess access = PartAccess::Open;
};

enum class ScanLimit : std::uint8_t
{
    None,
    Size,
    Depth,
    Parts,
};

struct MimeMessage
{
    std::vector<HeaderField> header; // of the message itself
    std::size_t bodyBegin = 0;
    std::vector<MimePart> parts;          // leaves, in order
    ScanLimit exceeded = ScanLimit::None; // then `parts` is not complete
};

[[nodiscard]] MimeMessage scanMime(std::string_view message, const RewriteLimits &limits);

// The field's value unfolded, without comments at its ends and without surrounding blanks.
[[nodiscard]] std::string unfolded(std::string_view value);

// "text/html; charset=utf-8" taken apart (RFC 2045 section 5.1).
struct ContentType
{
    std::string type; // lower case; empty when not well formed
    std::optional<std::string> boundary;
    std::string charset;    // lower case
    bool hasName = false;   // a name or filename parameter
    bool ambiguous = false; // a parameter twice, or in the split or encoded form of RFC 2231 where it matters
};
[[nodiscard]] ContentType parseContentType(std::string_view value);

} // namespace unmta::rewriter
