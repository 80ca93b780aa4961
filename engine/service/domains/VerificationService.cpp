#include "service/domains/VerificationService.h"

#include "domain/Hostname.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/DomainService.h"
#include "service/domains/MonitorClock.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

void VerificationService::verify(const TrackingDomain &domain, bool thorough, Done done)
{
    const bool joins = m_running.contains(domain.fields().id);
    Waiting &waiting = m_running[domain.fields().id];
    waiting.verifying.append(std::move(done));
    waiting.isAsked = true;
    if (!joins)
        run(domain, thorough);
}

void VerificationService::verifyForMonitor(const TrackingDomain &domain, Done done)
{
    const bool joins = m_running.contains(domain.fields().id);
    m_running[domain.fields().id].verifying.append(std::move(done));
    if (!joins)
        run(domain, true);
}

void VerificationService::sweep(const TrackingDomain &domain, SweepDone done)
{
    const bool joins = m_running.contains(domain.fields().id);
    m_running[domain.fields().id].sweeping.append(std::move(done));
    if (!joins)
        run(domain, false);
}

void VerificationService::run(const TrackingDomain &domain, bool thorough)
{
    const auto &fields = domain.fields();
    if (thorough) // somebody may be looking: "checking"
        d.feed.add(ChangeKind::Domain, fields.clusterId, fields.name, ChangeAction::Changed);
    RecordQuestion question;
    question.host = fields.name;
    question.target = fields.target;
    question.targetZone = d.settings.current().targetZone();
    if (const auto host = Hostname::parse(fields.name))
        question.registrableDomain = host->registrableDomain();
    const auto until = d.store.checks.disagreesUntil(fields.id);
    const bool disagrees = until && *until;
    question.cachesAreOver = disagrees && d.clock.now() > **until;
    // Once one of the zone's servers has said otherwise, all have to say that it is well.
    question.thorough = thorough || disagrees || fields.strikes > 0;
    d.checker.check(
        question, [this, cluster = fields.clusterId](const QString &target) { return ownerOf(target, cluster); },
        [this, domain](Check check) { finish(domain, std::move(check)); });
}

bool VerificationService::wouldStrike(std::int64_t domainId, const Check &check) const
{
    if (check.outcome != CheckOutcome::Changed || !check.confirmed)
        return false;
    const auto domain = d.store.domains.byId(domainId);
    return domain && *domain &&
           (*domain)->wouldStrike(check.outcome, check.confirmed, d.time.now(), d.domains.monitorPolicy());
}

void VerificationService::finish(const TrackingDomain &asked, Check check)
{
    check.at = d.clock.now();
    const Finished finished{asked.fields().id, asked.fields().name, std::move(check)};
    // Somebody waits for this one. The others come in crowds, and one transaction for each would be the slowest part.
    const Waiting waiting = m_running.value(finished.id);
    if (waiting.isAsked) {
        const store::Database::Unfenced asked(d.store.database()); // on whichever node he is
        return record({finished});
    }
    if (!waiting.verifying.isEmpty())
        return record({finished});
    m_finished.append(finished);
    if (m_finished.size() == 1)
        QMetaObject::invokeMethod(
            this, [this] { record(std::exchange(m_finished, {})); }, Qt::QueuedConnection);
}

void VerificationService::record(const QList<Finished> &finished)
{
    QList<Waiting> waiting;
    QList<bool> held;
    QList<DomainService::CheckedDomain> checked;
    for (const Finished &one : finished) {
        waiting.append(m_running.take(one.id));
        held.append(waiting.last().verifying.isEmpty() && wouldStrike(one.id, one.check));
        if (!held.last())
            checked.append({one.id, one.check});
    }
    QList<Result<TrackingDomain>> recorded;
    if (!checked.isEmpty())
        recorded = d.domains.recordChecks(checked);
    qsizetype next = 0;
    for (qsizetype i = 0; i < finished.size(); ++i) {
        if (!held[i]) {
            const auto &domain = recorded[next++];
            if (domain)
                keepProvider(*domain, finished[i].check.provider());
            const Result<Verification> outcome = domain ? Result<Verification>(Verification{*domain, finished[i].check})
                                                        : Result<Verification>(domain.error());
            for (const Done &done : std::as_const(waiting[i].verifying))
                done(outcome);
        }
        for (const SweepDone &done : std::as_const(waiting[i].sweeping))
            done({finished[i].id, finished[i].name, finished[i].check, held[i]});
    }
}

void VerificationService::learnProvider(const TrackingDomain &domain)
{
    d.checker.findProvider(domain.fields().name,
                           [this, domain](const QString &provider) { keepProvider(domain, provider); });
}

void VerificationService::keepProvider(const TrackingDomain &domain, const QString &provider)
{
    const auto &fields = domain.fields();
    if (provider.isEmpty() || provider == fields.provider)
        return;
    // The domain may be gone meanwhile, and then nobody misses it. It is true whoever has learnt it.
    const store::Database::Unfenced learnt(d.store.database());
    if (d.store.domains.setProvider(fields.id, provider))
        d.feed.add(ChangeKind::Domain, fields.clusterId, fields.name, ChangeAction::Changed);
}

QString VerificationService::ownerOf(const QString &target, const QString &clusterId) const
{
    // A cluster is not told what another one's domains are called.
    const auto owner = d.store.targets.owner(target);
    return owner && *owner && (*owner)->clusterId == clusterId ? (*owner)->host : QString();
}

} // namespace unmta
