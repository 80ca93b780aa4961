#include "api/handlers/Handlers.h"
#include "api/handlers/WireMapping.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/events/EventService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Result<ApiResponse> eventPage(const ApiServices &s, const ApiCall &call, store::EventFilter filter)
{
    if (const QString kind = call.query("kind"); !kind.isEmpty()) {
        const auto type = wire::eventTypeFromKind(kind);
        if (!type)
            return badQuery(u"kind"_s, u"give open or click"_s);
        filter.kind = *type == wire::EventType::Open ? LinkKind::Open : LinkKind::Click;
    }
    const auto limit = call.queryInt("limit", 100, 1, store::maxPageSize);
    if (!limit)
        return limit.error();
    const QString order = call.query("order");
    if (!order.isEmpty() && order != u"newest"_s && order != u"oldest"_s)
        return badQuery(u"order"_s, u"give oldest or newest"_s);
    const QString cursor = call.query("after");
    const auto page = order == u"newest"_s ? s.events.events().before(filter, cursor, *limit)
                                           : s.events.events().after(filter, cursor, *limit);
    if (!page)
        return page.error();
    QJsonArray array;
    for (const TrackingEvent &event : page->items)
        array.append(wire::toJson(toWire(event)));
    // Whoever follows the events asks on from where it stands, also when nothing was new.
    const bool follows = order != u"newest"_s && page->next.isEmpty();
    return listResponse(array, follows ? cursor : page->next);
}

Result<ApiResponse> listEvents(const ApiServices &s, const ApiCall &call)
{
    const auto cluster = s.clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    return eventPage(s, call, {cluster->id, {}, {}, {}});
}

Result<ApiResponse> listDomainEvents(const ApiServices &s, const ApiCall &call)
{
    const auto domain = s.domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    return eventPage(s, call, {domain->fields().clusterId, domain->fields().name, {}, {}});
}

Result<ApiResponse> getDomainActivity(const ApiServices &s, const ApiCall &call)
{
    const auto domain = s.domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    const auto from = call.queryTime("from");
    if (!from)
        return from.error();
    const auto to = call.queryTime("to");
    if (!to)
        return to.error();
    const QString bucket = call.query("bucket");
    if (!bucket.isEmpty() && bucket != u"hour"_s && bucket != u"day"_s)
        return badQuery(u"bucket"_s, u"give hour or day"_s);
    const TimePoint end = to->value_or(s.clock.now());
    const TimePoint start = from->value_or(end - std::chrono::hours(24 * 7));
    // A bound on work and on the reply: 400 days of hours.
    if (end < start || end - start > std::chrono::hours(24 * 400))
        return badQuery(u"from"_s, u"give a time before to, at most 400 days apart"_s);
    const auto points = s.events.activity().points(domain->fields().clusterId, domain->fields().name, start, end,
                                                   bucket == u"hour"_s ? ActivityBucket::Hour : ActivityBucket::Day);
    if (!points)
        return points.error();
    QJsonArray array;
    for (const ActivityPoint &point : *points)
        array.append(wire::toJson(toWire(point)));
    return listResponse(array, {});
}

} // namespace

void addEventHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    const auto add = [&](const Route &operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add(api::listEvents, listEvents);
    add(api::listDomainEvents, listDomainEvents);
    add(api::getDomainActivity, getDomainActivity);
}

} // namespace unmta
