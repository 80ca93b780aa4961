#include "acme/AcmeAttempt.h"

#include "acme/Certificate.h"
#include "acme/Csr.h"
#include "acme/Jws.h"
#include "acme/RenewalInfo.h"
#include "base/Log.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace unmta::acme {

namespace {

constexpr int triesPerStep = 18;
// In all, where the CA is heard in between: then what comes instead of its answers is somebody else's.
constexpr int mostTriesPerStep = 15 * triesPerStep;
constexpr int looksAtTheEnd = 3;
// A CA that ends an order says why; whoever does not may be somebody else.
constexpr int looksAtAnUnexplainedEnd = 8;
constexpr int mostEndsPerStep = 4 * triesPerStep;
constexpr Millis firstPause = std::chrono::milliseconds(250);
// A longer Retry-After ends the attempt, so that a waiting CA does not hold up other hosts.
constexpr Millis longestPauseInAttempt = std::chrono::seconds(60);
constexpr Millis longestPollPause = std::chrono::seconds(10);
constexpr Millis longestRetryPause = std::chrono::seconds(15);

// How far an order has got. Looking again after a lost answer leads back a little; only new ground is progress, else a
// CA could keep an attempt going for ever.
int rankOf(const AcmeOrder &order)
{
    return 2 * static_cast<int>(order.state()) + (order.isReadyForCsr() ? 1 : 0);
}

// The CA does something upon this request that cannot be done twice.
bool isOnceOnly(const AcmeOrder &order)
{
    return order.state() == AcmeOrder::State::ChallengeReady || order.isReadyForCsr();
}

// For people, with the line of the zone file.
QString explain(const CaaRefusal &refusal, const QString &zone)
{
    const QString add = u"Add this record: "_s + refusal.record;
    switch (refusal.reason) {
    case CaaRefusal::Reason::NotNamed:
        return refusal.named.isEmpty() ? u"%1 lets nobody issue. %2"_s.arg(zone, add)
                                       : u"%1 lets only %2 issue. %3"_s.arg(zone, refusal.named.join(u", "_s), add);
    case CaaRefusal::Reason::OtherAccount:
        return u"%1 names another account at %2. %3"_s.arg(zone, refusal.named.join(u", "_s), add);
    case CaaRefusal::Reason::OtherMethod:
        return u"%1 does not allow validation by http-01 at %2. %3"_s.arg(zone, refusal.named.join(u", "_s), add);
    case CaaRefusal::Reason::NotUnderstood:
        return u"%1 has a critical record that no authority knows. Remove this record: %2"_s.arg(zone, refusal.record);
    }
    return add;
}

Millis doubling(Millis first, int times, Millis longest)
{
    return std::min(longest, first * (1 << std::min(times, 10)));
}

} // namespace

AcmeAttempt::AcmeAttempt(AcmeWorld world, IssueRequest request, CertificateIssuer::Progress progress,
                         CertificateIssuer::Done done, std::function<void()> ended)
    : m_world(std::move(world))
    , m_request(std::move(request))
    , m_progress(std::move(progress))
    , m_done(std::move(done))
    , m_ended(std::move(ended))
{}

AcmeAttempt::~AcmeAttempt()
{
    withdraw();
}

void AcmeAttempt::start()
{
    if (const std::optional<AcmeOrder> resumed = AcmeOrder::fromJson(m_request.resumeState, m_request.host)) {
        m_order = *resumed;
        m_isResumed = true;
        m_reportedState = m_request.resumeState;
    }
    m_deadline = m_world.clock.steady() + m_world.validationTimeout;
    advance();
}

void AcmeAttempt::advance()
{
    m_world.client.needAccount([this](const std::optional<AcmeFailure> &failure) {
        if (failure)
            return stepFailed(*failure);
        // An order of another account (or none at all) is of no use.
        if (m_order.accountUrl() != m_world.client.accountUrl()) {
            const std::optional<AcmeOrder> fresh = freshOrder();
            if (!fresh)
                return fail({Error(u"acme.bad_key"_s), true, std::nullopt}, false);
            m_order = *fresh;
            report();
        }
        step();
    });
}

std::optional<AcmeOrder> AcmeAttempt::freshOrder()
{
    const Result<EcKey> key = EcKey::generate();
    if (!key)
        return std::nullopt;
    return AcmeOrder(m_request.host, m_world.client.accountUrl(), key->toPem());
}

void AcmeAttempt::step()
{
    const auto lookAtOrder = [this](const QJsonObject &order, const outbound::HttpReply &) {
        return m_order.withOrder(order);
    };
    switch (m_order.state()) {
    case AcmeOrder::State::New:
        return m_isOrderCleared ? placeOrder() : beforeOrder();
    case AcmeOrder::State::Authorising:
    case AcmeOrder::State::Validating:
        return ask(m_order.authorizationUrl(), {},
                   [this](const QJsonObject &authorization, const outbound::HttpReply &) {
                       return m_order.withAuthorization(authorization);
                   });
    case AcmeOrder::State::ChallengeReady:
        return publishChallenge();
    case AcmeOrder::State::Finalising:
        return m_order.isReadyForCsr() ? sendCsr() : ask(m_order.orderUrl(), {}, lookAtOrder);
    case AcmeOrder::State::Downloading:
        return download();
    case AcmeOrder::State::Done:
        return succeed();
    case AcmeOrder::State::Failed:
        return startAnew(m_order.failure()) ? advance() : fail(m_order.failure(), false);
    }
}

void AcmeAttempt::ask(const QString &url, const QByteArray &payload,
                      std::function<OrderStep(const QJsonObject &, const outbound::HttpReply &)> transition)
{
    m_world.client.post(url, payload, [this, transition = std::move(transition)](const AcmeReply &reply) {
        if (const auto *failure = std::get_if<AcmeFailure>(&reply))
            return stepFailed(*failure);
        const auto &answer = std::get<outbound::HttpReply>(reply);
        const Result<QJsonObject> object = jsonOf(answer);
        if (!object)
            return stepFailed({object.error(), false, std::nullopt});
        accept(transition(*object, answer),
               outbound::parseRetryAfter(answer.header("retry-after"), m_world.clock.now()));
    });
}

void AcmeAttempt::beforeOrder()
{
    m_isOrderCleared = true;
    const QString &profile = m_world.client.profile();
    const QStringList &offered = m_world.client.directory().profiles;
    if (profile.isEmpty() || offered.contains(profile))
        return askCaa();
    refuse(systemError(u"acme.unknown_profile"_s, offered.isEmpty()
                                                      ? u"it offers none"_s
                                                      : logSafe(u"it offers %1"_s.arg(offered.join(u", "_s)))));
}

void AcmeAttempt::askCaa()
{
    // A CA that does not say by which name it goes in CAA records has to judge them alone.
    if (!m_world.caa || m_world.client.directory().caaIdentities.isEmpty())
        return placeOrder();
    auto found = m_world.gate->wrap([weak = weak_from_this()](const std::optional<CaaSet> &set) {
        if (const std::shared_ptr<AcmeAttempt> self = weak.lock())
            self->caaFound(set);
    });
    // The answer comes on any thread, perhaps when all this has gone; the attempt goes on where it lives.
    m_world.caa->lookUp(m_request.host,
                        m_world.gate->wrap([&http = m_world.http, found](const std::optional<CaaSet> &set) mutable {
                            http.post([found, set]() mutable { found(set); });
                        }));
}

void AcmeAttempt::caaFound(const std::optional<CaaSet> &set)
{
    // That it cannot be found out is no refusal: the CA asks from elsewhere.
    const CaaApplicant applicant{m_world.client.directory().caaIdentities, m_world.client.accountUrl(), u"http-01"_s};
    const std::optional<CaaRefusal> refusal = set ? judgeCaa(*set, applicant) : std::nullopt;
    if (!refusal)
        return placeOrder();
    refuse(systemError(u"acme.caa_forbids"_s, logSafe(explain(*refusal, set->name))));
}

void AcmeAttempt::placeOrder()
{
    QJsonObject payload{
        {u"identifiers"_s, QJsonArray{QJsonObject{{u"type"_s, u"dns"_s}, {u"value"_s, m_request.host}}}}};
    if (!m_request.replacesPem.isEmpty() && !m_world.client.directory().renewalInfo.isEmpty()) {
        const Result<QString> replaced = renewalId(m_request.replacesPem);
        if (replaced)
            payload.insert(u"replaces"_s, *replaced);
    }
    if (!m_world.client.profile().isEmpty())
        payload.insert(u"profile"_s, m_world.client.profile());
    ask(m_world.client.directory().newOrder, compactJson(payload),
        [this](const QJsonObject &order, const outbound::HttpReply &reply) {
            return m_order.withOrder(order, QString::fromLatin1(reply.header("location")));
        });
}

void AcmeAttempt::publishChallenge()
{
    withdraw();
    m_publishedToken = m_order.token();
    const auto published = m_world.gate->wrap([weak = weak_from_this(), token = m_publishedToken] {
        const std::shared_ptr<AcmeAttempt> self = weak.lock();
        if (self && token == self->m_publishedToken && self->m_order.state() == AcmeOrder::State::ChallengeReady)
            self->tellChallenge();
    });
    // The board may answer on any thread; the attempt goes on where it lives.
    m_world.board.publish(m_publishedToken, m_request.host,
                          keyAuthorization(m_publishedToken, m_world.client.accountKey()),
                          [&http = m_world.http, published] { http.post(published); });
}

void AcmeAttempt::tellChallenge()
{
    if (m_order.isChallengeUnderWay())
        return enter(m_order.told());
    ask(m_order.challengeUrl(), "{}", [this](const QJsonObject &challenge, const outbound::HttpReply &) -> OrderStep {
        static const QStringList known = {u"pending"_s, u"processing"_s, u"valid"_s, u"invalid"_s};
        // Anything else did not come from the CA, which may know nothing of our wish.
        if (!known.contains(challenge.value(u"status"_s).toString()))
            return badAnswer(u"challenge without status"_s);
        return m_order.told();
    });
}

void AcmeAttempt::sendCsr()
{
    const Result<EcKey> key = EcKey::fromPem(m_order.keyPem());
    const Result<QByteArray> csr = key ? makeCsr(*key, m_request.host) : Result<QByteArray>(key.error());
    if (!csr)
        return fail({csr.error(), true, std::nullopt}, false);
    const QByteArray payload = compactJson({{u"csr"_s, QString::fromLatin1(base64Url(*csr))}});
    ask(m_order.finalizeUrl(), payload, [this](const QJsonObject &order, const outbound::HttpReply &) {
        OrderStep next = m_order.withOrder(order);
        // Before the CSR is sent a second time, the order must have been seen to be still waiting for it.
        if (auto *moved = std::get_if<AcmeOrder>(&next))
            *moved = moved->unsure();
        return next;
    });
}

void AcmeAttempt::download()
{
    m_world.client.post(m_order.certificateUrl(), {}, [this](const AcmeReply &reply) {
        if (const auto *failure = std::get_if<AcmeFailure>(&reply))
            return stepFailed(*failure);
        const auto &answer = std::get<outbound::HttpReply>(reply);
        if (!answer.header("content-type").toLower().startsWith("application/pem-certificate-chain"))
            return stepFailed(
                badAnswer(u"certificate of content type %1"_s.arg(QString::fromLatin1(answer.header("content-type")))));
        const Result<CertificateInfo> info =
            checkCertificate(answer.body, m_order.keyPem(), m_request.host, m_world.clock.now());
        if (!info)
            return stepFailed({info.error(), false, std::nullopt});
        enter(m_order.downloaded(answer.body));
    });
}

void AcmeAttempt::accept(const OrderStep &next, std::optional<Millis> retryAfter)
{
    if (const auto *failure = std::get_if<AcmeFailure>(&next))
        return stepFailed(*failure);
    const auto &order = std::get<AcmeOrder>(next);
    const bool isEnd = order.state() == AcmeOrder::State::Failed;
    const bool isExplained = order.failure().error.code != u"acme.order_invalid";
    m_endsTold = isEnd ? m_endsTold + 1 : 0; // else it lives, whoever said otherwise
    if (isEnd && m_order.state() != AcmeOrder::State::New && ++m_endsInStep < mostEndsPerStep &&
        m_endsTold < (isExplained ? looksAtTheEnd : looksAtAnUnexplainedEnd)) {
        // The end of an order is final at the CA: looking again costs little and unmasks an answer that was not its
        // own.
        m_order = m_order.unsure();
        return wait(firstPause);
    }
    const bool hasMoved = order.state() != m_order.state() || order.authorizationUrl() != m_order.authorizationUrl() ||
                          (order.isReadyForCsr() && !m_order.isReadyForCsr());
    if (hasMoved)
        return enter(order, retryAfter);
    m_order = order;
    m_failuresInStep = 0;
    m_failuresInRow = 0;
    pollAgain(retryAfter);
}

void AcmeAttempt::enter(AcmeOrder next, std::optional<Millis> retryAfter)
{
    if (next.state() != m_order.state()) {
        m_deadline = m_world.clock.steady() + m_world.validationTimeout;
        m_polls = 0;
    }
    const bool isNextName = next.authorizationUrl() != m_order.authorizationUrl();
    m_order = std::move(next);
    if (isNextName || rankOf(m_order) > m_furthest) {
        m_furthest = rankOf(m_order);
        m_failuresInStep = 0;
        m_failuresInRow = 0;
        m_refusalsInStep = 0;
        m_endsInStep = 0;
        m_endsTold = 0;
    }
    m_isResumed = m_isResumed && m_order.state() == AcmeOrder::State::Failed;
    if (!m_publishedToken.isEmpty() && m_order.token() != m_publishedToken)
        withdraw();
    report();
    if (m_order.state() == AcmeOrder::State::Validating)
        return pollAgain(retryAfter.value_or(firstPause));
    advance();
}

void AcmeAttempt::wait(Millis pause)
{
    m_world.http.after(pause, m_world.gate->wrap([this] { advance(); }));
}

void AcmeAttempt::pollAgain(std::optional<Millis> retryAfter)
{
    if (m_world.clock.steady() >= m_deadline)
        return fail({systemError(u"acme.timeout"_s, u"the CA has not decided in time"_s), false, retryAfter}, true);
    const Millis own = doubling(firstPause, ++m_polls, longestPollPause);
    const Millis asked = std::max(retryAfter.value_or(own), firstPause);
    if (asked > longestPauseInAttempt)
        return fail({systemError(u"acme.timeout"_s, u"the CA asks to wait"_s), false, retryAfter}, true);
    wait(asked);
}

bool AcmeAttempt::startAnew(const AcmeFailure &failure)
{
    const bool isUseless = failure.error.code == u"acme.not_found" || failure.permanent;
    // Only at the first step after a restart: what was remembered may have expired at the CA.
    if (m_isResumed && isUseless && m_order.state() != AcmeOrder::State::New) {
        m_isResumed = false;
        m_order = AcmeOrder();
        m_furthest = 0;
        return true;
    }
    // The CA does not accept that the certificate replaces the old one (replaced already, another account's, another
    // CA's): order it as a new one.
    static const QStringList doubts = {u"acme.refused"_s, u"acme.unauthorized"_s, u"acme.not_found"_s};
    if (m_order.state() == AcmeOrder::State::New && doubts.contains(failure.error.code) &&
        !m_request.replacesPem.isEmpty()) {
        m_request.replacesPem.clear();
        return true;
    }
    return false;
}

void AcmeAttempt::stepFailed(const AcmeFailure &failure)
{
    if (startAnew(failure))
        return advance();
    const bool isDoneAlready = failure.permanent && isOnceOnly(m_order) && ++m_refusalsInStep < looksAtTheEnd;
    if (failure.permanent && !isDoneAlready)
        return fail(failure, false);
    m_order = m_order.unsure();
    // Refused, perhaps only because an earlier request of ours was heard although its answer was lost: look.
    if (isDoneAlready)
        return wait(firstPause);
    if (failure.error.code == u"acme.order_not_ready")
        return pollAgain(failure.retryAfter);
    // A rejected nonce is no failure but a sign of life: it starts patience anew.
    if (std::exchange(m_rejectedNonces, m_world.client.rejectedNonces()) != m_world.client.rejectedNonces())
        m_failuresInRow = 0;
    ++m_failuresInStep;
    ++m_failuresInRow;
    const Millis own = doubling(firstPause, m_failuresInRow, longestRetryPause);
    const Millis pause = std::max(own, failure.retryAfter.value_or(Millis(0)));
    const bool isOver = m_failuresInRow >= triesPerStep || m_failuresInStep >= mostTriesPerStep;
    if (isOver || pause > longestPauseInAttempt) {
        // A certificate that stays wrong will not become right; everything else can be taken up where it stands.
        const bool isStateKept =
            failure.error.code != u"acme.bad_certificate" && failure.error.code != u"acme.not_found";
        return fail(failure, isStateKept);
    }
    qCDebug(lcAcme).noquote() << "will ask again host=" << m_request.host << describe(failure.error);
    wait(pause);
}

void AcmeAttempt::report()
{
    const QByteArray state = m_order.toJson();
    if (state.isEmpty() || state == m_reportedState)
        return;
    m_reportedState = state;
    if (m_progress)
        m_progress(state);
}

void AcmeAttempt::withdraw()
{
    if (!m_publishedToken.isEmpty())
        m_world.board.withdraw(std::exchange(m_publishedToken, {}));
}

void AcmeAttempt::fail(const AcmeFailure &failure, bool isStateKept)
{
    qCWarning(lcAcme).noquote() << "certificate not issued host=" << m_request.host << describe(failure.error);
    if (!isStateKept && !m_reportedState.isEmpty() && m_progress)
        m_progress({});
    end({failure.error, failure.permanent, failure.retryAfter});
}

void AcmeAttempt::refuse(const Error &error)
{
    qCWarning(lcAcme).noquote() << "nothing ordered host=" << m_request.host << describe(error);
    end({error, true, std::nullopt, true});
}

void AcmeAttempt::succeed()
{
    const Result<CertificateInfo> info = parseCertificate(m_order.chainPem());
    if (!info)
        return fail({info.error(), false, std::nullopt}, false);
    qCInfo(lcAcme).noquote() << "certificate issued host=" << m_request.host << "until=" << toIso8601(info->notAfter);
    IssuedCertificate issued{m_order.chainPem(), m_order.keyPem(), info->notBefore, info->notAfter, info->issuer};
    end({std::move(issued), false, std::nullopt});
}

void AcmeAttempt::end(IssueOutcome outcome)
{
    withdraw();
    m_ended();
    m_done(std::move(outcome));
}

} // namespace unmta::acme
