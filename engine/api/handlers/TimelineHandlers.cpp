#include "api/handlers/Handlers.h"
#include "api/handlers/WireMapping.h"
#include "service/domains/DomainService.h"

namespace unmta {

namespace {

Result<ApiResponse> getTimeline(const ApiServices &s, const ApiCall &call)
{
    const auto domain = s.domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    const auto limit = call.queryInt("limit", 50, 1, store::maxPageSize);
    if (!limit)
        return limit.error();
    const auto page = timelinePage(s.store, *domain, call.query("after"), *limit);
    if (!page)
        return page.error();
    QJsonArray array;
    for (const TimelineEntry &entry : page->items)
        array.append(wire::toJson(toWire(entry)));
    return listResponse(array, page->next);
}

} // namespace

void addTimelineHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    dispatcher.on(api::getTimeline, [services](const ApiCall &call) { return getTimeline(services, call); });
}

} // namespace unmta
