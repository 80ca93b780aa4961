#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/domains/DomainService.h"
#include "service/events/EventService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::ActivityBucket toWire(const ActivityPoint &point)
{
    return {point.start, point.counts.opens, point.counts.clicks, point.counts.opensByPeople,
            point.counts.clicksByPeople};
}

Result<ApiResponse> getDomainActivity(const DomainService &domains, const EventService &events, const Clock &clock,
                                      const ApiCall &call)
{
    const auto domain = domains.find(call.parameter("cluster"), call.parameter("name"));
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
    const TimePoint end = to->value_or(clock.now());
    const TimePoint start = from->value_or(end - std::chrono::hours(24 * 7));
    // A bound on work and on the reply: 400 days of hours.
    if (end < start || end - start > std::chrono::hours(24 * 400))
        return badQuery(u"from"_s, u"give a time before to, at most 400 days apart"_s);
    const auto points = events.points(domain->fields().clusterId, domain->fields().name, start, end,
                                      bucket == u"hour"_s ? ActivityBucket::Hour : ActivityBucket::Day);
    if (!points)
        return points.error();
    QJsonArray array;
    for (const ActivityPoint &point : *points)
        array.append(wire::toJson(toWire(point)));
    return listResponse(array, {});
}

} // namespace

void addActivityHandlers(ApiDispatcher &dispatcher, const DomainService &domains, const EventService &events,
                         const Clock &clock)
{
    dispatcher.on(api::getDomainActivity,
                  [&](const ApiCall &call) { return getDomainActivity(domains, events, clock, call); });
}

} // namespace unmta
