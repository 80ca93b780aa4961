// What is done to tracking domains, one by one or many in one call, and written down.
#pragma once

#include "api/ApiCall.h"
#include "domain/TrackingDomain.h"

namespace unmta {

class AuditLog;
class DomainService;

// What an administrator has decided of a domain, and what it stood for: for the audit.
[[nodiscard]] QJsonObject factsOf(const TrackingDomain &domain);

// In the call's cluster. Errors: those of DomainService.
[[nodiscard]] Result<TrackingDomain> addDomain(DomainService &domains, AuditLog &log, const ApiCall &call,
                                               const QString &name, bool wantsDefault);
[[nodiscard]] Result<void> removeDomain(DomainService &domains, AuditLog &log, const ApiCall &call,
                                        const QString &name);

} // namespace unmta
