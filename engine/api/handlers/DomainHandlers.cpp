#include "api/ErrorStatus.h"
#include "api/handlers/Handlers.h"
#include "api/handlers/WireMapping.h"
#include "service/certificates/CertificateService.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/domains/VerificationService.h"
#include "service/events/EventService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr auto week = std::chrono::hours(24 * 7);

Result<wire::TrackingDomain> described(const ApiServices &s, const TrackingDomain &domain)
{
    const auto &fields = domain.fields();
    auto check = s.store.checks.latest(fields.id);
    if (!check)
        return check.error();
    const auto counts = s.events.activity().sum(fields.clusterId, fields.name, s.clock.now() - week);
    DomainExtras extras;
    extras.lastCheck = *std::move(check);
    extras.certificate = s.certificates.of(fields.name);
    extras.checking = s.verification.isChecking(fields.id);
    if (counts) // a fault of events.db must not hide the configuration
        extras.week = *counts;
    return toWire(domain, extras);
}

Result<ApiResponse> domainResponse(const ApiServices &s, const Result<TrackingDomain> &domain, int status = 200)
{
    if (!domain)
        return domain.error();
    const auto shown = described(s, *domain);
    if (!shown)
        return shown.error();
    return dataResponse(wire::toJson(*shown), status);
}

Result<ApiResponse> listTrackingDomains(const ApiServices &s, const ApiCall &call)
{
    const QString clusterId = call.parameter("cluster");
    if (auto cluster = s.clusters.byId(clusterId); !cluster)
        return cluster.error();
    const auto limit = call.queryInt("limit", 100, 1, store::maxPageSize);
    if (!limit)
        return limit.error();
    const auto page = s.domains.list(clusterId, call.query("after"), *limit);
    if (!page)
        return page.error();
    QList<std::int64_t> ids;
    QStringList hosts;
    for (const TrackingDomain &domain : page->items) {
        ids << domain.fields().id;
        hosts << domain.fields().name;
    }
    const auto checks = s.store.checks.latestOf(ids);
    if (!checks)
        return checks.error();
    const auto counts = s.events.activity().sums(clusterId, hosts, s.clock.now() - week);
    QJsonArray array;
    for (const TrackingDomain &domain : page->items) {
        const auto &fields = domain.fields();
        DomainExtras extras;
        if (const auto check = checks->constFind(fields.id); check != checks->cend())
            extras.lastCheck = *check;
        extras.certificate = s.certificates.of(fields.name);
        extras.checking = s.verification.isChecking(fields.id);
        if (counts)
            extras.week = counts->value(fields.name);
        array.append(wire::toJson(toWire(domain, extras)));
    }
    return listResponse(array, page->next);
}

Result<ApiResponse> addTrackingDomain(const ApiServices &s, const ApiCall &call)
{
    const QString clusterId = call.parameter("cluster");
    if (auto cluster = s.clusters.byId(clusterId); !cluster)
        return cluster.error();
    const auto input = call.body<wire::TrackingDomainInput>();
    if (!input)
        return input.error();
    const auto domain = s.domains.add(clusterId, input->name, input->wantsDefault);
    if (domain)
        audit(s, call, u"domain.added"_s, domain->fields().name);
    return domainResponse(s, domain, 201);
}

Result<ApiResponse> getTrackingDomain(const ApiServices &s, const ApiCall &call)
{
    return domainResponse(s, s.domains.find(call.parameter("cluster"), call.parameter("name")));
}

Result<ApiResponse> deleteTrackingDomain(const ApiServices &s, const ApiCall &call)
{
    const auto domain = s.domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    if (auto done = s.domains.remove(call.parameter("cluster"), call.parameter("name")); !done)
        return done.error();
    audit(s, call, u"domain.deleted"_s, domain->fields().name);
    return emptyResponse();
}

Result<ApiResponse> setDefault(const ApiServices &s, const ApiCall &call)
{
    const auto domain = s.domains.setDefault(call.parameter("cluster"), call.parameter("name"));
    if (domain)
        audit(s, call, u"domain.default_set"_s, domain->fields().name);
    return domainResponse(s, domain);
}

Result<ApiResponse> unsetDefault(const ApiServices &s, const ApiCall &call)
{
    const auto domain = s.domains.unsetDefault(call.parameter("cluster"), call.parameter("name"));
    if (domain)
        audit(s, call, u"domain.default_unset"_s, domain->fields().name);
    return domainResponse(s, domain);
}

void verifyTrackingDomain(const ApiServices &s, const ApiCall &call, const ApiAnswer &answer)
{
    const auto domain = s.domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return answer(refusal(domain.error()));
    s.verification.verify(*domain, true, [s, answer](const Result<VerificationService::Verification> &outcome) {
        if (!outcome)
            return answer(refusal(outcome.error()));
        const auto shown = described(s, outcome->domain);
        if (!shown)
            return answer(refusal(shown.error()));
        answer(dataResponse(wire::toJson(wire::VerifyReply{*shown, toWire(outcome->check)})));
    });
}

Result<ApiResponse> listChecks(const ApiServices &s, const ApiCall &call)
{
    const auto domain = s.domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    const auto limit = call.queryInt("limit", 50, 1, store::maxPageSize);
    if (!limit)
        return limit.error();
    const auto page = s.store.checks.list(domain->fields().id, call.query("after"), *limit);
    if (!page)
        return page.error();
    QJsonArray array;
    for (const Check &check : page->items)
        array.append(wire::toJson(toWire(check)));
    return listResponse(array, page->next);
}

} // namespace

void addDomainHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    const auto add = [&](const Route &operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add(api::listTrackingDomains, listTrackingDomains);
    add(api::addTrackingDomain, addTrackingDomain);
    add(api::getTrackingDomain, getTrackingDomain);
    add(api::deleteTrackingDomain, deleteTrackingDomain);
    add(api::setDefault, setDefault);
    add(api::unsetDefault, unsetDefault);
    add(api::listChecks, listChecks);
    dispatcher.on(api::verifyTrackingDomain, [services](const ApiCall &call, const ApiAnswer &answer) {
        verifyTrackingDomain(services, call, answer);
    });
}

} // namespace unmta
