#include "api/ErrorStatus.h"
#include "api/handlers/Handlers.h"
#include "api/handlers/WireMapping.h"
#include "service/notices/OutboxService.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Result<ApiResponse> listNotifications(const ApiServices &s, const ApiCall &call)
{
    const auto limit = call.queryInt("limit", 50, 1, store::maxPageSize);
    if (!limit)
        return limit.error();
    const auto page = s.store.notifications.list(call.query("cluster"), call.query("after"), *limit);
    if (!page)
        return page.error();
    QJsonArray array;
    for (const Notification &notification : page->items)
        array.append(wire::toJson(toWire(notification)));
    return listResponse(array, page->next);
}

void testNotifications(const ApiServices &s, const ApiCall &call, const ApiAnswer &answer)
{
    audit(s, call, u"notifications.tested"_s, s.settings.current().text("smtp.url"));
    s.outbox.sendTest([answer](const Result<OutboxService::TestOutcome> &outcome) {
        if (!outcome)
            return answer(refusal(outcome.error()));
        answer(dataResponse(wire::toJson(wire::MailTest{outcome->sent, outcome->message, outcome->relay})));
    });
}

} // namespace

void addNotificationHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    dispatcher.on("listNotifications", [services](const ApiCall &call) { return listNotifications(services, call); });
    dispatcher.on("testNotifications", [services](const ApiCall &call, const ApiAnswer &answer) {
        testNotifications(services, call, answer);
    });
}

} // namespace unmta
