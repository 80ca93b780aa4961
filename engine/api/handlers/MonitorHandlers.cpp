#include "api/handlers/Handlers.h"
#include "contract/wire/Monitor.h"
#include "service/domains/ClusterService.h"
#include "service/monitor/DanglingWatch.h"
#include "service/monitor/MonitorService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::Monitor toWire(const MonitorService::Status &status)
{
    wire::Monitor monitor;
    const bool held = status.held != MonitorService::HoldReason::None;
    monitor.state = held ? u"held"_s : u"running"_s;
    monitor.reason = nameOf(status.held);
    monitor.explanation = status.explanation;
    monitor.heldSince = status.heldSince;
    monitor.nextTryAt = status.nextTry;
    monitor.wouldStrike = status.wouldStrike;
    monitor.wouldStrikeCount = status.wouldStrikeCount;
    monitor.checkedInRound = status.checkedInRound;
    monitor.running = status.running;
    return monitor;
}

Result<ApiResponse> getMonitor(const ApiServices &s, const ApiCall &)
{
    return dataResponse(wire::toJson(toWire(s.monitor.status())));
}

Result<ApiResponse> releaseMonitor(const ApiServices &s, const ApiCall &call)
{
    const auto before = s.monitor.status();
    if (auto released = s.monitor.release(); !released)
        return released.error();
    audit(s, call, u"monitor.released"_s, nameOf(before.held), u"%1 domains"_s.arg(before.wouldStrikeCount));
    return dataResponse(wire::toJson(toWire(s.monitor.status())));
}

Result<ApiResponse> listDangling(const ApiServices &s, const ApiCall &call)
{
    const QString clusterId = call.parameter("cluster");
    if (auto cluster = s.clusters.byId(clusterId); !cluster)
        return cluster.error();
    const auto targets = s.store.targets.dangling(clusterId, s.clock.now() - DanglingWatch::watchedFor);
    if (!targets)
        return targets.error();
    QJsonArray array;
    for (const store::IssuedTarget &target : *targets) {
        array.append(wire::toJson(wire::DanglingRecord{
            target.host, target.target, target.deletedAt.value_or(TimePoint()), target.seenAt.value_or(TimePoint())}));
    }
    return listResponse(array, {});
}

} // namespace

void addMonitorHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    const auto add = [&](const Route &operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add(api::getMonitor, getMonitor);
    add(api::releaseMonitor, releaseMonitor);
    add(api::listDangling, listDangling);
}

} // namespace unmta
