#include "api/handlers/EventMapping.h"
#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/bots/BotJudging.h"
#include "service/bots/BotTester.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/events/EventDeletion.h"
#include "service/events/EventService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::ActivityBucket toWire(const ActivityPoint &point)
{
    return {point.start, point.counts.opens, point.counts.clicks, point.counts.opensByPeople,
            point.counts.clicksByPeople};
}

Result<ApiResponse> eventPage(const EventService &events, const ApiCall &call, EventQuery query)
{
    if (const QString kind = call.query("kind"); !kind.isEmpty()) {
        const auto type = wire::eventTypeFromKind(kind);
        if (!type)
            return badQuery(u"kind"_s, u"give open or click"_s);
        query.kind = *type == wire::EventType::Open ? LinkKind::Open : LinkKind::Click;
    }
    const auto limit = call.queryInt("limit", 100, 1, maxPageSize);
    if (!limit)
        return limit.error();
    const QString order = call.query("order");
    if (!order.isEmpty() && order != u"newest"_s && order != u"oldest"_s)
        return badQuery(u"order"_s, u"give oldest or newest"_s);
    query.order = order == u"newest"_s ? EventQuery::Order::Newest : EventQuery::Order::Oldest;
    const auto page = events.list(query, call.query("after"), *limit);
    if (!page)
        return page.error();
    QJsonArray array;
    for (const TrackingEvent &event : page->items)
        array.append(wire::toJson(toWire(event)));
    return listResponse(array, page->next);
}

Result<ApiResponse> listEvents(const ClusterService &clusters, const EventService &events, const ApiCall &call)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    return eventPage(events, call, {cluster->id});
}

Result<ApiResponse> listDomainEvents(const DomainService &domains, const EventService &events, const ApiCall &call)
{
    const auto domain = domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return domain.error();
    return eventPage(events, call, {domain->fields().clusterId, domain->fields().name});
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

// The cluster and the recipient that both of these are about. No address goes into the log, whatever is wrong with it.
Result<std::pair<QString, QString>> recipientOf(const ClusterService &clusters, const ApiCall &call)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    return std::pair(cluster->id, call.query("recipient"));
}

void countEvents(ApiDispatcher &dispatcher, const ClusterService &clusters, const EventDeletion &deletion,
                 const ApiCall &call, const ApiAnswer &answer)
{
    const auto whose = recipientOf(clusters, call);
    if (!whose)
        return answer(whose.error());
    onWorker(
        dispatcher, [&deletion, whose = *whose] { return deletion.count(whose.first, whose.second); },
        [answer](const Result<std::int64_t> &events) {
            answer(events ? Result<ApiResponse>(dataResponse(wire::toJson(wire::EventCount{*events})))
                          : events.error());
        });
}

void deleteEvents(const ClusterService &clusters, EventDeletion &deletion, AuditLog &log, const ApiCall &call,
                  const ApiAnswer &answer)
{
    const auto whose = recipientOf(clusters, call);
    if (!whose)
        return answer(whose.error());
    deletion.run(whose->first, whose->second, [&log, call, answer](const Result<std::int64_t> &deleted) {
        if (!deleted)
            return answer(deleted.error());
        // Without the address: it would outlive what was deleted.
        audit(log, call, u"events.deleted"_s, call.parameter("cluster"),
              u"of one recipient: %1"_s.arg(qlonglong{*deleted}));
        answer(dataResponse(wire::toJson(wire::EventDeletion{*deleted})));
    });
}

wire::BotTest toWire(const BotForecast &forecast)
{
    wire::BotTest result{forecast.now.opens,
                         forecast.now.clicks,
                         forecast.now.opensByPeople,
                         forecast.now.clicksByPeople,
                         forecast.then.opensByPeople,
                         forecast.then.clicksByPeople,
                         {}};
    for (const BotEffect &effect : forecast.effects) {
        result.rules.append({QString::fromLatin1(effect.reason), QString::fromLatin1(effect.verdict), effect.events,
                             effect.opensToPrograms, effect.clicksToPrograms, effect.opensToPeople,
                             effect.clicksToPeople});
    }
    return result;
}

void testBots(ApiDispatcher &dispatcher, const ClusterService &clusters, const BotTester &bots, const ApiCall &call,
              const ApiAnswer &answer)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return answer(cluster.error());
    const auto input = call.body<wire::BotTestInput>();
    if (!input)
        return answer(input.error());
    onWorker(
        dispatcher, [&bots, id = cluster->id, rules = input->rules] { return bots.run(id, rules); },
        [answer](const Result<BotForecast> &forecast) {
            answer(forecast ? Result<ApiResponse>(dataResponse(wire::toJson(toWire(*forecast)))) : forecast.error());
        });
}

void judgeBots(const ClusterService &clusters, BotJudging &judging, AuditLog &log, const ApiCall &call,
               const ApiAnswer &answer)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return answer(cluster.error());
    judging.run(cluster->id, [&log, call, answer](const Result<std::int64_t> &changed) {
        if (!changed)
            return answer(changed.error());
        audit(log, call, u"events.judged"_s, call.parameter("cluster"),
              u"other verdicts: %1"_s.arg(qlonglong{*changed}));
        answer(dataResponse(wire::toJson(wire::BotJudging{*changed})));
    });
}

} // namespace

void addEventHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, const DomainService &domains,
                      const EventService &events, EventDeletion &deletion, const BotTester &bots, BotJudging &judging,
                      AuditLog &audit, const Clock &clock)
{
    dispatcher.on(api::judgeBots, [&](const ApiCall &call, const ApiAnswer &answer) {
        judgeBots(clusters, judging, audit, call, answer);
    });
    dispatcher.on(api::testBots, [&](const ApiCall &call, const ApiAnswer &answer) {
        testBots(dispatcher, clusters, bots, call, answer);
    });
    dispatcher.on(api::countEvents, [&](const ApiCall &call, const ApiAnswer &answer) {
        countEvents(dispatcher, clusters, deletion, call, answer);
    });
    dispatcher.on(api::deleteEvents, [&](const ApiCall &call, const ApiAnswer &answer) {
        deleteEvents(clusters, deletion, audit, call, answer);
    });
    dispatcher.on(api::listEvents, [&](const ApiCall &call) { return listEvents(clusters, events, call); });
    dispatcher.on(api::listDomainEvents, [&](const ApiCall &call) { return listDomainEvents(domains, events, call); });
    dispatcher.on(api::getDomainActivity,
                  [&](const ApiCall &call) { return getDomainActivity(domains, events, clock, call); });
}

} // namespace unmta
