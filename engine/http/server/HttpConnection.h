// One connection: reads requests, hands them on one at a time, writes answers in order, and minds every deadline.
// Lives on its worker's thread; only reply() may be called from elsewhere. Internal.
#pragma once

#include "http/HttpHandler.h"
#include "http/HttpParser.h"
#include "http/server/HttpWorker.h"

namespace unmta::http {

class HttpConnection final : public ReplySink, public std::enable_shared_from_this<HttpConnection>
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Peer
    {
        QByteArray address;
        quint16 port = 0;
        quint16 localPort = 0;
        bool tls = false;
        bool overLimit = false; // gets 503
        std::optional<AddressCounts::Key> counted;
    };

    HttpConnection(HttpWorker &worker, std::unique_ptr<Stream> stream, Peer peer,
                   std::shared_ptr<const ConnectionRules> rules);
    ~HttpConnection() override;

    void start();
    void reply(quint64 requestSerial, HttpResponse response) override;
    // An answer that has come through the inbox.
    void deliver(quint64 requestSerial, const HttpResponse &response);
    // Acts on a deadline that has passed.
    void checkDeadline(TimePoint now);
    [[nodiscard]] TimePoint deadline() const { return m_deadline; }
    // From now on every answer closes; without a request under way this is the end.
    void drain();
    // Like drain(), for a connection so new that its request cannot have come yet: it may have one answer.
    void drainAfterNext() { m_draining = true; }
    void close();

private:
    enum class Phase
    {
        Handshake,
        Reading,   // a request, or between two
        Answering, // the handler has it
        Finishing, // the last answer is being written
        Lingering, // waits for the client to have read it (RFC 9112 section 9.6)
        Closed,
    };

    void onSocket();
    void shakeHands();
    void readInput();
    void takeInput(std::string_view bytes);
    void afterFeed();
    void dispatch();
    void answer(const HttpResponse &response);
    void refuse(int status, const HttpHeaders &headers = {});
    void pump();
    void advance();
    void waitForMore();
    [[nodiscard]] bool flush(); // true when nothing is left to write
    void finish();
    void discardInput();
    void waitReadable();
    void waitWritable();
    void readSoon();
    void setReadDeadline();
    [[nodiscard]] TimePoint now() const;

    HttpWorker &m_worker;
    std::shared_ptr<ReplyInbox> m_inbox;
    std::shared_ptr<const ConnectionRules> m_rules;
    std::unique_ptr<Stream> m_stream;
    Peer m_peer;
    QByteArray m_sniHost;
    HttpParser m_parser;
    Phase m_phase = Phase::Handshake;
    HttpParser::State m_deadlineFor = HttpParser::State::Idle;
    TimePoint m_deadline = TimePoint::max();
    std::string m_input;         // received beyond the present request
    std::string m_output;        // not yet taken by the socket
    std::size_t m_written = 0;   // of m_output
    std::size_t m_progress = 0;  // bytes since the deadline was last extended
    std::size_t m_discarded = 0; // while lingering
    quint64 m_serial = 0;
    int m_requestsThisTurn = 0;
    bool m_writeBlocked = false;
    bool m_waitingReadable = false;
    bool m_waitingWritable = false;
    bool m_waitingTurn = false;
    bool m_dispatching = false;
    bool m_headRequest = false;
    bool m_keepAlive = true;
    bool m_clientCloses = false; // the client has asked for the end, so it will not send more
    bool m_inputEnded = false;
    bool m_draining = false;
    bool m_servedAny = false;
};

} // namespace unmta::http
