#include "acme/AcmeIssuer.h"

#include "acme/AcmeAttempt.h"
#include "acme/AcmeClient.h"
#include "acme/Gate.h"
#include "acme/RenewalInfo.h"

#include <deque>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace unmta::acme {

// Lives on the worker thread behind the gate; only the gate and the queue of the worker are touched from outside.
class AcmeIssuer::Core
{
public:
    Core(outbound::Outbound &http, ChallengeBoard &board, const Clock &clock, AcmeConfig config,
         const QByteArray &account, AccountChanged accountChanged, CaaSource *caa)
        : m_http(http)
        , m_board(board)
        , m_caa(caa)
        , m_clock(clock)
        , m_maxParallel(static_cast<std::size_t>(std::max(config.maxParallel, 1)))
        , m_validationTimeout(config.validationTimeout)
        , m_client(http, m_gate, clock, std::move(config), account, std::move(accountChanged))
    {}
    ~Core() { m_gate->close(); }
    Core(const Core &) = delete;
    Core &operator=(const Core &) = delete;

    // Any thread.
    void enqueue(IssueRequest request, Progress progress, Done done)
    {
        m_http.post(m_gate->wrap(
            [this, request = std::move(request), progress = std::move(progress), done = std::move(done)]() mutable {
                m_waiting.push_back({std::move(request), std::move(progress), std::move(done)});
                startWaiting();
            }));
    }

    // Any thread.
    void askRenewal(QByteArray chainPem, std::function<void(RenewalAdvice)> done)
    {
        m_http.post(m_gate->wrap([this, chainPem = std::move(chainPem), done = std::move(done)]() mutable {
            m_client.needDirectory([this, chainPem, done](const std::optional<AcmeFailure> &failure) {
                const Result<QString> id = renewalId(chainPem);
                if (failure)
                    return done(RenewalAdvice::later(askAgainAfter(failure->retryAfter)));
                if (!id || m_client.directory().renewalInfo.isEmpty())
                    return done(RenewalAdvice());
                m_client.get(m_client.directory().renewalInfo + u'/' + *id,
                             [this, done](const AcmeReply &reply) { done(adviceOf(reply)); });
            });
        }));
    }

private:
    struct Waiting
    {
        IssueRequest request;
        Progress progress;
        Done done;
    };

    [[nodiscard]] RenewalAdvice adviceOf(const AcmeReply &reply) const
    {
        if (const auto *failure = std::get_if<AcmeFailure>(&reply)) {
            // It knows nothing of a certificate that is another CA's.
            if (failure->error.code == u"acme.not_found")
                return {};
            return RenewalAdvice::later(askAgainAfter(failure->retryAfter));
        }
        const auto &answer = std::get<outbound::HttpReply>(reply);
        const auto retryAfter = outbound::parseRetryAfter(answer.header("retry-after"), m_clock.now());
        const Result<RenewalWindow> window =
            jsonOf(answer) ? parseRenewalWindow(answer.body, retryAfter) : Result<RenewalWindow>(badAnswer({}).error);
        return window ? RenewalAdvice(*window) : RenewalAdvice::later(askAgainAfter(retryAfter));
    }

    void startWaiting()
    {
        while (m_running.size() < m_maxParallel && !m_waiting.empty()) {
            Waiting next = std::move(m_waiting.front());
            m_waiting.pop_front();
            const quint64 id = ++m_lastId;
            // The attempt is still on the stack when it ends: it is dropped in the next turn.
            auto ended = [this, id] {
                m_http.post(m_gate->wrap([this, id] {
                    m_running.erase(id);
                    startWaiting();
                }));
            };
            AcmeWorld world{m_http, m_board, m_caa, m_clock, m_client, m_gate, m_validationTimeout};
            const auto attempt = std::make_shared<AcmeAttempt>(std::move(world), std::move(next.request),
                                                               std::move(next.progress), std::move(next.done), ended);
            m_running.emplace(id, attempt);
            attempt->start();
        }
    }

    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
    outbound::Outbound &m_http;
    ChallengeBoard &m_board;
    CaaSource *m_caa;
    const Clock &m_clock;
    std::size_t m_maxParallel;
    Millis m_validationTimeout;
    AcmeClient m_client;
    std::deque<Waiting> m_waiting;
    std::unordered_map<quint64, std::shared_ptr<AcmeAttempt>> m_running;
    quint64 m_lastId = 0;
};

AcmeIssuer::AcmeIssuer(outbound::Outbound &http, ChallengeBoard &board, const Clock &clock, AcmeConfig config,
                       const QByteArray &account, AccountChanged accountChanged, CaaSource *caa)
    : m_core(std::make_unique<Core>(http, board, clock, std::move(config), account, std::move(accountChanged), caa))
{}

AcmeIssuer::~AcmeIssuer() = default;

void AcmeIssuer::issue(IssueRequest request, Progress progress, Done done)
{
    m_core->enqueue(std::move(request), std::move(progress), std::move(done));
}

void AcmeIssuer::renewalWindow(QByteArray chainPem, std::function<void(RenewalAdvice)> done)
{
    m_core->askRenewal(std::move(chainPem), std::move(done));
}

QString AcmeIssuer::kind() const
{
    return u"acme"_s;
}

} // namespace unmta::acme
