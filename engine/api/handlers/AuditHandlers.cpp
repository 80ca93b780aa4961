#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/access/AuditLog.h"

#include <QJsonDocument>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::AuditEntry toWire(const AuditEntry &entry)
{
    wire::AuditEntry result{entry.id,     entry.at, entry.actor, entry.action, entry.subject,
                            entry.detail, {},       {},          {},           entry.node};
    if (!entry.peer.isEmpty())
        result.peer = entry.peer;
    result.before = QJsonDocument::fromJson(entry.before).object();
    result.after = QJsonDocument::fromJson(entry.after).object();
    return result;
}

Result<AuditQuery> queryOf(const ApiCall &call)
{
    const auto span = call.querySpan();
    if (!span)
        return span.error();
    return AuditQuery{call.query("cluster"), call.query("subject"), call.query("actor"),
                      call.query("action"),  span->since,           span->until};
}

void listAudit(ApiDispatcher &dispatcher, const AuditLog &audit, const ApiCall &call, const ApiAnswer &answer)
{
    const auto query = queryOf(call);
    if (!query)
        return answer(query.error());
    const auto limit = call.queryInt("limit", 50, 1, maxPageSize);
    if (!limit)
        return answer(limit.error());
    onWorker(
        dispatcher,
        [&audit, query = *query, after = call.query("after"), limit = *limit] {
            return audit.list(query, after, limit);
        },
        [answer](const Result<Page<AuditEntry>> &page) {
            answer(pageResponse(page, [](const AuditEntry &entry) { return wire::toJson(toWire(entry)); }));
        });
}

} // namespace

void addAuditHandlers(ApiDispatcher &dispatcher, const AuditLog &audit)
{
    dispatcher.on(api::listAudit,
                  [&](const ApiCall &call, const ApiAnswer &answer) { listAudit(dispatcher, audit, call, answer); });
}

} // namespace unmta
