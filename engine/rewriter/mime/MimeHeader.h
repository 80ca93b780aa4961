// The header of a message or part: its fields, and what they say about the content.
#pragma once

#include "rewriter/mime/MimeScanner.h"

namespace unmta::rewriter {

// Consumes fields from `at` up to and including the empty line; `stopsAt(line)` may end the header early (a delimiter
// in the middle of a header). `wellFormed` becomes false on a line that is no field.
struct HeaderBlock
{
    std::vector<HeaderField> fields;
    bool wellFormed = true;
};

// The line that begins at `at`: its end without and with the line end.
struct Line
{
    std::size_t begin;
    std::size_t end;
    std::size_t next;
};
[[nodiscard]] Line lineAt(std::string_view text, std::size_t at);

// Adds one line to the block; false when the line is empty, that is, the header has ended.
[[nodiscard]] bool addHeaderLine(std::string_view text, const Line &line, HeaderBlock &block);

// What a part's header says of its content.
struct PartHeader
{
    ContentType type;
    TransferEncoding encoding = TransferEncoding::Identity;
    bool hasType = false;
    std::optional<ByteRange> encodingField;
    bool attachment = false; // says its disposition
    bool named = false;      // has a file name, in its type or its disposition
    bool ambiguous = false;
};
[[nodiscard]] PartHeader readPartHeader(std::string_view text, const HeaderBlock &block);

} // namespace unmta::rewriter
