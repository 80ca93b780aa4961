// One connection: reads requests, hands them on one at a time, writes answers in order, and minds every deadline.
// Lives on its worker's thread; only reply() may be called from elsewhere. Internal.
#pragma once

#include "http/HttpHandler.h"
#include "http/HttpParser.h"
#include "http/server/HttpWorker.h"

#include <algorithm>
#include <atomic>

namespace unmta::http {

class HttpConnection final : public ReplySink,
#ifdef __linux__
                             public SocketPoll::Waiter,
#endif
                             public std::enable_shared_from_this<HttpConnection>
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
    void admitBody(quint64 requestSerial, qint64 limit, BodyClaim claim) override;
    [[nodiscard]] bool isAwaited() const override { return !m_isLeft; }
    [[nodiscard]] ReplyChannel *channel() override { return m_inbox.get(); }
    // What has come through the inbox.
    void deliver(const PendingReply &reply);
    void deliver(const ReplyInbox::Admission &admission);
    // Acts on a deadline that has passed.
    void checkDeadline(TimePoint now);
    [[nodiscard]] TimePoint deadline() const { return std::min(m_readDeadline, m_writeDeadline); }
    // From now on every answer closes. Without a request under way this is the end, but a connection that has not had
    // one yet is given time for it.
    void drain();
    void close();

    // What a connection that waits for its client would be missed for, the least first; none when it has something to
    // do. Those that have never had an answer go first, and of equals the one that is quiet for longest.
    struct Idleness
    {
        bool hasBeenAnswered;
        TimePoint quietSince;

        [[nodiscard]] bool goesBefore(const Idleness &other) const
        {
            return std::pair(hasBeenAnswered, quietSince) < std::pair(other.hasBeenAnswered, other.quietSince);
        }
    };
    [[nodiscard]] std::optional<Idleness> idleness() const;
    [[nodiscard]] const std::optional<AddressCounts::Key> &countedAs() const { return m_peer.counted; }

#ifdef __linux__
    void onReady(SocketPoll::Readiness readiness) override;
#endif

    // By the worker, in the order of its lines.
    void takeTurn();
    void continueHandshake();
    // The certificate that it waits for has come, or will not.
    void resumeHandshake();
    // Whether the next turn begins a request that came before its predecessor's answer.
    [[nodiscard]] bool hasPipelined() const
    {
        return m_parser.state() == HttpParser::State::Idle && isReading() && !m_input.empty();
    }

private:
    // What the connection waits for. Between Opening and Body it reads; the parser is then ahead of the phase until
    // all that has come is used, and awaitRequest() lets the phase catch up.
    enum class Phase : quint8
    {
        Handshake,
        Opening,     // the head of the first request
        Idle,        // the first byte of a further one
        Head,        // the rest of a further one's head
        Body,        // the rest of any request's body
        Asking,      // the handler says whether a body may come
        Dispatching, // the handler is being called, and may answer at once
        Answering,   // the handler has the request
        Finishing,   // the last answer is being written
        Lingering,   // the client to have read it (RFC 9112 section 9.6)
        Closed,
    };
    // Who will call us; one of each at most.
    enum Wake : quint8
    {
        Readable = 1,
        Writable = 2,
        Turn = 4, // everybody else has had theirs
        Handshaking = 8,
    };

    [[nodiscard]] bool isReading() const
    {
        return m_phase >= Phase::Opening && m_phase <= Phase::Body;
    }
    // The handler has the word; what the client sends meanwhile is put by.
    [[nodiscard]] bool isWithHandler() const
    {
        return m_phase == Phase::Asking || m_phase == Phase::Answering;
    }
    [[nodiscard]] bool isBlocked() const
    {
        return m_writeDeadline != TimePoint::max();
    }

    void await(Wake wake);
    void awaitSocket(Wake wake);
    void onWake(Wake wake);
    void wake(Wake wake);
    [[nodiscard]] Millis timeToBegin(Millis usual) const;
    [[nodiscard]] bool isQuiet() const;
    void closeQuiet();
    void awaitHello();
    void awaitContext();
    void endHandshake();
    void readInput();
    void takeInput(std::string_view bytes);
    void afterFeed();
    void askForBody();
    void takeAdmission(qint64 limit, const BodyClaim &claim);
    [[nodiscard]] bool claimBody();
    void dispatch();
    void complete(HttpRequest &request) const;
    void answer(const HttpResponse &response);
    void refuse(int status, const HttpHeaders &headers = {});
    void pump();
    void advance();
    void waitForMore();
    [[nodiscard]] bool flush(); // true when nothing is left to write
    [[nodiscard]] bool isBehind();
    void endPipelined();
    void finish();
    void discardInput();
    void awaitRequest();
    [[nodiscard]] TimePoint now() const;

    HttpWorker &m_worker;
    std::shared_ptr<ReplyInbox> m_inbox;
    std::shared_ptr<const ConnectionRules> m_rules;
    std::unique_ptr<Stream> m_stream;
    Peer m_peer;
    QByteArray m_sniHost;
    HttpParser m_parser;
    // By when the client must have done what the phase waits for. Unset while a request is with the handler, and while
    // the client has to take something first.
    TimePoint m_readDeadline = TimePoint::max();
    // By when the client must have taken more of what is written. Set as long as the socket takes nothing.
    TimePoint m_writeDeadline = TimePoint::max();
    TimePoint m_quietSince;      // while it waits for a request
    std::string m_input;         // received beyond the present request
    std::string m_output;        // not yet taken by the socket
    std::size_t m_written = 0;   // of m_output
    std::size_t m_received = 0;  // of a body, since it last earned time
    std::size_t m_taken = 0;     // of m_output, since that last earned time
    std::size_t m_discarded = 0; // while lingering
    std::size_t m_unwanted = 0;  // of a refused body that may still be on its way
    BodyClaim m_claim;           // for the body of the present request, until its answer has left
    quint64 m_serial = 0;
    Phase m_phase = Phase::Handshake;
    quint8 m_awaited = 0; // of Wake
#ifdef __linux__
    SocketPoll::Place m_place = SocketPoll::nowhere; // as long as nobody has waited
    quint8 m_missed = 0;                             // of Wake: came when nobody waited for it
    bool m_ended = false;                            // as the poll has told
#endif
    bool m_hadRequest = false; // in this turn
    bool m_pipelined = false;  // the present request came before its predecessor's answer
    bool m_behind = false;     // the client has much to read before its next request is begun
    bool m_headRequest = false;
    bool m_clientCloses = false; // the client has asked for the end, so it will not send more
    bool m_inputEnded = false;
    std::atomic<bool> m_isLeft = false; // the client sends nothing more, or cannot be reached
    bool m_draining = false;
};

} // namespace unmta::http
