#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/access/AuditLog.h"

#include <QJsonDocument>

namespace unmta {

namespace {

wire::AuditEntry toWire(const AuditEntry &entry)
{
    wire::AuditEntry result{entry.id, entry.at, entry.actor, entry.action, entry.subject, entry.detail, {}, {}, {}};
    if (!entry.peer.isEmpty())
        result.peer = entry.peer;
    result.before = QJsonDocument::fromJson(entry.before).object();
    result.after = QJsonDocument::fromJson(entry.after).object();
    return result;
}

Result<ApiResponse> listAudit(const AuditLog &audit, const ApiCall &call)
{
    return pageResponse(onePage(call, 50, [&](const QString &after, int limit) { return audit.list(after, limit); }),
                        [](const AuditEntry &entry) { return wire::toJson(toWire(entry)); });
}

} // namespace

void addAuditHandlers(ApiDispatcher &dispatcher, const AuditLog &audit)
{
    dispatcher.on(api::listAudit, [&](const ApiCall &call) { return listAudit(audit, call); });
}

} // namespace unmta
