// One attempt to get one certificate: moves an AcmeOrder through its states by asking the CA. Worker thread only.
#pragma once

#include "acme/AcmeClient.h"
#include "acme/AcmeOrder.h"
#include "acme/CertificateIssuer.h"

#include <memory>

namespace unmta::acme {

// What all attempts of an issuer share; everything outlives them.
struct AcmeWorld
{
    outbound::Outbound &http;
    ChallengeBoard &board;
    CaaSource *caa; // null: is not asked
    const Clock &clock;
    AcmeClient &client;
    std::shared_ptr<Gate> gate;
    Millis validationTimeout;
};

class AcmeAttempt : public std::enable_shared_from_this<AcmeAttempt>
{
public:
    // `ended` tells the owner, which must not drop the attempt before it has returned.
    AcmeAttempt(AcmeWorld world, IssueRequest request, CertificateIssuer::Progress progress,
                CertificateIssuer::Done done, std::function<void()> ended);
    ~AcmeAttempt();
    AcmeAttempt(const AcmeAttempt &) = delete;
    AcmeAttempt &operator=(const AcmeAttempt &) = delete;

    void start();

private:
    void advance();
    void step();
    void beforeOrder();
    // Before an order: one that the CA must refuse is not placed.
    void askCaa();
    void caaFound(const std::optional<CaaSet> &set);
    void placeOrder();
    void publishChallenge();
    void tellChallenge();
    void sendCsr();
    void download();
    // Asks and hands the object of the answer to a transition of the order.
    void ask(const QString &url, const QByteArray &payload,
             std::function<OrderStep(const QJsonObject &, const outbound::HttpReply &)> transition);
    void accept(const OrderStep &next, std::optional<Millis> retryAfter);
    void enter(AcmeOrder next, std::optional<Millis> retryAfter = {});
    void wait(Millis pause);
    void pollAgain(std::optional<Millis> retryAfter);
    void stepFailed(const AcmeFailure &failure);
    [[nodiscard]] bool startAnew(const AcmeFailure &failure);
    [[nodiscard]] std::optional<AcmeOrder> freshOrder();
    void report();
    void withdraw();
    // Without having bothered the CA with an order.
    void refuse(const Error &error);
    void fail(const AcmeFailure &failure, bool isStateKept);
    void succeed();
    void end(IssueOutcome outcome);

    AcmeWorld m_world;
    IssueRequest m_request;
    CertificateIssuer::Progress m_progress;
    CertificateIssuer::Done m_done;
    std::function<void()> m_ended;

    AcmeOrder m_order;
    bool m_isResumed = false;
    bool m_isOrderCleared = false; // nothing that we could know speaks against it
    int m_endsTold = 0;            // how often in a row the CA has said that the order is dead
    int m_endsInStep = 0;          // the same, not in a row
    int m_furthest = 0;            // see rankOf
    int m_failuresInStep = 0;      // since the order got this far
    int m_failuresInRow = 0;       // the same, since the CA was heard last
    quint64 m_rejectedNonces = 0;  // when a step failed last
    int m_refusalsInStep = 0;
    int m_polls = 0;
    std::chrono::steady_clock::time_point m_deadline;
    QByteArray m_reportedState;
    QString m_publishedToken;
};

} // namespace unmta::acme
