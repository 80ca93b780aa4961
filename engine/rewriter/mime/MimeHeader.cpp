#include "rewriter/mime/MimeHeader.h"

#include "rewriter/text/AsciiText.h"

namespace unmta::rewriter {

namespace {

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char &c : result)
        c = toLower(c);
    return result;
}

// A reader of structured field values: tokens, quoted strings, comments.
class FieldReader
{
public:
    explicit FieldReader(std::string_view text)
        : m_text(text)
    {}

    void skipBlanks()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '(')
                skipComment();
            else if (isHtmlSpace(m_text[m_at]))
                ++m_at;
            else
                break;
        }
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    // Up to a separator; tolerant of the tspecials that real mail has in bare values ("=", "/", "?", ":").
    [[nodiscard]] std::string_view token(std::string_view stops)
    {
        const std::size_t begin = m_at;
        while (!atEnd() && !isHtmlSpace(m_text[m_at]) && stops.find(m_text[m_at]) == std::string_view::npos)
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }
    [[nodiscard]] std::string value()
    {
        if (!take('"'))
            return std::string(token(";("));
        std::string result;
        while (!atEnd() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            if (m_text[m_at] != '\r' && m_text[m_at] != '\n')
                result += m_text[m_at];
            ++m_at;
        }
        (void)take('"');
        return result;
    }
    // To the next parameter.
    void skipToSemicolon()
    {
        while (!atEnd() && m_text[m_at] != ';')
            ++m_at;
    }

private:
    void skipComment()
    {
        int depth = 0;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\\')
                ++m_at;
            else if (c == '(')
                ++depth;
            else if (c == ')' && --depth == 0)
                break;
        }
        m_at = std::min(m_at + 1, m_text.size());
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

void setOnce(std::string &target, bool &seen, std::string value, bool &ambiguous)
{
    ambiguous = ambiguous || seen;
    seen = true;
    target = std::move(value);
}

TransferEncoding encodingOf(std::string_view value)
{
    FieldReader reader(value);
    reader.skipBlanks();
    const std::string_view name = reader.token(";(");
    if (equalsLower(name, "quoted-printable"))
        return TransferEncoding::QuotedPrintable;
    if (equalsLower(name, "base64"))
        return TransferEncoding::Base64;
    if (name.empty() || equalsLower(name, "7bit") || equalsLower(name, "8bit") || equalsLower(name, "binary"))
        return TransferEncoding::Identity;
    return TransferEncoding::Unknown;
}

// Everything after the first token of Content-Type or Content-Disposition.
void readParameters(FieldReader &reader, ContentType &result)
{
    bool sawBoundary = false;
    bool sawCharset = false;
    while (true) {
        reader.skipBlanks();
        if (!reader.take(';')) {
            if (reader.atEnd())
                break;
            reader.skipToSemicolon();
            continue;
        }
        reader.skipBlanks();
        const std::string name = lowered(reader.token("=;("));
        reader.skipBlanks();
        if (!reader.take('='))
            continue;
        reader.skipBlanks();
        std::string parameter = reader.value();
        if (name == "boundary") {
            std::string boundary;
            setOnce(boundary, sawBoundary, std::move(parameter), result.ambiguous);
            result.boundary = std::move(boundary);
        } else if (name == "charset") {
            setOnce(result.charset, sawCharset, lowered(trimmed(parameter)), result.ambiguous);
        } else if (name.starts_with("boundary*") || name.starts_with("charset*")) {
            result.ambiguous = true;
        } else if (name == "name" || name == "filename" || name.starts_with("name*") || name.starts_with("filename*")) {
            result.hasName = true;
        }
    }
}

void readDisposition(std::string_view value, PartHeader &result)
{
    FieldReader reader(value);
    reader.skipBlanks();
    const std::string_view kind = reader.token(";(");
    ContentType parameters;
    readParameters(reader, parameters);
    // An unknown disposition counts as attachment (RFC 2183 section 2.8).
    result.attachment = result.attachment || !equalsLower(kind, "inline");
    result.named = result.named || parameters.hasName;
}

// "From sender Mon Jan  1 10:00:00 2026", which may stand before a message; not "From : sender" (RFC 5322 section 4.5).
bool isMboxSeparator(std::string_view line)
{
    if (!line.starts_with("From "))
        return false;
    const std::string_view rest = trimmed(line.substr(5));
    return !rest.empty() && rest.front() != ':';
}

} // namespace

Line lineAt(std::string_view text, std::size_t at)
{
    const std::size_t newline = text.find('\n', at);
    if (newline == std::string_view::npos)
        return {at, text.size(), text.size()};
    return {at, newline > at && text[newline - 1] == '\r' ? newline - 1 : newline, newline + 1};
}

bool addHeaderLine(std::string_view text, const Line &line, HeaderBlock &block)
{
    if (line.begin == line.end)
        return false;
    if (isBlank(text[line.begin])) {
        if (block.fields.empty()) {
            block.wellFormed = false;
        } else {
            block.fields.back().whole.end = line.next;
            block.fields.back().value.end = line.end;
        }
        return true;
    }
    const std::string_view content = text.substr(line.begin, line.end - line.begin);
    const std::size_t colon = content.find(':');
    const bool separator = line.begin == 0 && isMboxSeparator(content);
    if (separator || colon == std::string_view::npos || colon == 0) {
        // A nameless field keeps what follows from being taken for the continuation of the field before.
        block.wellFormed = block.wellFormed && separator;
        block.fields.push_back({{line.begin, line.next}, {line.begin, line.begin}, {line.begin, line.end}});
        return true;
    }
    const std::string_view name = trimmed(content.substr(0, colon));
    if (name.size() != colon || name.find(' ') != std::string_view::npos)
        block.wellFormed = false;
    block.fields.push_back(
        {{line.begin, line.next}, {line.begin, line.begin + name.size()}, {line.begin + colon + 1, line.end}});
    return true;
}

std::string unfolded(std::string_view value)
{
    std::string result;
    for (const char c : trimmed(value)) {
        if (c != '\r' && c != '\n')
            result += c;
    }
    return result;
}

ContentType parseContentType(std::string_view value)
{
    ContentType result;
    FieldReader reader(value);
    reader.skipBlanks();
    const std::string type = lowered(reader.token(";("));
    const std::size_t slash = type.find('/');
    if (slash != std::string::npos && slash > 0 && slash + 1 < type.size())
        result.type = type;
    readParameters(reader, result);
    return result;
}

PartHeader readPartHeader(std::string_view text, const HeaderBlock &block)
{
    PartHeader result;
    result.ambiguous = !block.wellFormed;
    bool hasDisposition = false;
    for (const HeaderField &field : block.fields) {
        const std::string_view name = field.name.in(text);
        if (name.size() < 12 || toLower(name.front()) != 'c')
            continue;
        const std::string_view value = field.value.in(text);
        if (equalsLower(name, "content-type")) {
            result.ambiguous = result.ambiguous || result.hasType;
            result.hasType = true;
            result.type = parseContentType(value);
            result.named = result.named || result.type.hasName;
        } else if (equalsLower(name, "content-transfer-encoding")) {
            result.ambiguous = result.ambiguous || result.encodingField;
            result.encodingField = field.whole;
            result.encoding = encodingOf(value);
        } else if (equalsLower(name, "content-disposition")) {
            result.ambiguous = result.ambiguous || hasDisposition;
            hasDisposition = true;
            readDisposition(value, result);
        }
    }
    return result;
}

} // namespace unmta::rewriter
