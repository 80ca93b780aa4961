#include "service/VerificationService.h"

#include "domain/Hostname.h"
#include "service/ChangeFeed.h"
#include "service/DomainService.h"
#include "service/MonitorClock.h"
#include "service/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

void VerificationService::verify(const TrackingDomain &domain, bool thorough, Done done)
{
    const bool joins = m_running.contains(domain.fields().id);
    m_running[domain.fields().id].verifying.append(std::move(done));
    if (!joins)
        run(domain, thorough);
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
        d.feed.add(u"domain"_s, fields.clusterId, fields.name, ChangeAction::Changed);
    RecordQuestion question;
    question.host = fields.name;
    question.target = fields.target;
    question.targetZone = d.settings.current().targetZone();
    if (const auto host = Hostname::parse(fields.name))
        question.registrableDomain = host->registrableDomain();
    question.thorough = thorough;
    d.checker.check(
        question, [this, cluster = fields.clusterId](const QString &target) { return ownerOf(target, cluster); },
        [this, domain](Check check) { finish(domain, std::move(check)); });
}

bool VerificationService::wouldStrike(std::int64_t domainId, const Check &check) const
{
    const auto domain = d.store.domains.byId(domainId);
    return domain && *domain
        && (*domain)->wouldStrike(check.outcome, check.confirmed, d.time.now(), d.domains.monitorPolicy());
}

void VerificationService::finish(const TrackingDomain &asked, Check check)
{
    check.at = d.clock.now();
    const std::int64_t id = asked.fields().id;
    const Waiting waiting = m_running.take(id);
    SweepOutcome swept{id, asked.fields().name, check, false};
    if (waiting.verifying.isEmpty() && wouldStrike(id, check)) {
        swept.wouldStrike = true;
    } else {
        const auto domain = d.domains.recordCheck(id, check);
        const Result<Verification> outcome = domain ? Result<Verification>(Verification{*domain, check})
                                                    : Result<Verification>(domain.error());
        for (const Done &done : waiting.verifying)
            done(outcome);
    }
    for (const SweepDone &done : waiting.sweeping)
        done(swept);
}

QString VerificationService::ownerOf(const QString &target, const QString &clusterId) const
{
    // A cluster is not told what another one's domains are called.
    const auto owner = d.store.targets.owner(target);
    return owner && *owner && (*owner)->clusterId == clusterId ? (*owner)->host : QString();
}

} // namespace unmta
