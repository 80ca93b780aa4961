// Between the transport and what answers. Nothing here knows sockets, so a local socket or a test can drive a handler
// too.
#pragma once

#include "http/BodyBudget.h"
#include "http/HttpMessage.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace unmta::http {

class ReplySink;

// An answer on its way to the request that it belongs to.
struct PendingReply
{
    std::shared_ptr<ReplySink> sink;
    quint64 requestSerial = 0;
    HttpResponse response;
};

// What several sinks have in common, such as the thread that writes their answers. Any thread may call.
class ReplyChannel
{
public:
    virtual ~ReplyChannel() = default;
    // All of sinks that named this channel. Wakes who has to write them once.
    virtual void replyAll(std::vector<PendingReply> replies) = 0;
};

// Where answers go. Any thread may call; an answer for a request that is gone is dropped quietly.
class ReplySink
{
public:
    virtual ~ReplySink() = default;
    virtual void reply(quint64 requestSerial, HttpResponse response) = 0;
    // The body of that request may come, up to so many bytes. Only where bodies are asked for.
    virtual void admitBody(quint64 requestSerial, qint64 limit, BodyClaim claim);
    // Whether anybody is known to be there still who would read an answer.
    [[nodiscard]] virtual bool isAwaited() const { return true; }
    // Through which answers may be sent together; lives as long as the sink. Null: only one by one.
    [[nodiscard]] virtual ReplyChannel *channel() { return nullptr; }
};

// The right and duty to answer one request, once: now or later, from any thread. Destroyed without an answer, it
// answers 500, so a client never hangs on a forgotten branch. When the connection has gone, answering does nothing.
class Responder
{
public:
    Responder() = default;
    // Keeps the claim on the request's body as long as it is there.
    Responder(std::shared_ptr<ReplySink> sink, quint64 requestSerial, BodyClaim claim = {});
    Responder(Responder &&other) noexcept = default;
    Responder &operator=(Responder &&other) noexcept;
    Responder(const Responder &) = delete;
    Responder &operator=(const Responder &) = delete;
    ~Responder();

    void send(HttpResponse response);
    [[nodiscard]] bool pending() const { return m_sink != nullptr; }
    // False: the client has closed its side, or all of it. It may have half-closed, so what is made of this must do for
    // both: an answer that is quickly there.
    [[nodiscard]] bool isAwaited() const { return m_sink && m_sink->isAwaited(); }

private:
    friend class BodyAdmission;
    friend class ResponderBatch;
    [[nodiscard]] quint64 serial() const { return m_serial; }
    // Gives the duty back without an answer.
    [[nodiscard]] std::shared_ptr<ReplySink> release();

    std::shared_ptr<ReplySink> m_sink;
    quint64 m_serial = 0;
    BodyClaim m_claim;
};

// Many answers that leave together: each worker is woken once for all of them, where as many calls of Responder::send()
// from another thread may wake it for each. For one thread at a time, which may be any, a worker's own, too. Answers of
// one connection leave in the order of its requests, as ever.
class ResponderBatch
{
public:
    ResponderBatch() = default;
    ResponderBatch(ResponderBatch &&) noexcept = default;
    ResponderBatch &operator=(ResponderBatch &&other) noexcept;
    ResponderBatch(const ResponderBatch &) = delete;
    ResponderBatch &operator=(const ResponderBatch &) = delete;
    // Sends what is left.
    ~ResponderBatch() { send(); }

    // Takes over the duty to answer. A responder that has none is ignored.
    void add(Responder responder, HttpResponse response);
    // Sends all; the batch is empty then.
    void send();
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

private:
    struct Group
    {
        ReplyChannel *channel;
        std::vector<PendingReply> replies; // one at least while its channel may be used: they keep it alive
    };

    std::vector<Group> m_groups; // as many as there are workers, so they are searched one by one
    std::size_t m_size = 0;
};

// The right and duty to say, once, whether the body of a request may come. Destroyed without a word, it answers 500.
class BodyAdmission
{
public:
    BodyAdmission(std::shared_ptr<ReplySink> sink, quint64 requestSerial)
        : m_refusal(std::move(sink), requestSerial)
    {}
    // The body may have that many bytes; handle() gets the request once it is there. `claim` stands for what is kept of
    // it, from now until the answer has left; one that is smaller than the body grows with it, and where it cannot, the
    // answer is 503.
    void admit(qint64 limit, BodyClaim claim = {});
    // The answer, after which the connection closes; of the body nothing is kept.
    void refuse(HttpResponse response) { m_refusal.send(std::move(response)); }

private:
    Responder m_refusal;
};

class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    // Called on a worker thread, several at once, and must not block. The answer may come later, from any thread.
    virtual void handle(HttpRequest request, Responder responder) = 0;
    // Called on a worker's thread, once after one or more calls of handle() on it: all connections that were found
    // ready together have been served, and the sockets are about to be looked at again. The place to hand over in one
    // piece what those requests have left behind. Must not block or throw. No request waits for a later call: one
    // follows every handle(), unless the server is stopped first.
    virtual void endTurn() {}
    // With HttpLimits::asksForBodies: a head has come that announces a body, of `announced` bytes if it says so. Like
    // handle(), and before it. By default everything up to 1 MiB is admitted.
    virtual void admitBody(HttpRequest head, std::optional<qint64> announced, BodyAdmission admission);
};

} // namespace unmta::http
