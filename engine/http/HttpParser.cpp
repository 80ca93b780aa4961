#include "http/HttpParser.h"

#include <llhttp.h>

#include <algorithm>
#include <array>

namespace unmta::http {

namespace {

// Bytes that a line of a head may consist of; CR, LF, NUL and other controls end or spoil it.
constexpr std::array<bool, 256> ordinaryBytes = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < 256; ++i)
        table[i] = i == '\t' || (i >= 0x20 && i != 0x7f);
    return table;
}();

// Bodies beyond this size grow no longer by doubling.
constexpr qint64 pieceworkBytes = 256 * KiB;

bool isOrdinary(char c)
{
    return ordinaryBytes[static_cast<unsigned char>(c)];
}

bool isHostChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '[' || c == ']';
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "method SP target SP version", with single spaces; 0 when it is, else the status to refuse it with. llhttp alone
// would accept more spaces, and HTTP/0.9, which has no version.
int checkRequestLine(std::string_view head)
{
    const std::string_view line = head.substr(0, head.find('\r'));
    const std::size_t last = line.rfind(' ');
    if (std::count(line.begin(), line.end(), ' ') != 2 || line.find(' ') + 1 == last)
        return 400;
    const std::string_view version = line.substr(last + 1);
    if (version == "HTTP/1.1" || version == "HTTP/1.0")
        return 0;
    return version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' ? 505 : 400;
}

} // namespace

// Collects what llhttp finds. The head is fed in one piece, so each span arrives whole or in adjoining parts.
struct HttpParser::HeadReader
{
    struct Span
    {
        const char *begin = nullptr;
        const char *end = nullptr;

        void extend(const char *at, std::size_t size)
        {
            if (!begin)
                begin = at;
            end = at + size;
        }
        [[nodiscard]] QByteArrayView view() const { return {begin, end}; }
    };

    HttpParser &owner;
    Span url;
    Span name;
    Span value;
    bool done = false;
    bool http11 = false;

    static HeadReader &of(llhttp_t *parser) { return *static_cast<HeadReader *>(parser->data); }

    static int onUrl(llhttp_t *parser, const char *at, std::size_t size)
    {
        of(parser).url.extend(at, size);
        return 0;
    }
    static int onName(llhttp_t *parser, const char *at, std::size_t size)
    {
        of(parser).name.extend(at, size);
        return 0;
    }
    static int onValue(llhttp_t *parser, const char *at, std::size_t size)
    {
        of(parser).value.extend(at, size);
        return 0;
    }
    static int onValueComplete(llhttp_t *parser)
    {
        HeadReader &self = of(parser);
        HttpParser &owner = self.owner;
        if (owner.m_request.headers.size() >= owner.m_limits.headerCount)
            owner.fail(431, "too many fields");
        else if (!owner.m_request.headers.add(self.name.view(), self.value.view().trimmed()))
            owner.fail(400, "malformed field");
        self.name = {};
        self.value = {};
        return owner.m_state == State::Failed ? HPE_USER : 0;
    }
    static int onHeadersComplete(llhttp_t *parser)
    {
        HeadReader &self = of(parser);
        self.done = true;
        self.http11 = parser->http_minor == 1;
        const char *method = llhttp_method_name(static_cast<llhttp_method_t>(parser->method));
        self.owner.m_request.method = QByteArray::fromRawData(method, static_cast<qsizetype>(qstrlen(method)));
        self.owner.m_request.target = self.url.view().toByteArray();
        // HTTP/1.0 clients would need to be told that the connection stays; they get a close instead.
        self.owner.m_request.keepAlive = self.http11 && llhttp_should_keep_alive(parser) != 0;
        // We change to no other protocol, so an Upgrade field is a field like others (RFC 9110 section 7.8).
        parser->upgrade = 0;
        return 0;
    }

    static const llhttp_settings_t &settings()
    {
        static const llhttp_settings_t instance = [] {
            llhttp_settings_t table;
            llhttp_settings_init(&table);
            table.on_url = onUrl;
            table.on_header_field = onName;
            table.on_header_value = onValue;
            table.on_header_value_complete = onValueComplete;
            table.on_headers_complete = onHeadersComplete;
            return table;
        }();
        return instance;
    }
};

HttpParser::HttpParser(HttpLimits limits)
    : m_limits(std::move(limits))
{}

std::size_t HttpParser::feed(std::string_view bytes)
{
    std::size_t used = 0;
    if (!bytes.empty() && (m_state == State::Idle || m_state == State::Head))
        used = feedHead(bytes);
    if (m_state == State::Body)
        used += feedBody(bytes.substr(used));
    return used;
}

HttpRequest HttpParser::takeRequest()
{
    m_state = State::Idle;
    m_lineBytes = 0;
    m_inRequestLine = true;
    m_blankLines = 0;
    m_chunked = false;
    m_continueWanted = false;
    m_bodyLeft = 0;
    m_chunks = {};
    return std::exchange(m_request, {});
}

std::size_t HttpParser::feedHead(std::string_view bytes)
{
    std::size_t end = 0;
    scanHead(bytes, end);
    if (m_state == State::Failed)
        return bytes.size();
    if (end == 0) {
        m_head.append(bytes);
        return bytes.size();
    }
    if (m_head.empty()) {
        readHead(bytes.substr(0, end));
    } else {
        m_head.append(bytes.substr(0, end));
        readHead(m_head);
        m_head.clear();
        m_head.shrink_to_fit();
    }
    return end;
}

void HttpParser::scanHead(std::string_view bytes, std::size_t &end)
{
    // Method, two spaces and version may surround the target by this much.
    constexpr std::size_t lineOverhead = 64;
    const auto targetLimit = static_cast<std::size_t>(m_limits.targetBytes) + lineOverhead;
    const std::size_t room = static_cast<std::size_t>(m_limits.headBytes) - m_head.size();

    std::size_t i = 0;
    while (i < bytes.size() && end == 0 && m_state != State::Failed) {
        const char c = bytes[i];
        if (m_sawCr) {
            if (c != '\n')
                return fail(400, "CR without LF");
            endLine(++i, end);
        } else if (c == '\r') {
            m_sawCr = true;
            ++i;
        } else if (!isOrdinary(c)) {
            return fail(400, c == '\n' ? "LF without CR" : "control character");
        } else {
            if (m_lineBytes == 0 && (c == ' ' || c == '\t'))
                return fail(400, m_inRequestLine ? "space before method" : "folded field");
            m_state = State::Head;
            const std::size_t start = i;
            while (i < bytes.size() && isOrdinary(bytes[i]))
                ++i;
            m_lineBytes += i - start;
            if (m_inRequestLine && m_lineBytes > targetLimit)
                return fail(414, "target too long");
        }
        if (i > room)
            return fail(431, "head too large");
    }
}

void HttpParser::endLine(std::size_t offset, std::size_t &end)
{
    m_sawCr = false;
    if (m_lineBytes > 0) {
        m_inRequestLine = false;
        m_lineBytes = 0;
    } else if (!m_inRequestLine) {
        end = offset;
    } else if (++m_blankLines > 2) {
        // RFC 9112 section 2.2 wants an empty line before the request line ignored; not any number of them.
        fail(400, "empty lines");
    }
}

void HttpParser::readHead(std::string_view head)
{
    while (head.starts_with("\r\n"))
        head.remove_prefix(2);
    if (const int status = checkRequestLine(head); status != 0)
        return fail(status, "malformed request line");
    HeadReader reader{*this, {}, {}, {}};
    llhttp_t parser;
    llhttp_init(&parser, HTTP_REQUEST, &HeadReader::settings());
    parser.data = &reader;
    const llhttp_errno_t code = llhttp_execute(&parser, head.data(), head.size());
    if (m_state == State::Failed)
        return;
    if (code == HPE_INVALID_METHOD)
        return fail(m_limits.allow.isEmpty() ? 501 : 405, "unknown method");
    if (code != HPE_OK || !reader.done)
        return fail(400, llhttp_errno_name(code));
    acceptHead(reader.http11);
}

void HttpParser::acceptHead(bool http11)
{
    if (m_request.method == "CONNECT")
        return fail(m_limits.allow.isEmpty() ? 501 : 405, "CONNECT");
    if (!checkTarget() || !checkHost(http11) || !checkFraming(http11) || !checkExpect(http11))
        return;
    const bool hasBody = m_chunked || m_bodyLeft > 0;
    m_bodyLimit = m_limits.bodyBytes;
    m_state = !hasBody ? State::Complete : m_limits.asksForBodies ? State::Asking : State::Body;
}

std::optional<qint64> HttpParser::announcedBody() const
{
    return m_chunked ? std::nullopt : std::optional(m_bodyLeft);
}

void HttpParser::admitBody(qint64 limit)
{
    if (!m_chunked && m_bodyLeft > limit)
        return fail(413, "body too large");
    m_bodyLimit = limit;
    // One piece from the start. The system gives memory when bytes come, so an announcement alone costs none.
    if (!m_chunked && m_bodyLeft > pieceworkBytes)
        m_request.body.reserve(m_bodyLeft);
    m_state = State::Body;
}

bool HttpParser::checkTarget()
{
    QByteArray &target = m_request.target;
    if (target.size() > m_limits.targetBytes) {
        fail(414, "target too long");
        return false;
    }
    const bool clean =
        std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
    if (target.startsWith('/') && clean)
        return true;
    if (target == "*" && m_request.method == "OPTIONS")
        return true;
    // The absolute form must be understood (RFC 9112 section 3.2.2); it has to agree with Host, else two servers in a
    // row could see two hosts.
    const qsizetype scheme = target.startsWith("http://") ? 7 : target.startsWith("https://") ? 8 : 0;
    if (!clean || scheme == 0) {
        fail(400, "malformed target");
        return false;
    }
    qsizetype authorityEnd = scheme;
    while (authorityEnd < target.size() && target.at(authorityEnd) != '/' && target.at(authorityEnd) != '?')
        ++authorityEnd;
    const QByteArrayView authority = QByteArrayView(target).sliced(scheme, authorityEnd - scheme);
    if (authority.compare(m_request.headers.value("host"), Qt::CaseInsensitive) != 0) {
        fail(400, "target and Host differ");
        return false;
    }
    const QByteArray rest = target.mid(authorityEnd);
    target = rest.startsWith('/') ? rest : '/' + rest;
    return true;
}

bool HttpParser::checkHost(bool http11)
{
    const int count = m_request.headers.count("host");
    const QByteArrayView host = m_request.headers.value("host");
    const bool missing = count == 0 && !http11;
    const bool good =
        count == 1 && !host.isEmpty() && host.size() <= 300 && std::all_of(host.begin(), host.end(), isHostChar);
    if (!missing && !good)
        fail(400, count == 1 ? "malformed Host" : "not exactly one Host");
    return missing || good;
}

bool HttpParser::checkFraming(bool http11)
{
    const HttpHeaders &headers = m_request.headers;
    const int lengths = headers.count("content-length");
    const int codings = headers.count("transfer-encoding");
    if (codings > 0) {
        if (lengths > 0 || codings > 1 || !http11) {
            fail(400, "ambiguous framing");
            return false;
        }
        if (headers.value("transfer-encoding").compare("chunked", Qt::CaseInsensitive) != 0) {
            fail(501, "unknown transfer coding");
            return false;
        }
        m_chunked = true;
        return true;
    }
    if (lengths == 0)
        return true;
    const QByteArrayView length = headers.value("content-length");
    if (lengths > 1 || !isDigits(length) || length.size() > 18) {
        fail(400, "malformed Content-Length");
        return false;
    }
    m_bodyLeft = length.toByteArray().toLongLong();
    if (m_bodyLeft > m_limits.bodyBytes && !m_limits.asksForBodies) {
        fail(413, "body too large");
        return false;
    }
    return true;
}

bool HttpParser::checkExpect(bool http11)
{
    const QByteArrayView expect = m_request.headers.value("expect");
    if (!http11 || expect.isEmpty())
        return true;
    if (expect.compare("100-continue", Qt::CaseInsensitive) != 0) {
        fail(417, "unknown expectation");
        return false;
    }
    m_continueWanted = m_chunked || m_bodyLeft > 0;
    return true;
}

std::size_t HttpParser::feedBody(std::string_view bytes)
{
    if (!m_chunked) {
        const auto take = std::min<qint64>(m_bodyLeft, static_cast<qint64>(bytes.size()));
        m_request.body.append(bytes.data(), take);
        m_bodyLeft -= take;
        if (m_bodyLeft == 0)
            m_state = State::Complete;
        return static_cast<std::size_t>(take);
    }
    const std::size_t used = m_chunks.feed(bytes, m_request.body, m_bodyLimit);
    switch (m_chunks.state()) {
    case ChunkedDecoder::State::More:
        break;
    case ChunkedDecoder::State::Done:
        m_state = State::Complete;
        break;
    case ChunkedDecoder::State::Malformed:
        fail(400, "malformed chunk");
        break;
    case ChunkedDecoder::State::TooLarge:
        fail(413, "body too large");
        break;
    }
    return used;
}

void HttpParser::fail(int status, const char *reason)
{
    m_state = State::Failed;
    m_failure = {status, reason};
    m_continueWanted = false;
    m_request = {};
    m_head.clear();
}

} // namespace unmta::http
