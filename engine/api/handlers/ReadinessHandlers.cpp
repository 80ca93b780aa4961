#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/readiness/ReadinessRules.h"
#include "service/readiness/ReadinessService.h"

namespace unmta {

namespace {

wire::ReadinessState toWire(ReadinessState state)
{
    switch (state) {
    case ReadinessState::Ready:
        return wire::ReadinessState::Ready;
    case ReadinessState::Todo:
        return wire::ReadinessState::Todo;
    case ReadinessState::Failed:
        return wire::ReadinessState::Failed;
    case ReadinessState::Unknown:
        break;
    }
    return wire::ReadinessState::Unknown;
}

ApiResponse readinessResponse(const QList<ReadinessCheck> &checks)
{
    wire::Readiness readiness;
    readiness.isReady = isReady(checks);
    for (const ReadinessCheck &check : checks)
        readiness.checks.append(
            {check.id, toWire(check.state), check.sentence, check.fix, check.evidence, check.checkedAt});
    return dataResponse(wire::toJson(readiness));
}

} // namespace

void addReadinessHandlers(ApiDispatcher &dispatcher, ReadinessService &readiness)
{
    dispatcher.on(api::getReadiness,
                  [&](const ApiCall &) -> Result<ApiResponse> { return readinessResponse(readiness.checks()); });
    dispatcher.on(api::probeReadiness, [&](const ApiCall &, const ApiAnswer &answer) {
        readiness.probe([answer](const QList<ReadinessCheck> &checks) { answer(readinessResponse(checks)); });
    });
}

} // namespace unmta
