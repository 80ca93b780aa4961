#include "rewriter/mime/MimeScanner.h"

#include "rewriter/mime/MimeHeader.h"
#include "rewriter/text/AsciiText.h"

#include <unordered_map>

namespace unmta::rewriter {

namespace {

// RFC 2046 allows 70 characters; what is much longer is not meant as a boundary.
constexpr std::size_t maxBoundary = 250;

// Which children are what is read, whatever they are called.
enum class Bodies : std::uint8_t
{
    None,
    First, // the root of multipart/related; the others are its pictures
    All,   // the versions in multipart/alternative
};

struct Multipart
{
    std::string path; // of the children: "" or "2."
    std::string boundary;
    PartAccess access; // what the children inherit
    bool digest;
    Bodies bodies;
    int children = 0;
};

PartAccess accessBelow(std::string_view type, PartAccess outer)
{
    if (outer != PartAccess::Open)
        return outer;
    if (type == "multipart/signed")
        return PartAccess::Signed;
    if (type == "multipart/encrypted")
        return PartAccess::Encrypted;
    if (type == "multipart/report")
        return PartAccess::Report;
    return PartAccess::Open;
}

Bodies bodiesOf(std::string_view type)
{
    return type == "multipart/alternative" ? Bodies::All : type == "multipart/related" ? Bodies::First : Bodies::None;
}

struct Place // where a part stands
{
    PartAccess access = PartAccess::Open;
    bool digest = false;
    bool isBody = true; // is what is read, whatever it is called; elsewhere a name makes an attachment
};

class Scanner
{
public:
    Scanner(std::string_view text, const RewriteLimits &limits)
        : m_text(text)
        , m_limits(limits)
    {}

    MimeMessage run()
    {
        if (m_text.size() > m_limits.messageBytes) {
            m_result.exceeded = ScanLimit::Size;
            return std::move(m_result);
        }
        HeaderBlock block;
        std::size_t at = 0;
        while (at < m_text.size()) {
            const Line line = lineAt(m_text, at);
            at = line.next;
            if (!addHeaderLine(m_text, line, block))
                break;
        }
        m_result.bodyBegin = at;
        openPart(block, 0, at, {}, Place());
        m_result.header = std::move(block.fields);
        if (!m_stack.empty())
            scanBody(at);
        closeLeaf(m_text.size());
        return std::move(m_result);
    }

private:
    void scanBody(std::size_t at)
    {
        while (at < m_text.size() && m_result.exceeded == ScanLimit::None) {
            const Line line = lineAt(m_text, at);
            if (m_text.substr(at).starts_with("--") && isDelimiter(line)) {
                at = line.next;
                if (m_inPart)
                    at = scanPartHeader(at);
                continue;
            }
            at = line.next;
        }
    }

    // Closes what the line closes. Afterwards m_inPart says whether a part's header follows.
    bool isDelimiter(const Line &line)
    {
        std::string_view name = m_text.substr(line.begin + 2, line.end - line.begin - 2);
        while (!name.empty() && isBlank(name.back()))
            name.remove_suffix(1);
        if (name.size() > maxBoundary + 2)
            return false;
        bool closing = false;
        auto found = m_levels.find(name);
        if (found == m_levels.end() && name.ends_with("--")) {
            closing = true;
            found = m_levels.find(name.substr(0, name.size() - 2));
        }
        if (found == m_levels.end())
            return false;
        const std::size_t level = found->second;
        closeLeaf(endBefore(line.begin));
        while (m_stack.size() > level + (closing ? 0u : 1u)) {
            m_levels.erase(m_stack.back().boundary);
            m_stack.pop_back();
        }
        m_inPart = !closing;
        return true;
    }

    // The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1).
    [[nodiscard]] std::size_t endBefore(std::size_t lineBegin) const
    {
        std::size_t end = lineBegin;
        if (end > 0 && m_text[end - 1] == '\n')
            --end;
        if (end > 0 && end < lineBegin && m_text[end - 1] == '\r')
            --end;
        return end;
    }

    std::size_t scanPartHeader(std::size_t at)
    {
        const std::size_t headerBegin = at;
        HeaderBlock block;
        while (at < m_text.size()) {
            const Line line = lineAt(m_text, at);
            // A delimiter in the middle of a header: the part has no body. The caller sees the line again.
            if (m_text.substr(at).starts_with("--") && isKnownDelimiter(line))
                break;
            at = line.next;
            if (!addHeaderLine(m_text, line, block))
                break;
        }
        Multipart &parent = m_stack.back();
        const std::string path = parent.path + std::to_string(++parent.children);
        const bool isBody = parent.bodies == Bodies::All || (parent.bodies == Bodies::First && parent.children == 1);
        openPart(block, headerBegin, at, path, {parent.access, parent.digest, isBody});
        return at;
    }

    [[nodiscard]] bool isKnownDelimiter(const Line &line) const
    {
        std::string_view name = m_text.substr(line.begin + 2, line.end - line.begin - 2);
        while (!name.empty() && isBlank(name.back()))
            name.remove_suffix(1);
        if (name.size() > maxBoundary + 2)
            return false;
        return m_levels.contains(name) || (name.ends_with("--") && m_levels.contains(name.substr(0, name.size() - 2)));
    }

    void openPart(const HeaderBlock &block, std::size_t headerBegin, std::size_t bodyBegin, const std::string &path,
                  const Place &place)
    {
        PartHeader header = readPartHeader(m_text, block);
        header.attachment = header.attachment || (header.named && !place.isBody);
        const std::string &type = header.type.type;
        MimePart part;
        part.path = path.empty() ? "1" : path;
        part.body = {bodyBegin, bodyBegin};
        const std::size_t fieldsEnd = block.fields.empty() ? headerBegin : block.fields.back().whole.end;
        part.encodingField = header.encodingField.value_or(ByteRange{fieldsEnd, fieldsEnd});
        part.mayReencode = true;
        if (header.hasType)
            part.type = type.empty() ? "text/plain" : type;
        else if (place.digest)
            part.type = "message/rfc822";
        part.charset = header.type.charset;
        part.encoding = header.encoding;
        const bool ambiguous = header.ambiguous || header.type.ambiguous || (header.hasType && type.empty());
        if (part.type.starts_with("multipart/") && !ambiguous && header.encoding == TransferEncoding::Identity &&
            openMultipart(header, path, place.access))
            return;
        part.access = accessOf(part, header, place.access, ambiguous);
        if (m_result.parts.size() >= m_limits.parts) {
            m_result.exceeded = ScanLimit::Parts;
            return;
        }
        m_result.parts.push_back(std::move(part));
        m_leafOpen = true;
    }

    static PartAccess accessOf(const MimePart &part, const PartHeader &header, PartAccess inherited, bool ambiguous)
    {
        if (inherited != PartAccess::Open)
            return inherited;
        if (ambiguous || part.type.starts_with("multipart/"))
            return PartAccess::Ambiguous;
        if (part.type == "application/pkcs7-mime" || part.type == "application/x-pkcs7-mime")
            return PartAccess::Encrypted;
        if (part.type.starts_with("message/"))
            return PartAccess::AttachedMessage;
        return header.attachment ? PartAccess::Attachment : PartAccess::Open;
    }

    // False when the multipart cannot be told apart from its surroundings; it is then one opaque leaf.
    bool openMultipart(const PartHeader &header, const std::string &path, PartAccess inherited)
    {
        std::string boundary = header.type.boundary.value_or(std::string());
        while (!boundary.empty() && isBlank(boundary.back()))
            boundary.pop_back();
        if (boundary.empty() || boundary.size() > maxBoundary || m_levels.contains(boundary) ||
            m_levels.contains(boundary + "--") ||
            (boundary.ends_with("--") && m_levels.contains(boundary.substr(0, boundary.size() - 2))))
            return false;
        if (m_stack.size() >= m_limits.depth) {
            m_result.exceeded = ScanLimit::Depth;
            return true;
        }
        PartAccess access = accessBelow(header.type.type, inherited);
        if (access == PartAccess::Open && header.attachment)
            access = PartAccess::Attachment;
        m_levels.emplace(boundary, m_stack.size());
        m_stack.push_back({path.empty() ? path : path + '.', boundary, access, header.type.type == "multipart/digest",
                           bodiesOf(header.type.type)});
        return true;
    }

    void closeLeaf(std::size_t end)
    {
        if (!m_leafOpen)
            return;
        m_leafOpen = false;
        ByteRange &body = m_result.parts.back().body;
        body.end = std::max(body.begin, end);
    }

    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::string_view m_text;
    const RewriteLimits &m_limits;
    MimeMessage m_result;
    std::vector<Multipart> m_stack;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> m_levels;
    bool m_leafOpen = false;
    bool m_inPart = false;
};

} // namespace

MimeMessage scanMime(std::string_view message, const RewriteLimits &limits)
{
    return Scanner(message, limits).run();
}

} // namespace unmta::rewriter
