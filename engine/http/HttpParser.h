// HTTP/1.x requests from bytes. Pure: no sockets, no clock.
// Stricter than RFC 9112 allows where leniency has led to request smuggling: every line ends in CRLF, exactly one Host
// in HTTP/1.1, no folded lines, no space before the colon, Transfer-Encoding is `chunked` alone and never together
// with Content-Length, Content-Length is digits only and there once.
#pragma once

#include "base/Bytes.h"
#include "http/ChunkedDecoder.h"
#include "http/HeadReader.h"
#include "http/HttpMessage.h"

#include <optional>
#include <string>
#include <string_view>

namespace unmta::http {

struct HttpLimits
{
    qsizetype headBytes = 16 * KiB;  // request line and fields; above: 431
    qsizetype targetBytes = 8 * KiB; // above: 414
    int headerCount = 100;           // above: 431
    qint64 bodyBytes = MiB;          // without transfer coding; above: 413
    // Nothing of a body is taken before admitBody() has said how much of it may come; bodyBytes plays no part then.
    bool asksForBodies = false;
    // The Allow field for methods that nobody knows: 405 with it, or 501 when empty.
    QByteArray allow = {};
};

// What the last head was kept in. Parsers of one thread may share it: as soon as nobody holds that request any more,
// the next one costs no allocation.
struct HeadBuffers
{
    QByteArray target;
    HttpHeaders headers;
};

class HttpParser
{
public:
    enum class State
    {
        Idle,     // nothing of a request yet
        Head,     // within the head
        Asking,   // head complete, and it announces a body: admitBody() is due; no byte is consumed meanwhile
        Body,     // head complete, body under way
        Complete, // takeRequest() is due; bytes after the request have not been consumed
        Failed,   // answer failure().status and close; no byte is consumed any more
    };
    struct Failure
    {
        int status = 0;
        const char *reason = ""; // for logs and tests, for example "bare LF"
    };

    // `buffers` outlive the parser; null: its own.
    explicit HttpParser(HttpLimits limits = {}, HeadBuffers *buffers = nullptr);
    HttpParser(const HttpParser &) = delete;
    HttpParser &operator=(const HttpParser &) = delete;

    // Takes as many bytes as belong to the current request and says how many that were.
    std::size_t feed(std::string_view bytes);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Failure &failure() const { return m_failure; }
    // The complete request; the parser is Idle again. Peer and TLS facts are the caller's to fill in.
    [[nodiscard]] HttpRequest takeRequest();
    // While Asking: the request without its body, and the length that it announces; none with the chunked coding, which
    // tells it only at the end.
    [[nodiscard]] const HttpRequest &head() const { return m_request; }
    [[nodiscard]] std::optional<qint64> announcedBody() const;
    // Ends the Asking: the body may have that many bytes.
    void admitBody(qint64 limit);
    // What has come of a body so far.
    [[nodiscard]] qint64 bodySize() const { return m_request.body.size(); }
    // True once per request whose client waits for "100 Continue" before it sends the body (RFC 9110 section 10.1.1).
    [[nodiscard]] bool takeContinueWanted() { return std::exchange(m_continueWanted, false); }

private:
    std::size_t feedHead(std::string_view bytes);
    std::size_t feedBody(std::string_view bytes);
    [[nodiscard]] std::size_t lineLimit() const;
    // Looks at bytes up to the end of the head and sets `end` to the offset behind it, if it is there.
    void scanHead(std::string_view bytes, std::size_t &end);
    void endLine(std::size_t offset, std::size_t &end);
    void readHead(std::string_view head);
    void acceptHead(const HeadReader &head);
    [[nodiscard]] bool checkTarget(const HeadReader &head, QByteArray &target);
    [[nodiscard]] bool checkHost(const HeadReader &head);
    [[nodiscard]] bool checkFraming(const HeadReader &head);
    [[nodiscard]] bool checkExpect(const HeadReader &head);
    void fail(int status, const char *reason);

    HttpLimits m_limits;
    HeadBuffers m_ownBuffers; // empty unless nobody gave us any
    HeadBuffers *m_buffers;
    State m_state = State::Idle;
    Failure m_failure;
    HttpRequest m_request;
    std::string m_head;          // what has come of an incomplete head
    std::size_t m_lineBytes = 0; // of the line under way, without its end
    bool m_sawCr = false;
    bool m_inRequestLine = true;
    int m_blankLines = 0; // before the request line
    bool m_chunked = false;
    bool m_continueWanted = false;
    qint64 m_bodyLeft = 0;  // of a body with Content-Length
    qint64 m_bodyLimit = 0; // of this request
    ChunkedDecoder m_chunks;
};

} // namespace unmta::http
