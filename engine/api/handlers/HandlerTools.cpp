#include "api/handlers/HandlerTools.h"

#include "service/access/AuditLog.h"

namespace unmta {

void audit(AuditLog &log, const ApiCall &call, const QString &action, const QString &subject, const QString &detail)
{
    AuditEntry entry;
    entry.actor = call.actor;
    entry.action = action;
    entry.subject = subject;
    entry.detail = detail;
    if (const QString cluster = call.parameter("cluster"); !cluster.isEmpty())
        entry.clusterId = cluster;
    log.write(std::move(entry));
}

} // namespace unmta
