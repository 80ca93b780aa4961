#include "http/server/HttpWorker.h"

#include "base/Bytes.h"
#include "base/Log.h"
#include "base/threads/ThisThread.h"
#include "http/server/HttpConnection.h"
#include "http/sockets/SystemSocket.h"

#include <limits>

namespace unmta::http {

namespace {

// Connections above the limit that are still told 503; beyond those a close must do.
int overflowAllowance(int limit)
{
    return std::clamp(limit / 8, 1, 512);
}
constexpr int acceptsPerTurn = 16; // each may bring a request with it
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
                                      timeouts.linger, timeouts.drain, timeouts.proxyHeader});
    return std::clamp(shortest / 5, Millis(10), Millis(250));
}

} // namespace

HttpWorker::HttpWorker(ServerShared &shared, std::function<HttpWorker &()> pickWorker)
    : m_shared(shared)
    , m_pickWorker(std::move(pickWorker))
    , m_work(m_context.get_executor())
    , m_tickTimer(m_context)
#ifdef __linux__
    , m_poll(m_context,
             [this] {
                 const Turn turn(*this);
                 m_poll.serve();
             })
#endif
    , m_inbox(std::make_shared<ReplyInbox>([this] { asio::post(m_context, [this] { deliverReplies(); }); }))
    , m_proxies({[this](auto socket, bool tls, const auto &client) { admitOfProxy(std::move(socket), tls, client); },
                 [this](const auto &socket, auto why) { refuseProxy(socket, why); }})
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
    static_cast<void>(acceptWaiting(*listening.acceptor, listening.tls, std::numeric_limits<int>::max()));
    asio::error_code ignored;
    listening.acceptor->close(ignored);
}

void HttpWorker::drain()
{
    asio::post(m_context, [this] {
        for (const Listening &listening : m_acceptors)
            closeAcceptor(listening);
        m_acceptors.clear();
        drainConnections();
    });
}

void HttpWorker::windDown()
{
    asio::post(m_context, [this] { drainConnections(); });
}

void HttpWorker::drainConnections()
{
    m_draining = true;
    const std::vector<std::shared_ptr<HttpConnection>> all(m_connections.begin(), m_connections.end());
    for (const auto &connection : all)
        connection->drain();
    m_proxies.hurry(m_shared.clock.steady() + m_shared.rules()->timeouts.drain);
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
    m_proxies.cutAll();
#ifdef __linux__
    m_poll.close();
#endif
    m_answers.clear();
    m_delivered = 0;
    m_admissions.clear();
    m_turns.clear();
    m_waiting.clear();
    m_handshakes.clear();
}

void HttpWorker::accept(const std::shared_ptr<Acceptor> &acceptor, bool tls)
{
    awaitConnections(acceptor, [this, acceptor, tls](asio::error_code error) {
        if (error == asio::error::operation_aborted || !acceptor->is_open())
            return;
        const Turn turn(*this);
#ifdef __linux__
        m_poll.serve(); // who is here goes before who comes
#endif
        // Newcomers must not queue one per turn while busy connections have theirs.
        if (!error)
            error = acceptWaiting(*acceptor, tls, acceptsPerTurn);
        if (error && !std::exchange(m_acceptFailing, true))
            qCWarning(lcHttp).noquote().nospace() << "cannot accept error=\"" << error.message().c_str() << '"';
        if (error)
            return acceptAgainLater(acceptor, tls);
        m_acceptFailing = false;
        accept(acceptor, tls);
    });
}

asio::error_code HttpWorker::acceptWaiting(Acceptor &acceptor, bool tls, int most)
{
    asio::error_code error;
    const quint16 port = acceptor.local_endpoint(error).port();
    // All of them first, since each is answered as soon as it is served: whoever comes because of such an answer waits
    // behind what that client has sent before.
    std::vector<NewSocket> ours;
    for (int i = 0; i < most; ++i) {
        auto socket = NewSocket::accept(acceptor, error);
        if (!socket)
            break;
        HttpWorker &target = m_pickWorker ? m_pickWorker() : *this;
        if (&target == this) {
            ours.push_back(*std::move(socket));
            continue;
        }
        const auto handed = std::make_shared<NewSocket>(*std::move(socket));
        asio::post(target.m_context, [&target, handed, tls, port] { target.adopt(std::move(*handed), {tls, port}); });
    }
    for (NewSocket &socket : ours)
        adopt(std::move(socket), {tls, port});
    return error;
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

void HttpWorker::adopt(NewSocket socket, Door door)
{
    WorkerCounters::add(m_counters.connectionsAccepted);
    const auto rules = m_shared.rules();
    const auto &announces = rules->connections.announcingPeer;
    const int open = m_shared.connectionsOpen.fetch_add(1) + 1;
    if (!announces || !announces(peerText(socket.remote().address())))
        return admit(std::move(socket), door, socket.remote());
    if (open > rules->connections.total + overflowAllowance(rules->connections.total)) {
        WorkerCounters::add(m_counters.connectionsRefused);
        return forget(nullptr, std::nullopt);
    }
    const Millis patience = m_draining ? rules->timeouts.drain : rules->timeouts.proxyHeader;
    m_proxies.take(socket.intoSocket(m_context), door.tls, m_shared.clock.steady() + patience);
    scheduleTick();
}

void HttpWorker::admitOfProxy(asio::ip::tcp::socket socket, bool tls, const std::optional<ProxyHeader::Client> &client)
{
    asio::error_code error;
    auto peer = socket.remote_endpoint(error);
    if (error)
        return forget(nullptr, std::nullopt);
    const Door door{tls, socket.local_endpoint(error).port()};
    NewSocket taken(std::move(socket), peer);
    if (client) {
        peer.address(asio::ip::address_v6(client->address.bytes()));
        peer.port(client->port);
    }
    admit(std::move(taken), door, peer);
}

void HttpWorker::refuseProxy(const asio::ip::tcp::socket &socket, ProxyGate::Refusal why)
{
    forget(nullptr, std::nullopt);
    if (why == ProxyGate::Refusal::Left)
        return; // proxies look whether the port is open
    WorkerCounters::add(m_counters.proxyHeadersRefused);
    if (!mayTell(m_shared.proxyToldUntil))
        return;
    asio::error_code error;
    qCWarning(lcHttp).noquote().nospace()
        << "a proxy begins without a PROXY header address=" << peerText(socket.remote_endpoint(error).address())
        << " reason=" << (why == ProxyGate::Refusal::Late ? "late" : "malformed") << " advice=\""
        << m_shared.rules()->connections.adviceOnProxies << '"';
}

void HttpWorker::admit(NewSocket socket, Door door, const asio::ip::tcp::endpoint &client)
{
    const auto rules = m_shared.rules();
    const HttpConnectionLimits &limits = rules->connections;
    HttpConnection::Peer peer{peerText(client.address()), client.port(), door.port, door.tls, false, std::nullopt};
    const int open = m_shared.connectionsOpen;
    if (limits.perAddress > 0 && (limits.limitLoopback || !isLoopback(client.address())) &&
        !(limits.unlimitedPeer && limits.unlimitedPeer(peer.address))) {
        peer.counted = AddressCounts::keyOf(client.address());
    }
    const Limit reached = limitReached(limits, open, peer.counted);
    peer.overLimit = reached != Limit::None;
    if (peer.overLimit) {
        WorkerCounters::add(m_counters.connectionsRefused);
        if (reached != Limit::Total)
            tellOfCrowd(limits, peer.address, reached);
    }
    if (peer.overLimit && open > limits.total + overflowAllowance(limits.total))
        return forget(nullptr, peer.counted);
    std::unique_ptr<Stream> stream;
    if (door.tls)
        stream = std::make_unique<TlsStream>(m_context, std::move(socket), *m_shared.tls, peer.address);
    else
        stream = std::make_unique<TcpStream>(m_context, std::move(socket));

    const auto connection = std::make_shared<HttpConnection>(*this, std::move(stream), std::move(peer), rules);
    m_connections.insert(connection);
    if (m_draining)
        connection->drain();
    connection->start();
    scheduleTick();
}

// Once a minute; the log is for people.
bool HttpWorker::mayTell(std::atomic<std::chrono::steady_clock::duration> &toldUntil) const
{
    constexpr std::chrono::seconds pause = std::chrono::minutes(1);
    const auto now = m_shared.clock.steady().time_since_epoch();
    auto due = toldUntil.load();
    return now >= due && toldUntil.compare_exchange_strong(due, now + pause);
}

// Behind one address may be everybody, when it is a proxy's.
void HttpWorker::tellOfCrowd(const HttpConnectionLimits &limits, const QByteArray &address, Limit reached)
{
    if (!mayTell(m_shared.crowdToldUntil))
        return;
    const bool isNetwork = reached == Limit::Network;
    qCWarning(lcHttp).noquote().nospace()
        << "connections refused, too many of one " << (isNetwork ? "network" : "address") << " address=" << address
        << " limit=" << (isNetwork ? limits.perNetwork : limits.perAddress) << " advice=\"" << limits.adviceOnCrowds
        << '"';
}

HttpWorker::Limit HttpWorker::limitReached(const HttpConnectionLimits &limits, int open,
                                           const std::optional<AddressCounts::Key> &counted)
{
    bool hasMadeRoom = false; // whoever goes for the address's sake, or the network's, makes room for the others, too
    if (counted) {
        const auto counts = m_shared.addresses.add(*counted);
        if (counts.ofAddress > limits.perAddress) {
            if (!limits.shedsByAddress || !shed(Crowd::ofAddress(*counted)))
                return Limit::Address;
            hasMadeRoom = true;
        } else if (limits.perNetwork > 0 && counts.ofNetwork > limits.perNetwork) {
            if (!shed(Crowd::ofNetwork(*AddressCounts::networkOf(*counted))))
                return Limit::Network;
            hasMadeRoom = true;
        }
    }
    return open > limits.total && !hasMadeRoom && !shed(Crowd()) ? Limit::Total : Limit::None;
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
    if (m_ticking || (m_connections.empty() && m_proxies.isEmpty()))
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
    m_proxies.checkDeadlines(now);
    scheduleTick();
}

} // namespace unmta::http
