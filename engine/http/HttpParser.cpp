#include "http/HttpParser.h"

#include "http/ByteRuns.h"

#include <algorithm>
#include <array>

namespace unmta::http {

namespace {

// Bodies beyond this size grow no longer by doubling.
constexpr qint64 pieceworkBytes = 256 * KiB;

constexpr std::array<bool, 256> hostBytes = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:[]"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isHostText(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return hostBytes[static_cast<unsigned char>(c)]; });
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whether `chunked` is what a list of codings ends with.
bool endsInChunked(QByteArrayView codings)
{
    const qsizetype comma = codings.lastIndexOf(',');
    return codings.sliced(comma + 1).trimmed().compare("chunked", Qt::CaseInsensitive) == 0;
}

} // namespace

HttpParser::HttpParser(HttpLimits limits, HeadBuffers *buffers)
    : m_limits(std::move(limits))
    , m_buffers(buffers ? buffers : &m_ownBuffers)
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
    // Most heads come in one piece and are as they should be, which one look tells. Any other is gone through step by
    // step, as it comes.
    if (m_head.empty()) {
        HeadReader reader;
        const auto most = bytes.substr(0, static_cast<std::size_t>(m_limits.headBytes));
        if (reader.read(most, m_limits.headerCount) == HeadReader::Result::Good && reader.lineSize <= lineLimit()) {
            acceptHead(reader);
            return reader.size;
        }
    }
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

std::size_t HttpParser::lineLimit() const
{
    // Method, two spaces and version may surround the target by this much.
    constexpr std::size_t lineOverhead = 64;
    return static_cast<std::size_t>(m_limits.targetBytes) + lineOverhead;
}

void HttpParser::scanHead(std::string_view bytes, std::size_t &end)
{
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
            i += ordinaryRun(bytes.substr(i));
            m_lineBytes += i - start;
            if (m_inRequestLine && m_lineBytes > lineLimit())
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
    HeadReader reader;
    switch (reader.read(head, m_limits.headerCount)) {
    case HeadReader::Result::Good:
        return acceptHead(reader);
    case HeadReader::Result::MalformedLine:
        return fail(400, "malformed request line");
    case HeadReader::Result::OtherVersion:
        return fail(505, "malformed request line");
    case HeadReader::Result::UnknownMethod:
        return fail(m_limits.allow.isEmpty() ? 501 : 405, "unknown method");
    case HeadReader::Result::MalformedField:
    case HeadReader::Result::Unfinished: // which scanHead has seen to
        return fail(400, "malformed field");
    case HeadReader::Result::TooManyFields:
        return fail(431, "too many fields");
    }
}

void HttpParser::acceptHead(const HeadReader &head)
{
    if (head.method == "CONNECT")
        return fail(m_limits.allow.isEmpty() ? 501 : 405, "CONNECT");
    QByteArray &target = m_buffers->target;
    if (target.isDetached())
        target.resize(0); // its memory is used again
    else
        target = {};
    target.append(head.target.data(), static_cast<qsizetype>(head.target.size()));
    if (!checkTarget(head, target) || !checkHost(head) || !checkFraming(head) || !checkExpect(head))
        return;
    m_buffers->headers.assign({head.fieldText.data(), static_cast<qsizetype>(head.fieldText.size())}, head.fields());
    m_request.method = QByteArray::fromRawData(head.method.data(), head.method.size());
    m_request.target = target;
    m_request.headers = m_buffers->headers;
    // HTTP/1.0 clients would need to be told that the connection stays; they get a close instead.
    m_request.keepAlive = head.http11 && !head.closes;
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

bool HttpParser::checkTarget(const HeadReader &head, QByteArray &target)
{
    if (target.size() > m_limits.targetBytes) {
        fail(414, "target too long");
        return false;
    }
    const bool clean = isTargetText(head.target);
    if (target.startsWith('/') && clean)
        return true;
    if (target == "*" && head.method == "OPTIONS")
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
    if (authority.compare(head.host.value, Qt::CaseInsensitive) != 0) {
        fail(400, "target and Host differ");
        return false;
    }
    const QByteArray rest = target.mid(authorityEnd);
    target = rest.startsWith('/') ? rest : '/' + rest;
    return true;
}

bool HttpParser::checkHost(const HeadReader &head)
{
    const int count = head.host.count;
    const QByteArrayView host = head.host.value;
    const bool missing = count == 0 && !head.http11;
    const bool good = count == 1 && !host.isEmpty() && host.size() <= 300 && isHostText(host);
    if (!missing && !good)
        fail(400, count == 1 ? "malformed Host" : "not exactly one Host");
    return missing || good;
}

bool HttpParser::checkFraming(const HeadReader &head)
{
    const int lengths = head.contentLength.count;
    const int codings = head.transferEncoding.count;
    if (codings > 0) {
        if (lengths > 0 || codings > 1 || !head.http11) {
            fail(400, "ambiguous framing");
            return false;
        }
        const QByteArrayView coding = head.transferEncoding.value;
        if (coding.compare("chunked", Qt::CaseInsensitive) != 0) {
            // Without it at the end nobody knows where the body ends (RFC 9112 section 6.3).
            fail(endsInChunked(coding) ? 501 : 400, "unknown transfer coding");
            return false;
        }
        m_chunked = true;
        return true;
    }
    if (lengths == 0)
        return true;
    const QByteArrayView length = head.contentLength.value;
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

bool HttpParser::checkExpect(const HeadReader &head)
{
    const QByteArrayView expect = head.expect.value;
    if (!head.http11 || expect.isEmpty())
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
