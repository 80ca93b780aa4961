// One worker: a thread with its io_context, its acceptors and its connections. Internal.
#pragma once

#include "http/HttpWriter.h"
#include "http/server/ProxyGate.h"
#include "http/server/ReplyInbox.h"
#include "http/server/ServerShared.h"
#include "http/sockets/NewSocket.h"
#include "http/sockets/SocketPoll.h"

#include <deque>
#include <functional>
#include <list>
#include <optional>
#include <span>
#include <thread>
#include <unordered_set>
#include <vector>

namespace unmta::http {

class HttpConnection;

class HttpWorker
{
public:
    using Acceptor = asio::ip::tcp::acceptor;

    // `pickWorker` says who gets the next connection of this worker's acceptors.
    HttpWorker(ServerShared &shared, std::function<HttpWorker &()> pickWorker);
    ~HttpWorker();

    void startThread(const QByteArray &name);
    // Each of these may be called from any thread.
    [[nodiscard]] asio::io_context &context() { return m_context; }
    [[nodiscard]] const WorkerCounters &counters() const { return m_counters; }
    void addAcceptor(int listener, std::shared_ptr<Acceptor> acceptor, bool tls);
    void removeAcceptor(int listener);
    void windDown();
    void drain();
    // Cuts all connections and ends the thread; join() waits for that.
    void stop();
    void join();

    // For connections, on the worker's own thread.
    [[nodiscard]] ServerShared &shared() { return m_shared; }
    [[nodiscard]] WorkerCounters &mutableCounters() { return m_counters; }
    [[nodiscard]] HttpWriter &writer() { return m_writer; }
    // Memory for an answer, that most connections need for a moment only: given to an empty string, and taken from one
    // that is all written.
    void lend(std::string &output);
    void takeBack(std::string &output);
    [[nodiscard]] HeadBuffers &headBuffers() { return m_headBuffers; }
    [[nodiscard]] std::span<char> readBuffer() { return m_readBuffer; }
    [[nodiscard]] const std::shared_ptr<ReplyInbox> &inbox() const { return m_inbox; }
    // Turns are for what waits for no socket: requests that came before their predecessor's answer, and bytes that were
    // put by. Everybody in line has one before anybody has two, and between a few of them the sockets are looked at, so
    // whoever has one request waits for no crowd of those who have many.
    void queueTurn(std::shared_ptr<HttpConnection> connection);
    // A few handshakes, the dearest thing that a stranger can ask for, at a time; those who are in go first.
    void queueHandshake(std::shared_ptr<HttpConnection> connection);
    // Requests that came before their predecessor's answer, and are now with the handler. More than `mostPipelined` of
    // them at a time only make everybody's answers wait.
    void beginPipelined() { ++m_pipelined; }
    void endPipelined();
    static constexpr int mostPipelined = 64;
    // The handler has been called, so it is told when this turn ends.
    void noteHandled();
#ifdef __linux__
    [[nodiscard]] SocketPoll &poll()
    {
        return m_poll;
    }
#endif
    void forget(const std::shared_ptr<HttpConnection> &connection, const std::optional<AddressCounts::Key> &counted);

private:
    struct Listening
    {
        int listener;
        std::shared_ptr<Acceptor> acceptor;
        bool tls;
    };

    enum class Limit : quint8
    {
        None,
        Total,
        Address,
        Network,
    };

    // As long as it lives, many may be served before the handler is told that the turn has ended. What is served
    // outside of any has a turn of its own.
    class Turn
    {
    public:
        explicit Turn(HttpWorker &worker)
            : m_worker(worker)
        {
            worker.m_isInTurn = true;
        }
        ~Turn();
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;

    private:
        HttpWorker &m_worker;
    };

    // Through which a connection has come.
    struct Door
    {
        bool tls;
        quint16 port;
    };

    struct Idle
    {
        std::weak_ptr<HttpConnection> connection;
        std::chrono::steady_clock::time_point since;
    };

    void accept(const std::shared_ptr<Acceptor> &acceptor, bool tls);
    void acceptAgainLater(const std::shared_ptr<Acceptor> &acceptor, bool tls);
    // Without waiting for any.
    [[nodiscard]] asio::error_code acceptWaiting(Acceptor &acceptor, bool tls, int most);
    void closeAcceptor(const Listening &listening);
    void drainConnections();
    void cutAll();
    void adopt(NewSocket socket, Door door);
    // The client is known by now, and the connection counts among those that are open.
    void admit(NewSocket socket, Door door, const asio::ip::tcp::endpoint &client);
    void admitOfProxy(asio::ip::tcp::socket socket, bool tls, const std::optional<ProxyHeader::Client> &client);
    void refuseProxy(const asio::ip::tcp::socket &socket, ProxyGate::Refusal why);
    void tellOfCrowd(const HttpConnectionLimits &limits, const QByteArray &address, Limit reached);
    [[nodiscard]] bool mayTell(std::atomic<std::chrono::steady_clock::duration> &toldUntil) const;
    // The limit above which the newcomer, who is counted by this, stands, and under which nobody can make room.
    [[nodiscard]] Limit limitReached(const HttpConnectionLimits &limits, int open,
                                     const std::optional<AddressCounts::Key> &counted);
    // Closes the connection of that crowd that is missed least; false when all are busy.
    [[nodiscard]] bool shed(const Crowd &crowd);
    void lookForIdle(const Crowd &crowd);
    void endTurn();
    void deliverReplies();
    void deliverSome();
    [[nodiscard]] bool hasReplies() const
    {
        return !m_answers.empty() || !m_admissions.empty();
    }
    void wantTurns();
    void takeTurns();
    void scheduleTick();
    void tick();

    ServerShared &m_shared;
    std::function<HttpWorker &()> m_pickWorker;
    asio::io_context m_context{1};
    asio::executor_work_guard<asio::io_context::executor_type> m_work;
    asio::steady_timer m_tickTimer;
#ifdef __linux__
    SocketPoll m_poll;
#endif
    std::list<Listening> m_acceptors;
    std::unordered_set<std::shared_ptr<HttpConnection>> m_connections;
    std::shared_ptr<ReplyInbox> m_inbox;
    // Out of the inbox, not delivered yet.
    std::deque<std::vector<PendingReply>> m_answers;
    std::size_t m_delivered = 0; // of the first of them
    std::deque<ReplyInbox::Admission> m_admissions;
    std::deque<std::shared_ptr<HttpConnection>> m_turns;
    std::deque<std::shared_ptr<HttpConnection>> m_waiting; // for fewer pipelined requests
    std::deque<std::shared_ptr<HttpConnection>> m_handshakes;
    // Found by one look at all connections, to be shed one after the other, last first.
    std::vector<Idle> m_idle;
    Crowd m_idleCrowd;
    ProxyGate m_proxies;
    HttpWriter m_writer;
    std::vector<char> m_readBuffer;
    HeadBuffers m_headBuffers;
    std::string m_spareOutput;
    WorkerCounters m_counters;
    int m_pipelined = 0;
    bool m_turnsPosted = false;
    bool m_isInTurn = false;
    bool m_hasHandled = false; // in this turn
    bool m_ticking = false;
    bool m_draining = false;
    bool m_acceptFailing = false; // said so once
    std::thread m_thread;
};

} // namespace unmta::http
