#include "api/Handlers.h"
#include "contract/WireMonitor.h"
#include "service/MonitorService.h"

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

} // namespace

void addMonitorHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    const auto add = [&](const char *operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add("getMonitor", getMonitor);
    add("releaseMonitor", releaseMonitor);
}

} // namespace unmta
