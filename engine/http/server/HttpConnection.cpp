#include "http/server/HttpConnection.h"

#include "base/Log.h"

namespace unmta::http {

namespace {

// What a client that pipelines and does not read can make us keep.
constexpr std::size_t outputHighWater = 16 * 1024; // no further pipelined request is begun above
constexpr std::size_t inputHighWater = 16 * 1024;  // read ahead while an answer is awaited
constexpr std::size_t bodyStep = 64 * 1024;
constexpr std::size_t writeStep = 16 * 1024;
constexpr int requestsPerTurn = 16; // then others have their turn

} // namespace

HttpConnection::HttpConnection(HttpWorker &worker, std::unique_ptr<Stream> stream, Peer peer,
                               std::shared_ptr<const ConnectionRules> rules)
    : m_worker(worker)
    , m_inbox(worker.inbox())
    , m_rules(std::move(rules))
    , m_stream(std::move(stream))
    , m_peer(std::move(peer))
    , m_parser(m_rules->limits)
{}

HttpConnection::~HttpConnection() = default;

HttpConnection::TimePoint HttpConnection::now() const
{
    return m_worker.shared().clock.steady();
}

void HttpConnection::start()
{
    if (m_peer.tls) {
        m_deadline = now() + m_rules->timeouts.handshake;
        waitReadable();
        return;
    }
    m_phase = Phase::Reading;
    m_deadline = now() + m_rules->timeouts.head;
    waitReadable();
}

void HttpConnection::waitReadable()
{
    if (m_waitingReadable || m_phase == Phase::Closed)
        return;
    m_waitingReadable = true;
    m_stream->socket().async_wait(Stream::Socket::wait_read, [self = shared_from_this()](asio::error_code error) {
        self->m_waitingReadable = false;
        if (!error)
            self->onSocket();
    });
}

void HttpConnection::waitWritable()
{
    if (m_waitingWritable || m_phase == Phase::Closed)
        return;
    m_waitingWritable = true;
    m_stream->socket().async_wait(Stream::Socket::wait_write, [self = shared_from_this()](asio::error_code error) {
        self->m_waitingWritable = false;
        if (!error)
            self->onSocket();
    });
}

// For bytes that the stream has already taken from the socket, or that were put by: the socket alone would not tell,
// even if somebody waits for it.
void HttpConnection::readSoon()
{
    if (m_waitingTurn)
        return;
    m_waitingTurn = true;
    asio::post(m_worker.context(), [self = shared_from_this()] {
        self->m_waitingTurn = false;
        self->onSocket();
    });
}

void HttpConnection::onSocket()
{
    switch (m_phase) {
    case Phase::Handshake:
        shakeHands();
        break;
    case Phase::Reading:
    case Phase::Answering:
        m_requestsThisTurn = 0;
        advance();
        if (m_phase == Phase::Reading || m_phase == Phase::Answering)
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

void HttpConnection::shakeHands()
{
    WorkerCounters &counters = m_worker.mutableCounters();
    switch (m_stream->handshake().status) {
    case IoStatus::Done:
        WorkerCounters::add(counters.handshakes);
        m_sniHost = m_stream->sniHost();
        m_phase = Phase::Reading;
        m_deadline = now() + m_rules->timeouts.head;
        readInput();
        break;
    case IoStatus::WantRead:
        waitReadable();
        break;
    case IoStatus::WantWrite:
        waitWritable();
        break;
    case IoStatus::Closed:
    case IoStatus::Failed:
        WorkerCounters::add(counters.handshakesFailed);
        if (m_stream->nameRefused())
            WorkerCounters::add(counters.sniRefused);
        // The alert is on its way; a bare close could overtake it with a reset.
        finish();
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
        if (m_phase == Phase::Reading && m_input.empty() && m_output.empty())
            takeInput({buffer.data(), result.bytes});
        else
            m_input.append(buffer.data(), result.bytes);
        break;
    case IoStatus::WantRead:
        break;
    case IoStatus::WantWrite:
        waitWritable();
        break;
    case IoStatus::Closed:
        // Half-closed clients still get the answers that they are waiting for.
        m_inputEnded = true;
        break;
    case IoStatus::Failed:
        return close();
    }
    pump();
}

// Parses and dispatches as long as answers come at once; what is left waits in m_input.
void HttpConnection::takeInput(std::string_view bytes)
{
    std::size_t bodyBytes = 0;
    while (!bytes.empty() && m_phase == Phase::Reading && m_output.size() < outputHighWater &&
           m_requestsThisTurn < requestsPerTurn) {
        const bool inBody = m_parser.state() == HttpParser::State::Body;
        const std::size_t used = m_parser.feed(bytes);
        bytes.remove_prefix(used);
        bodyBytes += inBody ? used : 0;
        afterFeed();
    }
    if (m_phase == Phase::Reading || m_phase == Phase::Answering)
        m_input.assign(bytes);
    if (m_parser.state() == HttpParser::State::Body && (m_progress += bodyBytes) >= bodyStep) {
        m_progress = 0;
        m_deadline = now() + m_rules->timeouts.body;
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
    if (m_peer.overLimit && (state == HttpParser::State::Body || state == HttpParser::State::Complete))
        return refuse(503, {{"Retry-After", "2"}});
    if (m_parser.takeContinueWanted())
        m_output += HttpWriter::continueLine;
    if (state == HttpParser::State::Complete)
        dispatch();
}

void HttpConnection::dispatch()
{
    HttpRequest request = m_parser.takeRequest();
    request.peerAddress = m_peer.address;
    request.peerPort = m_peer.port;
    request.localPort = m_peer.localPort;
    request.tls = m_peer.tls;
    request.sniHost = m_sniHost;
    m_headRequest = request.method == "HEAD";
    m_clientCloses = !request.keepAlive;
    m_keepAlive = request.keepAlive && !m_draining;
    m_phase = Phase::Answering;
    m_deadline = TimePoint::max();
    ++m_requestsThisTurn;
    WorkerCounters::add(m_worker.mutableCounters().requests);

    Responder responder(shared_from_this(), ++m_serial);
    m_dispatching = true;
    try {
        m_worker.shared().handler.handle(std::move(request), std::move(responder));
    } catch (const std::exception &error) {
        // The responder has answered 500 while it was unwound.
        qCCritical(lcHttp).noquote().nospace() << "handler failed error=\"" << error.what() << '"';
    } catch (...) {
        qCCritical(lcHttp) << "handler failed";
    }
    m_dispatching = false;
}

void HttpConnection::reply(quint64 requestSerial, HttpResponse response)
{
    // m_dispatching belongs to the worker's thread, so the thread is asked first.
    if (m_inbox->isOwnThread() && m_dispatching && requestSerial == m_serial) {
        if (m_phase == Phase::Answering)
            answer(response);
        return;
    }
    m_inbox->push({shared_from_this(), requestSerial, std::move(response)});
}

void HttpConnection::deliver(quint64 requestSerial, const HttpResponse &response)
{
    if (m_phase != Phase::Answering || requestSerial != m_serial)
        return;
    m_requestsThisTurn = 0;
    answer(response);
    pump();
}

void HttpConnection::answer(const HttpResponse &response)
{
    m_keepAlive = m_keepAlive && !m_draining;
    m_worker.writer().write(response, m_headRequest, m_keepAlive, m_output);
    m_phase = m_keepAlive ? Phase::Reading : Phase::Finishing;
    m_servedAny = true;
}

void HttpConnection::refuse(int status, const HttpHeaders &headers)
{
    m_keepAlive = false;
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
        if (m_phase != Phase::Reading || m_input.empty() || m_requestsThisTurn >= requestsPerTurn)
            return;
        const std::string input = std::exchange(m_input, {});
        takeInput(input);
    }
}

void HttpConnection::waitForMore()
{
    if (m_phase != Phase::Reading && m_phase != Phase::Answering)
        return;
    if (m_phase == Phase::Reading && m_output.empty() && !m_input.empty())
        return readSoon(); // its turn was over
    if (m_phase == Phase::Reading && m_inputEnded && m_output.empty())
        return close();
    setReadDeadline();
    if (m_inputEnded || m_input.size() >= inputHighWater)
        return;
    if (m_stream->drained())
        waitReadable();
    else
        readSoon();
}

bool HttpConnection::flush()
{
    while (m_written < m_output.size()) {
        const IoResult result = m_stream->write(m_output.data() + m_written, m_output.size() - m_written);
        if (result.status == IoStatus::Done) {
            m_written += result.bytes;
            m_progress += result.bytes;
            continue;
        }
        if (result.status != IoStatus::WantWrite && result.status != IoStatus::WantRead) {
            close();
            return false;
        }
        if (!m_writeBlocked || m_progress >= writeStep) {
            m_progress = 0;
            m_deadline = now() + m_rules->timeouts.write;
        }
        m_writeBlocked = true;
        result.status == IoStatus::WantWrite ? waitWritable() : waitReadable();
        return false;
    }
    if (m_writeBlocked) {
        m_writeBlocked = false;
        m_progress = 0;
        m_deadline = TimePoint::max();
        m_deadlineFor = HttpParser::State::Complete;
        setReadDeadline();
    }
    m_written = 0;
    if (m_output.capacity() > writeStep)
        m_output = {};
    else
        m_output.clear();
    return true;
}

} // namespace unmta::http
