#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "contract/wire/Monitor.h"
#include "service/domains/ClusterService.h"
#include "service/monitor/DanglingWatch.h"
#include "service/monitor/MonitorService.h"

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

Result<ApiResponse> releaseMonitor(MonitorService &monitor, AuditLog &log, const ApiCall &call)
{
    const auto before = monitor.status();
    if (auto released = monitor.release(); !released)
        return released.error();
    audit(log, call, u"monitor.released"_s, nameOf(before.held), u"%1 domains"_s.arg(before.wouldStrikeCount));
    return dataResponse(wire::toJson(toWire(monitor.status())));
}

Result<ApiResponse> listDangling(const ClusterService &clusters, const DanglingWatch &dangling, const ApiCall &call)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    return pageResponse(
        wholeOrPage(call,
                    [&](const QString &after, int limit) { return dangling.dangling(cluster->id, after, limit); }),
        [](const DanglingRecord &record) {
            return wire::toJson(wire::DanglingRecord{record.host, record.target, record.deletedAt, record.seenAt});
        });
}

} // namespace

void addMonitorHandlers(ApiDispatcher &dispatcher, MonitorService &monitor, const ClusterService &clusters,
                        const DanglingWatch &dangling, AuditLog &audit)
{
    dispatcher.on(api::getMonitor, [&](const ApiCall &) -> Result<ApiResponse> {
        return dataResponse(wire::toJson(toWire(monitor.status())));
    });
    dispatcher.on(api::releaseMonitor, [&](const ApiCall &call) { return releaseMonitor(monitor, audit, call); });
    dispatcher.on(api::listDangling, [&](const ApiCall &call) { return listDangling(clusters, dangling, call); });
}

} // namespace unmta
