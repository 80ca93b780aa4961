#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "api/handlers/domains/DomainActions.h"
#include "api/handlers/domains/DomainMapping.h"
#include "base/DnsProviders.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainOverview.h"
#include "service/domains/DomainService.h"
#include "service/domains/VerificationService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Result<ApiResponse> domainResponse(const DomainOverview &overview, const Result<TrackingDomain> &domain,
                                   int status = 200)
{
    if (!domain)
        return domain.error();
    const auto details = overview.of(*domain);
    if (!details)
        return details.error();
    return dataResponse(wire::toJson(toWire(*details)), status);
}

Result<void> readProvider(const ApiCall &call, DomainFilter &filter)
{
    const QString provider = call.query("provider");
    if (provider == "unknown"_L1)
        filter.provider = QString();
    else if (findDnsProvider(provider))
        filter.provider = provider;
    else if (!provider.isEmpty())
        return badQuery(u"provider"_s, u"give the id of a DNS provider, such as route53, or unknown"_s);
    return {};
}

Result<DomainFilter> filterOf(const ApiCall &call)
{
    DomainFilter filter;
    const auto status = queryWord<DomainStatus>(
        call, "status", {{u"pending"_s, DomainStatus::Pending}, {u"active"_s, DomainStatus::Active}});
    if (!status)
        return status.error();
    const auto isDefault = queryWord<bool>(call, "default", {{u"true"_s, true}, {u"false"_s, false}});
    if (!isDefault)
        return isDefault.error();
    const auto certificate = queryWord<CertificateState>(call, "certificate",
                                                         {{u"none"_s, CertificateState::None},
                                                          {u"issuing"_s, CertificateState::Issuing},
                                                          {u"valid"_s, CertificateState::Valid},
                                                          {u"renewing"_s, CertificateState::Renewing},
                                                          {u"failed"_s, CertificateState::Failed}});
    if (!certificate)
        return certificate.error();
    if (const auto good = readProvider(call, filter); !good)
        return good.error();
    filter.status = *status;
    filter.isDefault = *isDefault;
    filter.certificate = *certificate;
    filter.part = call.query("q").trimmed().toLower();
    if (filter.part.isEmpty() && !call.query("q").isEmpty())
        return badQuery(u"q"_s, u"give a part of a name"_s);
    return filter;
}

Result<Page<DomainDetails>> pageOfDomains(const ClusterService &clusters, const DomainOverview &overview,
                                          const ApiCall &call)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    const auto limit = call.queryInt("limit", 100, 1, maxPageSize);
    if (!limit)
        return limit.error();
    const auto filter = filterOf(call);
    if (!filter)
        return filter.error();
    return overview.list(cluster->id, *filter, call.query("after"), *limit);
}

// Words and text are made elsewhere: of a thousand domains they take longer than reading them.
void listTrackingDomains(ApiDispatcher &dispatcher, const ClusterService &clusters, const DomainOverview &overview,
                         const ApiCall &call, const ApiAnswer &answer)
{
    auto page = pageOfDomains(clusters, overview, call);
    if (!page)
        return answer(page.error());
    onWorker(
        dispatcher,
        [page = *std::move(page)] {
            QByteArray items;
            for (const DomainDetails &details : page.items) {
                if (!items.isEmpty())
                    items += ',';
                wire::writeText(items, toWire(details));
            }
            return textListResponse(items, page.next);
        },
        answer);
}

Result<ApiResponse> addTrackingDomain(const ClusterService &clusters, DomainService &domains,
                                      const DomainOverview &overview, AuditLog &log, const ApiCall &call)
{
    const QString clusterId = call.parameter("cluster");
    if (auto cluster = clusters.byId(clusterId); !cluster)
        return cluster.error();
    const auto input = call.body<wire::TrackingDomainInput>();
    if (!input)
        return input.error();
    return domainResponse(overview, addDomain(domains, log, call, input->name, input->wantsDefault), 201);
}

Result<ApiResponse> getTrackingDomain(const DomainService &domains, const DomainOverview &overview, const ApiCall &call)
{
    return domainResponse(overview, domains.find(call.parameter("cluster"), call.parameter("name")));
}

Result<ApiResponse> deleteTrackingDomain(DomainService &domains, AuditLog &log, const ApiCall &call)
{
    const auto done = removeDomain(domains, log, call, call.parameter("name"));
    return done ? Result<ApiResponse>(emptyResponse()) : Result<ApiResponse>(done.error());
}

Result<ApiResponse> setDefault(DomainService &domains, const DomainOverview &overview, AuditLog &log,
                               const ApiCall &call)
{
    const auto before = domains.find(call.parameter("cluster"), call.parameter("name"));
    const auto domain = domains.setDefault(call.parameter("cluster"), call.parameter("name"));
    if (before && domain) {
        audit(log, call, u"domain.default_set"_s, domain->fields().name, {},
              Values::difference(factsOf(*before), factsOf(*domain)));
    }
    return domainResponse(overview, domain);
}

Result<ApiResponse> unsetDefault(DomainService &domains, const DomainOverview &overview, AuditLog &log,
                                 const ApiCall &call)
{
    const auto before = domains.find(call.parameter("cluster"), call.parameter("name"));
    const auto domain = domains.unsetDefault(call.parameter("cluster"), call.parameter("name"));
    if (before && domain) {
        audit(log, call, u"domain.default_unset"_s, domain->fields().name, {},
              Values::difference(factsOf(*before), factsOf(*domain)));
    }
    return domainResponse(overview, domain);
}

void verifyTrackingDomain(const DomainService &domains, VerificationService &verification,
                          const DomainOverview &overview, const ApiCall &call, const ApiAnswer &answer)
{
    const auto domain = domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return answer(domain.error());
    verification.verify(*domain, true, [&overview, answer](const Result<VerificationService::Verification> &outcome) {
        if (!outcome)
            return answer(outcome.error());
        const auto shown = overview.of(outcome->domain);
        if (!shown)
            return answer(shown.error());
        answer(dataResponse(wire::toJson(wire::VerifyReply{toWire(*shown), toWire(outcome->check)})));
    });
}

Result<ApiResponse> listChecks(const DomainService &domains, const DomainOverview &overview, const ApiCall &call)
{
    const auto domain = domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    return pageResponse(
        onePage(call, 50, [&](const QString &after, int limit) { return overview.checks(*domain, after, limit); }),
        [](const Check &check) { return wire::toJson(toWire(check)); });
}

} // namespace

void addDomainHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, DomainService &domains,
                       VerificationService &verification, const DomainOverview &overview, AuditLog &audit)
{
    dispatcher.on(api::listTrackingDomains, [&](const ApiCall &call, const ApiAnswer &answer) {
        listTrackingDomains(dispatcher, clusters, overview, call, answer);
    });
    dispatcher.on(api::addTrackingDomain,
                  [&](const ApiCall &call) { return addTrackingDomain(clusters, domains, overview, audit, call); });
    dispatcher.on(api::getTrackingDomain,
                  [&](const ApiCall &call) { return getTrackingDomain(domains, overview, call); });
    dispatcher.on(api::deleteTrackingDomain,
                  [&](const ApiCall &call) { return deleteTrackingDomain(domains, audit, call); });
    dispatcher.on(api::setDefault, [&](const ApiCall &call) { return setDefault(domains, overview, audit, call); });
    dispatcher.on(api::unsetDefault, [&](const ApiCall &call) { return unsetDefault(domains, overview, audit, call); });
    dispatcher.on(api::verifyTrackingDomain, [&](const ApiCall &call, const ApiAnswer &answer) {
        verifyTrackingDomain(domains, verification, overview, call, answer);
    });
    dispatcher.on(api::listChecks, [&](const ApiCall &call) { return listChecks(domains, overview, call); });
}

} // namespace unmta
