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
    const auto limit = call.queryInt("limit", 50, 1, maxPageSize);
    if (!limit)
        return limit.error();
    const auto page = audit.list(call.query("after"), *limit);
    if (!page)
        return page.error();
    QJsonArray array;
    for (const AuditEntry &entry : page->items)
        array.append(wire::toJson(toWire(entry)));
    return listResponse(array, page->next);
}

} // namespace

void addAuditHandlers(ApiDispatcher &dispatcher, const AuditLog &audit)
{
    dispatcher.on(api::listAudit, [&](const ApiCall &call) { return listAudit(audit, call); });
}

} // namespace unmta
