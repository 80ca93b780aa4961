#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/bots/BotJudging.h"
#include "service/bots/BotTester.h"
#include "service/domains/ClusterService.h"
#include "service/events/EventDeletion.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

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

void addEventHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, EventDeletion &deletion,
                      const BotTester &bots, BotJudging &judging, AuditLog &audit)
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
}

} // namespace unmta
