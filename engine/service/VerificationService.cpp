#include "service/VerificationService.h"

#include "domain/Hostname.h"
#include "service/ChangeFeed.h"
#include "service/DomainService.h"
#include "service/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

void VerificationService::verify(const TrackingDomain &domain, bool thorough, Done done)
{
    const auto &fields = domain.fields();
    const bool joins = m_running.contains(fields.id);
    m_running[fields.id].append(std::move(done));
    if (joins)
        return;
    d.feed.add(u"domain"_s, fields.clusterId, fields.name, ChangeAction::Changed); // "checking"

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

void VerificationService::finish(const TrackingDomain &asked, Check check)
{
    check.at = d.clock.now();
    const auto waiting = m_running.take(asked.fields().id);
    const auto domain = d.domains.recordCheck(asked.fields().id, check);
    const Result<Verification> outcome = domain ? Result<Verification>(Verification{*domain, check})
                                                : Result<Verification>(domain.error());
    for (const Done &done : waiting)
        done(outcome);
}

QString VerificationService::ownerOf(const QString &target, const QString &clusterId) const
{
    // A cluster is not told what another one's domains are called.
    const auto owner = d.store.targets.owner(target);
    return owner && *owner && (*owner)->clusterId == clusterId ? (*owner)->host : QString();
}

} // namespace unmta
