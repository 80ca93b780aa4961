// The one door: matches routes, authenticates, checks scopes and sizes, calls the handler, turns errors into refusals.
// Engine thread.
#pragma once

#include "api/ApiCall.h"
#include "api/RouteTree.h"
#include "base/Clock.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace unmta {

class AnswerMemory;
class RepeatedCalls;
class TokenService;

class ApiDispatcher final : public QObject
{
    Q_OBJECT

public:
    // What dispatch() answers with.
    using Reply = std::function<void(ApiResponse)>;
    // Answers at once, or keeps `answer` and calls it later on the engine thread.
    using Handler = std::function<void(const ApiCall &call, ApiAnswer answer)>;
    // The usual kind.
    using SimpleHandler = std::function<Result<ApiResponse>(const ApiCall &call)>;

    ApiDispatcher(TokenService &tokens, const Clock &clock, bool sandbox);
    // Waits for the workers' jobs under way; those that wait for a thread are dropped.
    ~ApiDispatcher() override;

    // The operations are those of Operations.h: dispatcher.on(api::getServer, …). One handler each.
    void on(const Route &operation, const Handler &handler);
    void on(const Route &operation, SimpleHandler handler);
    // Called when a handler found the store full: true where room was made and a second try is worth it. What a handler
    // could not store it has not done.
    void setRoomMaker(std::function<bool()> makeRoom) { m_makeRoom = std::move(makeRoom); }
    // What surrounds whatever is done because somebody asked for it (see store::Database::Unfenced).
    using Frame = std::shared_ptr<void>;
    void setFrame(std::function<Frame()> frame) { m_frame = std::move(frame); }
    // For what a handler does later: as long as it lives.
    [[nodiscard]] Frame frame() const { return m_frame ? m_frame() : Frame(); }
    // Keeps the answers to POSTs that come with an Idempotency-Key; without it the keys are ignored.
    void setAnswerMemory(AnswerMemory &memory);
    // To be asked once every handler is there. Error: api.unhandled (context "operations"): a programming error with
    // which an engine must not start.
    [[nodiscard]] Result<void> checkHandlers() const;
    // For what takes longer than the engine thread may be kept. A job may post its answer to the dispatcher, which
    // outlives it.
    [[nodiscard]] QThreadPool &workers() { return m_workers; }
    // Whether a request may send its body, judged by its head: how many bytes at most. `announced` is what the head
    // says about the length, if anything. Errors: those that dispatch() would answer with.
    [[nodiscard]] Result<qsizetype> admit(const ApiRequest &head, const ApiCaller &caller,
                                          std::optional<qint64> announced);
    // `reply` runs once, on the engine thread, possibly before dispatch() returns. A request without an id gets one.
    void dispatch(ApiRequest request, const ApiCaller &caller, Reply reply);
    // Unlike that of any other request to any engine. Any thread.
    [[nodiscard]] QByteArray newRequestId();

    // Answers since the start, by the class of their status.
    struct Counts
    {
        quint64 done = 0;    // 2xx
        quint64 refused = 0; // 4xx
        quint64 failed = 0;  // 5xx
    };
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    [[nodiscard]] int jobsRunning() const { return m_workers.activeThreadCount(); }

private:
    void count(int status);

    struct Failures
    {
        int count = 0;
        std::chrono::steady_clock::time_point since;
    };

    struct Matched
    {
        const Route *route = nullptr;
        QHash<QByteArray, QString> parameters;
        const Route *versioned = nullptr; // the GET of the same path, if what it shows has an ETag
    };

    struct Entered
    {
        ApiCall call;
        const Route &route;
        const Route *versioned;
    };

    [[nodiscard]] Result<Matched> match(const ApiRequest &request) const;
    // Finds the route and lets the caller in.
    [[nodiscard]] Result<Entered> enter(ApiRequest request, const ApiCaller &caller);
    [[nodiscard]] Result<void> authenticate(const ApiCaller &caller, const Route &route, ApiCall &call);
    [[nodiscard]] Error unauthenticated(const QString &peer);
    [[nodiscard]] static Result<void> checkBody(const ApiCall &call, const Route &route);
    void run(const Entered &entered, ApiAnswer answer);
    // Of what GET of the call's path shows. Errors: request.not_versioned; those of that GET.
    [[nodiscard]] Result<QByteArray> presentEtag(const Entered &entered) const;
    [[nodiscard]] Result<void> checkConditions(const Entered &entered) const;

    TokenService &m_tokens;
    const Clock &m_clock;
    std::vector<const Route *> m_served;
    RouteTree m_routes;
    QHash<const Route *, Handler> m_handlers;
    QHash<QString, Failures> m_failures; // wrong tokens by address
    std::function<bool()> m_makeRoom;
    std::function<Frame()> m_frame;
    std::unique_ptr<RepeatedCalls> m_repeats;
    Counts m_counts;
    QThreadPool m_workers;
    const QByteArray m_idPrefix;
    std::atomic<quint64> m_lastId = 0;
};

} // namespace unmta
