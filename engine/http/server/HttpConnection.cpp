#include "http/server/HttpConnection.h"

#include "base/Bytes.h"
#include "base/Log.h"

namespace unmta::http {

namespace {

// What a client that pipelines and does not read can make us keep.
constexpr std::size_t outputHighWater = 16 * KiB; // no further pipelined request is begun above
constexpr std::size_t inputHighWater = 16 * KiB;  // read ahead while an answer is awaited
constexpr std::size_t bodyStep = 64 * KiB;
constexpr qint64 claimStep = 256 * KiB;
constexpr qint64 patienceWithUnwanted = 64 * MiB; // so much of a refused body is read away
constexpr std::size_t writeStep = 16 * KiB;

template <typename Call>
void catchAll(const Call &handlersCall)
{
    try {
        handlersCall();
    } catch (const std::exception &error) {
        // Responder and admission have answered 500 while they were unwound.
        qCCritical(lcHttp).noquote().nospace() << "handler failed error=\"" << error.what() << '"';
    } catch (...) {
        qCCritical(lcHttp) << "handler failed";
    }
}

} // namespace

HttpConnection::HttpConnection(HttpWorker &worker, std::unique_ptr<Stream> stream, Peer peer,
                               std::shared_ptr<const ConnectionRules> rules)
    : m_worker(worker)
    , m_inbox(worker.inbox())
    , m_rules(std::move(rules))
    , m_stream(std::move(stream))
    , m_peer(std::move(peer))
    , m_parser(m_rules->limits, &worker.headBuffers())
{}

HttpConnection::~HttpConnection() = default;

HttpConnection::TimePoint HttpConnection::now() const
{
    return m_worker.shared().clock.steady();
}

void HttpConnection::takeTurn()
{
    wake(Turn);
}

void HttpConnection::onWake(Wake wake)
{
    switch (m_phase) {
    case Phase::Handshake:
        awaitHello();
        break;
    case Phase::Opening:
    case Phase::Idle:
    case Phase::Head:
    case Phase::Body:
    case Phase::Asking:
    case Phase::Dispatching:
    case Phase::Answering:
        // What was put by has to wait for its turn, whatever else happens.
        if (wake == Turn || m_input.empty())
            m_hadRequest = false;
        advance();
        if (isReading() || isWithHandler())
            readInput();
        break;
    case Phase::Finishing:
        pump();
        break;
    case Phase::Lingering:
        discardInput();
        break;
    case Phase::Closed:
        break;
    }
}

// One piece at most, so that no connection keeps the worker for itself.
void HttpConnection::readInput()
{
    if (m_inputEnded || m_input.size() >= inputHighWater)
        return pump();
    const std::span<char> buffer = m_worker.readBuffer();
    const IoResult result = m_stream->read(buffer.data(), std::min(buffer.size(), inputHighWater - m_input.size()));
    switch (result.status) {
    case IoStatus::Done:
        if (isReading() && m_input.empty() && m_output.empty())
            takeInput({buffer.data(), result.bytes});
        else
            m_input.append(buffer.data(), result.bytes);
        break;
    case IoStatus::WantRead:
        break;
    case IoStatus::WantWrite:
        await(Writable);
        break;
    case IoStatus::Closed:
        // Half-closed clients still get the answers that they are waiting for.
        m_inputEnded = true;
        m_isLeft = true;
        break;
    case IoStatus::WantContext: // a handshake's, which is over
    case IoStatus::Failed:
        return close();
    }
    pump();
}

// Parses, and dispatches one request; what is left waits in m_input for the connection's next turn.
void HttpConnection::takeInput(std::string_view bytes)
{
    std::size_t bodyBytes = 0;
    while (!bytes.empty() && isReading() && m_output.size() < outputHighWater && !m_hadRequest) {
        const bool inBody = m_parser.state() == HttpParser::State::Body;
        const std::size_t used = m_parser.feed(bytes);
        bytes.remove_prefix(used);
        bodyBytes += inBody ? used : 0;
        afterFeed();
    }
    if (isReading() || isWithHandler())
        m_input.assign(bytes);
    if (m_parser.state() == HttpParser::State::Body && (m_received += bodyBytes) >= bodyStep) {
        m_received = 0;
        m_readDeadline = now() + m_rules->timeouts.body;
    }
}

void HttpConnection::afterFeed()
{
    const HttpParser::State state = m_parser.state();
    if (state == HttpParser::State::Failed) {
        WorkerCounters::add(m_worker.mutableCounters().badRequests);
        const HttpParser::Failure &failure = m_parser.failure();
        qCDebug(lcHttp).noquote().nospace() << "refused request status=" << failure.status << " reason=\""
                                            << failure.reason << "\" peer=" << m_peer.address;
        HttpHeaders headers;
        if (failure.status == 405)
            headers.add("Allow", m_rules->limits.allow);
        return refuse(failure.status, headers);
    }
    const bool headIsThere =
        state == HttpParser::State::Asking || state == HttpParser::State::Body || state == HttpParser::State::Complete;
    if ((m_peer.overLimit && headIsThere) || !claimBody())
        return refuse(503, {{"Retry-After", "2"}});
    if (state == HttpParser::State::Asking)
        return askForBody();
    if (m_parser.takeContinueWanted())
        m_output += HttpWriter::continueLine;
    if (state == HttpParser::State::Complete)
        dispatch();
}

void HttpConnection::complete(HttpRequest &request) const
{
    request.peerAddress = m_peer.address;
    request.peerPort = m_peer.port;
    request.localPort = m_peer.localPort;
    request.tls = m_peer.tls;
    request.sniHost = m_sniHost;
}

void HttpConnection::askForBody()
{
    HttpRequest head = m_parser.head();
    complete(head);
    m_headRequest = head.method == "HEAD";
    m_phase = Phase::Asking;
    m_readDeadline = TimePoint::max();
    catchAll([&] {
        m_worker.shared().handler.admitBody(std::move(head), m_parser.announcedBody(),
                                            BodyAdmission(shared_from_this(), ++m_serial));
    });
}

void HttpConnection::admitBody(quint64 requestSerial, qint64 limit, BodyClaim claim)
{
    if (m_inbox->isOwnThread() && m_phase == Phase::Asking && requestSerial == m_serial)
        return takeAdmission(limit, claim);
    m_inbox->admit({shared_from_this(), requestSerial, limit, std::move(claim)});
}

void HttpConnection::takeAdmission(qint64 limit, const BodyClaim &claim)
{
    m_claim = claim;
    m_phase = Phase::Head; // of which awaitRequest() makes the body's
    m_parser.admitBody(limit);
    afterFeed();
}

// A claim that was made before the length was known grows with the body.
bool HttpConnection::claimBody()
{
    return m_claim.isEmpty() || m_parser.bodySize() <= m_claim.bytes() || m_claim.grow(claimStep);
}

void HttpConnection::dispatch()
{
    HttpRequest request = m_parser.takeRequest();
    complete(request);
    m_headRequest = request.method == "HEAD";
    m_clientCloses = !request.keepAlive;
    m_phase = Phase::Dispatching;
    m_readDeadline = TimePoint::max();
    m_hadRequest = true;
    WorkerCounters::add(m_worker.mutableCounters().requests);

    m_worker.noteHandled();
    Responder responder(shared_from_this(), ++m_serial, m_claim);
    catchAll([&] { m_worker.shared().handler.handle(std::move(request), std::move(responder)); });
    if (m_phase != Phase::Dispatching)
        return;
    m_phase = Phase::Answering;
    if (m_pipelined)
        m_worker.beginPipelined();
}

void HttpConnection::reply(quint64 requestSerial, HttpResponse response)
{
    // The phase belongs to the worker's thread, so the thread is asked first.
    const auto isAwaited = [&] {
        return (m_phase == Phase::Dispatching || m_phase == Phase::Asking) && requestSerial == m_serial;
    };
    if (m_inbox->isOwnThread() && isAwaited())
        return answer(response);
    std::vector<PendingReply> alone;
    alone.push_back({shared_from_this(), requestSerial, std::move(response)});
    m_inbox->replyAll(std::move(alone));
}

void HttpConnection::deliver(const PendingReply &reply)
{
    if (!isWithHandler() || reply.requestSerial != m_serial)
        return;
    answer(reply.response);
    pump();
}

void HttpConnection::deliver(const ReplyInbox::Admission &admission)
{
    if (m_phase != Phase::Asking || admission.serial != m_serial)
        return;
    takeAdmission(admission.limit, admission.claim);
    pump();
}

void HttpConnection::answer(const HttpResponse &response)
{
    const bool isRefusedBody = m_phase == Phase::Asking;
    endPipelined();
    if (isRefusedBody)
        m_unwanted = static_cast<std::size_t>(
            std::min(m_parser.announcedBody().value_or(patienceWithUnwanted), patienceWithUnwanted));
    const bool keepAlive = !isRefusedBody && !m_clientCloses && !m_draining;
    m_clientCloses = m_clientCloses && !isRefusedBody;
    m_worker.lend(m_output);
    m_worker.writer().write(response, m_headRequest, keepAlive, m_output);
    m_phase = keepAlive ? Phase::Idle : Phase::Finishing;
}

void HttpConnection::refuse(int status, const HttpHeaders &headers)
{
    m_clientCloses = false;
    m_worker.writer().write(HttpResponse(status, headers, {}), false, false, m_output);
    m_phase = Phase::Finishing;
}

void HttpConnection::pump()
{
    advance();
    waitForMore();
}

// Moves everything on as far as it goes now.
void HttpConnection::advance()
{
    while (m_phase != Phase::Closed && m_phase != Phase::Lingering && flush()) {
        if (m_phase == Phase::Finishing)
            return finish();
        if (!isReading() || m_input.empty() || m_hadRequest || isBehind())
            return;
        const std::string input = std::exchange(m_input, {});
        m_pipelined = m_parser.state() == HttpParser::State::Idle;
        takeInput(input);
    }
}

// A client that does not read what it has asked for is not answered more; its time is that of one that blocks us.
bool HttpConnection::isBehind()
{
    const bool behind = m_parser.state() == HttpParser::State::Idle && m_stream->unsent() >= NewSocket::unsentLowWater;
    if (behind && !m_behind) {
        m_readDeadline = TimePoint::max();
        m_writeDeadline = now() + m_rules->timeouts.write;
    }
    if (!behind && m_behind)
        m_writeDeadline = TimePoint::max();
    m_behind = behind;
    if (behind)
        await(Writable);
    return behind;
}

void HttpConnection::endPipelined()
{
    if (std::exchange(m_pipelined, false) && m_phase == Phase::Answering)
        m_worker.endPipelined();
}

void HttpConnection::waitForMore()
{
    if (!isReading() && !isWithHandler())
        return;
    if (isReading() && m_output.empty() && !m_input.empty() && !m_behind)
        return await(Turn); // its own was over
    if (isReading() && m_inputEnded && m_input.empty() && m_output.empty())
        return close();
    awaitRequest();
    // One that closes after this answer is not waited for: most are over before that would have been worth it.
    if (m_phase == Phase::Answering && m_clientCloses)
        return;
    if (m_inputEnded || m_input.size() >= inputHighWater)
        return;
    await(m_stream->drained() ? Readable : Turn);
}

bool HttpConnection::flush()
{
    while (m_written < m_output.size()) {
        const IoResult result = m_stream->write(m_output.data() + m_written, m_output.size() - m_written);
        if (result.status == IoStatus::Done) {
            m_written += result.bytes;
            m_taken += result.bytes;
            continue;
        }
        if (result.status != IoStatus::WantWrite && result.status != IoStatus::WantRead) {
            close();
            return false;
        }
        if (!isBlocked() || m_taken >= writeStep) {
            m_taken = 0;
            m_readDeadline = TimePoint::max();
            m_writeDeadline = now() + m_rules->timeouts.write;
        }
        await(result.status == IoStatus::WantWrite ? Writable : Readable);
        return false;
    }
    if (!m_behind)
        m_writeDeadline = TimePoint::max();
    if (m_phase == Phase::Idle || m_phase == Phase::Finishing)
        m_claim = {};
    m_written = 0;
    m_worker.takeBack(m_output);
    return true;
}

} // namespace unmta::http
