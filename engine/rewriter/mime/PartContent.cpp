#include "rewriter/mime/PartContent.h"

#include "rewriter/mime/TransferEncoders.h"
#include "rewriter/text/AsciiText.h"

#include <algorithm>
#include <array>

namespace unmta::rewriter {

namespace {

constexpr std::size_t maxLine = 998;
// What a tag of ours puts before its own line end: "<img".
constexpr std::size_t roomToBreak = 4;

constexpr std::array<std::int8_t, 256> base64Values = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < base64Alphabet.size(); ++i)
        values[static_cast<unsigned char>(base64Alphabet[i])] = static_cast<std::int8_t>(i);
    return values;
}();

// Bytes up to the line end, looking no further than `bound`.
std::size_t restOfLine(std::string_view text, std::size_t at, std::size_t bound)
{
    const std::string_view rest = text.substr(at, bound);
    std::size_t newline = rest.find('\n');
    if (newline == npos)
        return rest.size();
    if (newline > 0 && rest[newline - 1] == '\r')
        --newline;
    return newline;
}

// Puts line ends into a tag of ours; returns the column behind it.
std::size_t breakOwnTag(Edit &edit, std::string_view newline)
{
    edit.text.insert(edit.text.size() - 1, newline);
    edit.text.replace(edit.text.find(' '), 1, newline);
    return 1;
}

// The longest line that the edit needs for itself.
std::size_t leastLine(const Edit &edit)
{
    return edit.lineBreak == LineBreak::AroundAttribute ? edit.attribute.size() - edit.range.size() + edit.text.size()
                                                        : edit.text.size();
}

// The column at the end of `text`, which begins in `column`.
std::size_t columnBehind(std::string_view text, std::size_t column)
{
    const std::size_t newline = text.rfind('\n');
    return newline == npos ? column + text.size() : text.size() - newline - 1;
}

} // namespace

std::optional<PartContent> PartContent::decode(std::string_view source, TransferEncoding encoding,
                                               std::string_view newline)
{
    PartContent content(source, encoding, newline);
    switch (encoding) {
    case TransferEncoding::Identity:
        return content;
    case TransferEncoding::QuotedPrintable:
        content.decodeQuotedPrintable();
        return content;
    case TransferEncoding::Base64:
        if (content.decodeBase64())
            return content;
        break;
    case TransferEncoding::Unknown:
        break;
    }
    return std::nullopt;
}

void PartContent::decodeQuotedPrintable()
{
    m_decoded.reserve(m_source.size());
    m_anchors.reserve(m_source.size() / 64 + 1);
    std::size_t at = 0;
    while (at < m_source.size()) {
        const std::size_t newline = m_source.find('\n', at);
        const std::size_t next = newline == npos ? m_source.size() : newline + 1;
        const std::size_t end = newline == npos                                 ? next
                                : newline > at && m_source[newline - 1] == '\r' ? newline - 1
                                                                                : newline;
        m_anchors.push_back({at, m_decoded.size()});
        std::size_t last = end;
        while (last > at && isBlank(m_source[last - 1]))
            --last;
        if (last > at && m_source[last - 1] == '=') { // soft line break; blanks behind it are transport padding
            decodeQuotedPrintableLine(at, last - 1);
        } else {
            decodeQuotedPrintableLine(at, end);
            m_decoded.append(m_source.substr(end, next - end));
        }
        at = next;
    }
}

void PartContent::decodeQuotedPrintableLine(std::size_t begin, std::size_t end)
{
    // Anchors lie close together even on endless lines, so that sourceOf() walks a bounded way.
    constexpr std::size_t anchorDistance = 512;
    std::size_t sinceAnchor = begin;
    while (begin < end) {
        if (begin - sinceAnchor >= anchorDistance) {
            m_anchors.push_back({begin, m_decoded.size()});
            sinceAnchor = begin;
        }
        const std::string_view rest = m_source.substr(begin, std::min(end - begin, anchorDistance));
        const std::size_t plain = std::min(rest.find('='), rest.size());
        m_decoded.append(rest.substr(0, plain));
        begin += plain;
        if (plain == rest.size())
            continue;
        if (begin + 3 <= end && unitAt(begin) == 3) {
            m_decoded += static_cast<char>(hexValue(m_source[begin + 1]) * 16 + hexValue(m_source[begin + 2]));
            begin += 3;
        } else {
            m_decoded += '='; // damaged; most readers show it as it is
            ++begin;
        }
    }
}

// The encoded length of the byte whose encoding begins at `source`.
std::size_t PartContent::unitAt(std::size_t source) const
{
    return m_source[source] == '=' && source + 2 < m_source.size() && hexValue(m_source[source + 1]) >= 0 &&
                   hexValue(m_source[source + 2]) >= 0
               ? 3
               : 1;
}

PartContent::Anchor PartContent::anchorBefore(std::size_t decoded) const
{
    const auto after = std::upper_bound(m_anchors.begin(), m_anchors.end(), decoded,
                                        [](std::size_t value, const Anchor &anchor) { return value < anchor.decoded; });
    return after == m_anchors.begin() ? Anchor{0, 0} : *(after - 1);
}

// Where the encoding of the byte at `decoded` begins. `anchor` is the index of one at or before it and moves forward,
// so that a pass over all edits is one pass over all anchors.
std::size_t PartContent::sourceOf(std::size_t decoded, std::size_t &anchor) const
{
    if (m_anchors.empty())
        return 0;
    while (anchor + 1 < m_anchors.size() && m_anchors[anchor + 1].decoded <= decoded)
        ++anchor;
    Anchor at = m_anchors[anchor];
    for (; at.decoded < decoded; ++at.decoded)
        at.source += unitAt(at.source);
    return at.source;
}

bool PartContent::decodeBase64()
{
    m_decoded.resize(m_source.size() / 4 * 3 + 3);
    std::size_t size = 0;
    std::uint32_t group = 0;
    int count = 0;
    int padding = 0;
    bool lineStart = true;
    for (std::size_t i = 0; i < m_source.size(); ++i) {
        const char c = m_source[i];
        const std::int8_t value = base64Values[static_cast<unsigned char>(c)];
        if (value < 0) {
            if (isHtmlSpace(c)) {
                lineStart = lineStart || c == '\n';
                continue;
            }
            if (c != '=' || count + padding < 2 || ++padding + count > 4)
                return false;
            m_base64End = i + 1;
            continue;
        }
        if (padding > 0)
            return false;
        if (lineStart && count == 0)
            m_anchors.push_back({i, size});
        lineStart = false;
        group = group << 6 | static_cast<std::uint32_t>(value);
        m_base64End = i + 1;
        if (++count == 4) {
            m_decoded[size++] = static_cast<char>(group >> 16 & 0xff);
            m_decoded[size++] = static_cast<char>(group >> 8 & 0xff);
            m_decoded[size++] = static_cast<char>(group & 0xff);
            count = 0;
        }
    }
    if (count != 0 && count + padding != 4)
        return false;
    if (count >= 2)
        m_decoded[size++] = static_cast<char>(group >> (count == 3 ? 10 : 4) & 0xff);
    if (count == 3)
        m_decoded[size++] = static_cast<char>(group >> 2 & 0xff);
    m_decoded.resize(size);
    return true;
}

// How much of the line behind an edit must fit behind it: up to the line end, or to where the next edit can break.
std::size_t PartContent::roomBehind(const std::vector<Edit> &edits, std::size_t index) const
{
    const std::size_t begin = edits[index].range.end;
    const std::size_t tail = restOfLine(m_source, begin, maxLine + 1);
    if (index + 1 >= edits.size() || edits[index + 1].dropped)
        return tail;
    const Edit &next = edits[index + 1];
    if (next.lineBreak == LineBreak::AroundAttribute)
        return std::min(tail, next.attribute.begin - begin);
    if (next.lineBreak == LineBreak::InOwnTag)
        return std::min(tail, next.range.begin - begin + roomToBreak);
    return tail;
}

// Breaks the line before the attribute, and behind it when that is not enough; `column` is that of `from`. Returns the
// column behind the edit's text.
std::size_t PartContent::fitAttribute(Edit &edit, std::size_t from, std::size_t column, std::size_t tail) const
{
    const std::string_view before = m_source.substr(from, edit.attribute.begin - from);
    const std::string_view name = m_source.substr(edit.attribute.begin, edit.range.begin - edit.attribute.begin);
    column = columnBehind(before, column);
    if (column > 0 && name.find('\n') == npos) {
        edit.breakBefore = true;
        column = 0;
    }
    column = columnBehind(name, column) + edit.text.size();
    edit.breakAfter = column + tail > maxLine;
    edit.dropped = edit.breakAfter && column + edit.attribute.end - edit.range.end > maxLine;
    return column;
}

void PartContent::fitLines(std::vector<Edit> &edits) const
{
    if (m_encoding != TransferEncoding::Identity)
        return;
    for (Edit &edit : edits)
        edit.dropped = leastLine(edit) > maxLine;
    std::size_t column = 0; // of the output, at `from`
    std::size_t from = 0;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        Edit &edit = edits[i];
        if (edit.dropped)
            continue;
        const std::size_t tail = roomBehind(edits, i);
        const std::size_t begin = columnBehind(m_source.substr(from, edit.range.begin - from), column);
        std::size_t after = begin + edit.text.size();
        if (after + tail > maxLine && edit.lineBreak == LineBreak::AroundAttribute) {
            after = fitAttribute(edit, from, column, tail);
        } else if (after + tail > maxLine) {
            edit.dropped = edit.lineBreak == LineBreak::Never || begin + roomToBreak > maxLine || tail == maxLine;
            if (!edit.dropped)
                after = breakOwnTag(edit, m_newline);
        }
        if (edit.dropped)
            continue;
        column = edit.breakAfter ? 0 : after;
        from = edit.breakAfter ? edit.attribute.end : edit.range.end;
    }
}

void PartContent::splice(const std::vector<Edit> &edits, std::string &out) const
{
    if (edits.empty())
        out += m_source;
    else if (m_encoding == TransferEncoding::QuotedPrintable)
        spliceQuotedPrintable(edits, out);
    else if (m_encoding == TransferEncoding::Base64)
        spliceBase64(edits, out);
    else
        spliceIdentity(edits, out);
}

void PartContent::spliceIdentity(const std::vector<Edit> &edits, std::string &out) const
{
    std::size_t from = 0;
    for (const Edit &edit : edits) {
        if (edit.dropped)
            continue;
        if (edit.breakBefore) {
            out += m_source.substr(from, edit.attribute.begin - from);
            out += m_newline;
            from = edit.attribute.begin;
        }
        out += m_source.substr(from, edit.range.begin - from);
        out += edit.text;
        from = edit.range.end;
        if (edit.breakAfter) {
            out += m_source.substr(from, edit.attribute.end - from);
            out += m_newline;
            from = edit.attribute.end;
        }
    }
    out += m_source.substr(from);
}

void PartContent::spliceQuotedPrintable(const std::vector<Edit> &edits, std::string &out) const
{
    std::size_t from = 0;
    std::size_t anchor = 0;
    for (const Edit &edit : edits) {
        const std::size_t begin = sourceOf(edit.range.begin, anchor);
        std::size_t end = begin;
        if (!edit.range.isEmpty()) {
            end = sourceOf(edit.range.end - 1, anchor);
            end += unitAt(end);
        }
        out += m_source.substr(from, begin - from);
        QuotedPrintableWriter writer(out, m_newline);
        writer.write(edit.text);
        from = end + writer.makeRoomFor(m_source.substr(end, restOfLine(m_source, end, maxQuotedLine + 4)));
    }
    out += m_source.substr(from);
}

void PartContent::spliceAsQuotedPrintable(const std::vector<Edit> &edits, std::string &out) const
{
    std::string text;
    text.reserve(m_source.size() + edits.size() * 256);
    std::size_t from = 0;
    for (const Edit &edit : edits) {
        text += m_source.substr(from, edit.range.begin - from);
        text += edit.text;
        from = edit.range.end;
    }
    text += m_source.substr(from);
    out.reserve(out.size() + text.size() + text.size() / 16);
    QuotedPrintableWriter(out, m_newline).writeText(text);
}

void PartContent::spliceBase64(const std::vector<Edit> &edits, std::string &out) const
{
    const Anchor start = anchorBefore(edits.front().range.begin);
    std::string text;
    text.reserve(m_decoded.size() - start.decoded + edits.size() * 256);
    std::size_t from = start.decoded;
    for (const Edit &edit : edits) {
        text.append(m_decoded, from, edit.range.begin - from);
        text += edit.text;
        from = edit.range.end;
    }
    text.append(m_decoded, from);
    const std::size_t firstLine =
        m_anchors.empty() ? 0 : restOfLine(m_source, m_anchors.front().source, maxQuotedLine + 1);
    const bool usual = firstLine >= 4 && firstLine <= maxQuotedLine && firstLine % 4 == 0;
    out += m_source.substr(0, start.source);
    appendBase64(out, text, usual ? firstLine : maxQuotedLine, m_newline);
    out += m_source.substr(m_base64End);
}

} // namespace unmta::rewriter
