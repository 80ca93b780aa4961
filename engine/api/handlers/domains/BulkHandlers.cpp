#include "api/ErrorStatus.h"
#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "api/handlers/domains/DomainActions.h"
#include "api/handlers/domains/DomainMapping.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainOverview.h"
#include "service/domains/DomainService.h"
#include "service/domains/VerificationService.h"

#include <QPointer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNames = 1'000;
constexpr qsizetype checksAtOnce = 16; // more only wait for the same resolvers

struct Services
{
    DomainService &domains;
    VerificationService &verification;
    const DomainOverview &overview;
    AuditLog &audit;
};

// One call's names. They are added and deleted one by one, each in a turn of its own, so that other calls are answered
// in between; checks run some at a time. Lives until the answer.
class BulkRun final : public QObject
{
public:
    BulkRun(ApiDispatcher &dispatcher, const Services &services, ApiCall call, const wire::BulkInput &input,
            ApiAnswer answer)
        : QObject(&dispatcher)
        , m_dispatcher(dispatcher)
        , m_services(services)
        , m_call(std::move(call))
        , m_action(input.action)
        , m_answer(std::move(answer))
    {
        for (const QString &name : input.names)
            m_outcomes.append({name, 0, {}, {}, {}});
    }

    void start()
    {
        const qsizetype atOnce = m_action == wire::BulkAction::Verify ? checksAtOnce : 1;
        for (qsizetype i = 0; i < std::min(atOnce, m_outcomes.size()); ++i)
            goOn();
    }

private:
    void goOn() { QMetaObject::invokeMethod(this, &BulkRun::beginNext, Qt::QueuedConnection); }

    void beginNext()
    {
        if (m_next == m_outcomes.size())
            return;
        const auto asked = m_dispatcher.frame();
        const qsizetype at = m_next++;
        wire::BulkOutcome &outcome = m_outcomes[at];
        switch (m_action) {
        case wire::BulkAction::Add:
            show(outcome, addDomain(m_services.domains, m_services.audit, m_call, outcome.name, false), 201);
            break;
        case wire::BulkAction::Delete:
            if (const auto done = removeDomain(m_services.domains, m_services.audit, m_call, outcome.name); done)
                outcome.status = 204;
            else
                fail(outcome, done.error());
            break;
        case wire::BulkAction::Verify:
            return verify(at);
        }
        end();
    }

    void verify(qsizetype at)
    {
        const auto domain = m_services.domains.find(m_call.parameter("cluster"), m_outcomes[at].name);
        if (!domain) {
            fail(m_outcomes[at], domain.error());
            return end();
        }
        m_services.verification.verify(
            *domain, true, [self = QPointer(this), at](const Result<VerificationService::Verification> &verified) {
                if (self)
                    self->endOfCheck(at, verified);
            });
    }

    void endOfCheck(qsizetype at, const Result<VerificationService::Verification> &verified)
    {
        wire::BulkOutcome &outcome = m_outcomes[at];
        if (verified) {
            show(outcome, verified->domain, 200);
            outcome.check = toWire(verified->check);
        } else {
            fail(outcome, verified.error());
        }
        end();
    }

    void show(wire::BulkOutcome &outcome, const Result<TrackingDomain> &domain, int status)
    {
        if (!domain)
            return fail(outcome, domain.error());
        const auto details = m_services.overview.of(*domain);
        if (!details)
            return fail(outcome, details.error());
        outcome.status = status;
        outcome.domain = toWire(*details);
    }

    void fail(wire::BulkOutcome &outcome, const Error &error) const
    {
        outcome.status = httpStatusOf(error.code);
        outcome.error = failureOf(error);
        outcome.error->requestId = QString::fromLatin1(m_call.request.id);
    }

    void end()
    {
        if (++m_ended < m_outcomes.size())
            return goOn();
        std::exchange(m_answer, nullptr)(listResponse(toArray(m_outcomes), {}));
        deleteLater();
    }

    ApiDispatcher &m_dispatcher;
    const Services m_services;
    const ApiCall m_call;
    const wire::BulkAction m_action;
    ApiAnswer m_answer;
    QList<wire::BulkOutcome> m_outcomes;
    qsizetype m_next = 0;
    qsizetype m_ended = 0;
};

Result<wire::BulkInput> inputOf(const ClusterService &clusters, const ApiCall &call)
{
    if (const auto cluster = clusters.byId(call.parameter("cluster")); !cluster)
        return cluster.error();
    auto input = call.body<wire::BulkInput>();
    if (!input)
        return input;
    if (input->names.isEmpty())
        return Error(u"bulk.names_required"_s, u"names"_s);
    if (input->names.size() > mostNames) {
        return Error(u"bulk.too_many"_s, u"names"_s,
                     {{u"count"_s, QString::number(input->names.size())}, {u"most"_s, QString::number(mostNames)}});
    }
    return input;
}

} // namespace

void addBulkHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, DomainService &domains,
                     VerificationService &verification, const DomainOverview &overview, AuditLog &audit)
{
    dispatcher.on(api::changeTrackingDomains, [&](const ApiCall &call, const ApiAnswer &answer) {
        const auto input = inputOf(clusters, call);
        if (!input)
            return answer(input.error());
        (new BulkRun(dispatcher, {domains, verification, overview, audit}, call, *input, answer))->start();
    });
}

} // namespace unmta
