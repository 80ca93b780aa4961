#include "http/server/HttpWorker.h"

#include "base/Bytes.h"
#include "base/Log.h"
#include "base/ThreadName.h"
#include "http/server/HttpConnection.h"

#include <limits>

namespace unmta::http {

namespace {

// Connections above the limit that are still told 503; beyond those a close must do.
int overflowAllowance(int limit)
{
    return std::clamp(limit / 8, 1, 512);
}
constexpr int acceptsPerTurn = 64;
constexpr std::size_t readBufferSize = 16 * KiB;

bool isLoopback(const asio::ip::address &address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
    return address.is_loopback();
}

std::chrono::milliseconds tickInterval(const HttpTimeouts &timeouts)
{
    const Millis shortest = std::min({timeouts.handshake, timeouts.head, timeouts.body, timeouts.write, timeouts.idle,
                                      timeouts.linger, timeouts.drain});
    return std::clamp(shortest / 5, Millis(10), Millis(250));
}

} // namespace

void ReplyInbox::push(Item item)
{
    const std::lock_guard lock(m_mutex);
    if (!m_wake)
        return;
    m_items.push_back(std::move(item));
    if (m_items.size() == 1)
        m_wake();
}

std::vector<ReplyInbox::Item> ReplyInbox::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_items, {});
}

void ReplyInbox::close()
{
    std::vector<Item> dropped;
    const std::lock_guard lock(m_mutex);
    m_wake = nullptr;
    dropped.swap(m_items);
}

HttpWorker::HttpWorker(ServerShared &shared, std::function<HttpWorker &()> pickWorker)
    : m_shared(shared)
    , m_pickWorker(std::move(pickWorker))
    , m_work(m_context.get_executor())
    , m_tickTimer(m_context)
    , m_inbox(std::make_shared<ReplyInbox>([this] { asio::post(m_context, [this] { deliverReplies(); }); }))
    , m_writer(shared.clock)
    , m_readBuffer(readBufferSize)
{}

HttpWorker::~HttpWorker()
{
    stop();
    join();
}

void HttpWorker::startThread(const QByteArray &name)
{
    m_thread = std::thread([this, name] {
        nameThisThread(name.constData());
        m_inbox->claimThread();
        m_context.run();
    });
}

void HttpWorker::addAcceptor(int listener, std::shared_ptr<Acceptor> acceptor, bool tls)
{
    asio::post(m_context, [this, listener, acceptor = std::move(acceptor), tls] {
        asio::error_code ignored;
        acceptor->non_blocking(true, ignored);
        m_acceptors.push_back({listener, acceptor, tls});
        accept(acceptor, tls);
    });
}

void HttpWorker::removeAcceptor(int listener)
{
    asio::post(m_context, [this, listener] {
        m_acceptors.remove_if([&](const Listening &listening) {
            if (listening.listener != listener)
                return false;
            closeAcceptor(listening);
            return true;
        });
    });
}

// A client whose connection the system has completed must not be cut off only because we had not got to it.
void HttpWorker::closeAcceptor(const Listening &listening)
{
    acceptWaiting(*listening.acceptor, listening.tls, std::numeric_limits<int>::max());
    asio::error_code ignored;
    listening.acceptor->close(ignored);
}

void HttpWorker::drain()
{
    asio::post(m_context, [this] {
        for (const Listening &listening : m_acceptors)
            closeAcceptor(listening);
        m_acceptors.clear();
        m_draining = true;
        const std::vector<std::shared_ptr<HttpConnection>> all(m_connections.begin(), m_connections.end());
        for (const auto &connection : all)
            connection->drain();
    });
}

void HttpWorker::stop()
{
    asio::post(m_context, [this] {
        cutAll();
        m_context.stop();
    });
}

void HttpWorker::join()
{
    if (m_thread.joinable())
        m_thread.join();
    cutAll();
}

void HttpWorker::cutAll()
{
    m_inbox->close();
    asio::error_code ignored;
    for (const Listening &listening : m_acceptors)
        listening.acceptor->close(ignored);
    m_acceptors.clear();
    const std::vector<std::shared_ptr<HttpConnection>> all(m_connections.begin(), m_connections.end());
    for (const auto &connection : all)
        connection->close();
    m_replies.clear();
    m_turns.clear();
    m_waiting.clear();
    m_handshakes.clear();
}

void HttpWorker::accept(const std::shared_ptr<Acceptor> &acceptor, bool tls)
{
    HttpWorker &target = m_pickWorker ? m_pickWorker() : *this;
    acceptor->async_accept(
        target.m_context, [this, &target, acceptor, tls](asio::error_code error, asio::ip::tcp::socket socket) {
            if (error == asio::error::operation_aborted || !acceptor->is_open())
                return;
            if (error && !std::exchange(m_acceptFailing, true))
                qCWarning(lcHttp).noquote().nospace() << "cannot accept error=\"" << error.message().c_str() << '"';
            if (error)
                return acceptAgainLater(acceptor, tls);
            m_acceptFailing = false;
            give(target, std::move(socket), tls);
            // Newcomers must not queue one per turn while busy connections have theirs.
            acceptWaiting(*acceptor, tls, acceptsPerTurn);
            accept(acceptor, tls);
        });
}

void HttpWorker::acceptWaiting(Acceptor &acceptor, bool tls, int most)
{
    for (int i = 0; i < most; ++i) {
        HttpWorker &target = m_pickWorker ? m_pickWorker() : *this;
        asio::error_code error;
        asio::ip::tcp::socket socket = acceptor.accept(target.m_context, error);
        if (error)
            return;
        give(target, std::move(socket), tls);
    }
}

void HttpWorker::give(HttpWorker &target, asio::ip::tcp::socket socket, bool tls)
{
    if (&target == this)
        return adopt(std::move(socket), tls);
    auto handed = std::make_shared<asio::ip::tcp::socket>(std::move(socket));
    asio::post(target.m_context, [&target, handed, tls] { target.adopt(std::move(*handed), tls); });
}

// Out of descriptors, most likely: trying again at once would only burn the processor.
void HttpWorker::acceptAgainLater(const std::shared_ptr<Acceptor> &acceptor, bool tls)
{
    const auto timer = std::make_shared<asio::steady_timer>(m_context, std::chrono::milliseconds(100));
    timer->async_wait([this, timer, acceptor, tls](asio::error_code error) {
        if (!error && acceptor->is_open())
            accept(acceptor, tls);
    });
}

void HttpWorker::adopt(asio::ip::tcp::socket socket, bool tls)
{
    WorkerCounters::add(m_counters.connectionsAccepted);
    asio::error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error)
        return;
    const auto local = socket.local_endpoint(error);
    socket.non_blocking(true, error);
    socket.set_option(asio::ip::tcp::no_delay(true), error);

    const auto rules = m_shared.rules();
    const HttpConnectionLimits &limits = rules->connections;
    HttpConnection::Peer peer{peerText(remote.address()), remote.port(), local.port(), tls, false, std::nullopt};
    const int open = m_shared.connectionsOpen.fetch_add(1) + 1;
    if (limits.perAddress > 0 && (limits.limitLoopback || !isLoopback(remote.address())) &&
        !(limits.unlimitedPeer && limits.unlimitedPeer(peer.address))) {
        peer.counted = AddressCounts::keyOf(remote.address());
    }
    peer.overLimit = isOverLimit(limits, open, peer.counted);
    if (peer.overLimit) {
        WorkerCounters::add(m_counters.connectionsRefused);
        if (open <= limits.total)
            tellOfCrowd(limits, peer.address);
    }
    if (peer.overLimit && open > limits.total + overflowAllowance(limits.total))
        return forget(nullptr, peer.counted);
    std::unique_ptr<Stream> stream;
    if (tls)
        stream = std::make_unique<TlsStream>(std::move(socket), *m_shared.tls, peer.address);
    else
        stream = std::make_unique<TcpStream>(std::move(socket));

    const auto connection = std::make_shared<HttpConnection>(*this, std::move(stream), std::move(peer), rules);
    m_connections.insert(connection);
    connection->start();
    if (m_draining)
        connection->drain();
    scheduleTick();
}

// Behind one address may be everybody, when it is a proxy's.
void HttpWorker::tellOfCrowd(const HttpConnectionLimits &limits, const QByteArray &address)
{
    constexpr std::chrono::seconds pause = std::chrono::minutes(1);
    const auto now = m_shared.clock.steady().time_since_epoch();
    auto due = m_shared.crowdToldUntil.load();
    if (now < due || !m_shared.crowdToldUntil.compare_exchange_strong(due, now + pause))
        return;
    qCWarning(lcHttp).noquote().nospace()
        << "connections refused, too many of one address address=" << address << " limit=" << limits.perAddress
        << " advice=\"" << limits.adviceOnCrowds << '"';
}

bool HttpWorker::isOverLimit(const HttpConnectionLimits &limits, int open,
                             const std::optional<AddressCounts::Key> &counted)
{
    const bool ofAddress = counted && m_shared.addresses.add(*counted) > limits.perAddress;
    if (ofAddress && !(limits.shedsByAddress && shed(counted)))
        return true;
    // Who has gone for the address's sake has made room for this, too.
    return open > limits.total && !ofAddress && !shed(std::nullopt);
}

void HttpWorker::forget(const std::shared_ptr<HttpConnection> &connection,
                        const std::optional<AddressCounts::Key> &counted)
{
    m_shared.connectionsOpen.fetch_sub(1);
    if (counted)
        m_shared.addresses.remove(*counted);
    if (connection)
        m_connections.erase(connection);
}

// Deadlines are looked at in one sweep, a few times a second and only while there are connections: a timer for each
// would cost more than the connection itself.
void HttpWorker::scheduleTick()
{
    if (m_ticking || m_connections.empty())
        return;
    m_ticking = true;
    m_tickTimer.expires_after(tickInterval(m_shared.rules()->timeouts));
    m_tickTimer.async_wait([this](asio::error_code error) {
        m_ticking = false;
        if (!error)
            tick();
    });
}

void HttpWorker::tick()
{
    const auto now = m_shared.clock.steady();
    std::vector<std::shared_ptr<HttpConnection>> due;
    for (const auto &connection : m_connections) {
        if (now >= connection->deadline())
            due.push_back(connection);
    }
    for (const auto &connection : due)
        connection->checkDeadline(now);
    scheduleTick();
}

} // namespace unmta::http
