#include "api/handlers/domains/DomainActions.h"

#include "api/handlers/HandlerTools.h"
#include "service/domains/DomainService.h"

namespace unmta {

using namespace Qt::StringLiterals;

QJsonObject factsOf(const TrackingDomain &domain)
{
    const auto &fields = domain.fields();
    return {{u"target"_s, fields.target},
            {u"status"_s, fields.status == DomainStatus::Active ? u"active"_s : u"pending"_s},
            {u"default"_s, fields.isDefault},
            {u"default_on_verify"_s, fields.defaultOnVerify}};
}

Result<TrackingDomain> addDomain(DomainService &domains, AuditLog &log, const ApiCall &call, const QString &name,
                                 bool wantsDefault)
{
    auto domain = domains.add(call.parameter("cluster"), name, wantsDefault);
    if (domain)
        audit(log, call, u"domain.added"_s, domain->fields().name, {}, {{}, factsOf(*domain)});
    return domain;
}

Result<void> removeDomain(DomainService &domains, AuditLog &log, const ApiCall &call, const QString &name)
{
    const auto domain = domains.find(call.parameter("cluster"), name);
    if (!domain)
        return domain.error();
    if (auto done = domains.remove(call.parameter("cluster"), name); !done)
        return done;
    audit(log, call, u"domain.deleted"_s, domain->fields().name, {}, {factsOf(*domain), {}});
    return {};
}

} // namespace unmta
