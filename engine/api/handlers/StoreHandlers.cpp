#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "contract/wire/Server.h"
#include "service/upkeep/StoreHold.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// For whoever reads the store's files meanwhile.
Result<ApiResponse> holdStore(StoreHold &hold, const QString &dataDir, const ApiCall &call)
{
    if (isElsewhere(call))
        return Error(u"store.move_local_only"_s);
    if (dataDir.isEmpty())
        return Error(u"store.move_nothing"_s, {}, {{u"path"_s, u"files"_s}});
    const auto input = call.body<wire::StoreHoldInput>();
    if (!input)
        return input.error();
    const StoreHold::State state = input->movedTo.isEmpty() ? hold.hold() : hold.leave(dataDir, input->movedTo);
    return dataResponse(wire::toJson(wire::StoreHold{state.since, state.isStill}));
}

Result<ApiResponse> releaseStore(StoreHold &hold, const ApiCall &call)
{
    if (isElsewhere(call))
        return Error(u"store.move_local_only"_s);
    hold.release();
    return emptyResponse();
}

} // namespace

void addStoreHandlers(ApiDispatcher &dispatcher, StoreHold &hold, const QString &dataDir)
{
    dispatcher.on(api::holdStore, [&hold, dataDir](const ApiCall &call) { return holdStore(hold, dataDir, call); });
    dispatcher.on(api::releaseStore, [&hold](const ApiCall &call) { return releaseStore(hold, call); });
}

} // namespace unmta
