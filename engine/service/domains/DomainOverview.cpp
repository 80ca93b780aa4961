#include "service/domains/DomainOverview.h"

#include "service/certificates/CertificateService.h"
#include "service/domains/VerificationService.h"
#include "service/events/EventService.h"
#include "store/EngineStore.h"

namespace unmta {

namespace {

constexpr auto week = std::chrono::hours(24 * 7);

} // namespace

Result<DomainDetails> DomainOverview::of(const TrackingDomain &domain) const
{
    const auto &fields = domain.fields();
    auto check = d.store.checks.latest(fields.id);
    if (!check)
        return check.error();
    DomainDetails details{domain, *std::move(check), d.certificates.of(fields.name)};
    details.checking = d.verification.isChecking(fields.id);
    // A fault of events.db must not hide the configuration.
    if (const auto counts = d.events.sum(fields.clusterId, fields.name, d.clock.now() - week))
        details.week = *counts;
    return details;
}

Result<Page<DomainDetails>> DomainOverview::list(const QString &clusterId, const DomainFilter &filter,
                                                 const QString &after, int limit) const
{
    const auto domains = d.store.domains.list(clusterId, filter, after, limit);
    if (!domains)
        return domains.error();
    QList<std::int64_t> ids;
    QStringList hosts;
    for (const TrackingDomain &domain : domains->items) {
        ids << domain.fields().id;
        hosts << domain.fields().name;
    }
    const auto checks = d.store.checks.latestOf(ids);
    if (!checks)
        return checks.error();
    const auto certificates = d.store.certificates.shownOf(hosts);
    if (!certificates)
        return certificates.error();
    const auto counts = d.events.sums(clusterId, hosts, d.clock.now() - week);
    Page<DomainDetails> page;
    page.next = domains->next;
    for (const TrackingDomain &domain : domains->items) {
        const auto &fields = domain.fields();
        DomainDetails details{domain, std::nullopt, certificates->value(fields.name)};
        if (const auto check = checks->constFind(fields.id); check != checks->cend())
            details.lastCheck = *check;
        if (counts)
            details.week = counts->value(fields.name);
        details.checking = d.verification.isChecking(fields.id);
        page.items.append(std::move(details));
    }
    return page;
}

Result<Page<Check>> DomainOverview::checks(const TrackingDomain &domain, const QString &after, int limit) const
{
    return d.store.checks.list(domain.fields().id, after, limit);
}

} // namespace unmta
