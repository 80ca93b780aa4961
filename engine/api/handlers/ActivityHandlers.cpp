#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/events/EventService.h"
#include "service/events/figures/EventFigures.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::ActivityBucket toWire(const ActivityPoint &point)
{
    return {point.start, point.counts.opens, point.counts.clicks, point.counts.opensByPeople,
            point.counts.clicksByPeople};
}

struct Span
{
    TimePoint from;
    TimePoint to;
    ActivityBucket bucket;
};

Result<Span> spanOf(const ApiCall &call, const Clock &clock)
{
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
    return Span{start, end, bucket == u"hour"_s ? ActivityBucket::Hour : ActivityBucket::Day};
}

Result<ApiResponse> responseOf(const Result<QList<ActivityPoint>> &points)
{
    if (!points)
        return points.error();
    QJsonArray array;
    for (const ActivityPoint &point : *points)
        array.append(wire::toJson(toWire(point)));
    return listResponse(array, {});
}

Result<ApiResponse> getDomainActivity(const DomainService &domains, const EventService &events, const Clock &clock,
                                      const ApiCall &call)
{
    const auto domain = domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    const auto span = spanOf(call, clock);
    if (!span)
        return span.error();
    return responseOf(
        events.points(domain->fields().clusterId, domain->fields().name, span->from, span->to, span->bucket));
}

void getClusterActivity(ApiDispatcher &dispatcher, const ClusterService &clusters, const EventFigures &figures,
                        const Clock &clock, const ApiCall &call, const ApiAnswer &answer)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return answer(cluster.error());
    const auto span = spanOf(call, clock);
    if (!span)
        return answer(span.error());
    onWorker(
        dispatcher,
        [&figures, id = cluster->id, span = *span] { return figures.points(id, span.from, span.to, span.bucket); },
        [answer](const Result<QList<ActivityPoint>> &points) { answer(responseOf(points)); });
}

} // namespace

void addActivityHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, const DomainService &domains,
                         const EventService &events, const EventFigures &figures, const Clock &clock)
{
    dispatcher.on(api::getDomainActivity,
                  [&](const ApiCall &call) { return getDomainActivity(domains, events, clock, call); });
    dispatcher.on(api::getClusterActivity, [&](const ApiCall &call, const ApiAnswer &answer) {
        getClusterActivity(dispatcher, clusters, figures, clock, call, answer);
    });
}

} // namespace unmta
