#include "api/ApiReference.h"
#include "api/handlers/Handlers.h"
#include "service/changes/ChangeFeed.h"
#include "service/settings/SettingsService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

ApiResponse textResponse(const QByteArray &type, const QByteArray &body)
{
    ApiResponse response;
    response.status = 200;
    response.contentType = type;
    response.body = body;
    return response;
}

Result<ApiResponse> getServer(const ApiServices &s, const ApiCall &)
{
    wire::Server server;
    server.version = QStringLiteral(UNMTA_VERSION);
    server.node = s.facts.node();
    server.listeners = s.facts.listeners();
    server.capabilities = s.facts.capabilities();
    server.epoch = s.feed.epoch();
    server.time = s.clock.now();
    server.targetZone = s.settings.current().targetZone();
    server.internalRoot = s.facts.internalRoot();
    return dataResponse(wire::toJson(server));
}

Result<ApiResponse> getOpenApi(const ApiServices &, const ApiCall &)
{
    const auto document = apiReference();
    if (!document)
        return document.error();
    return textResponse("application/yaml", *document);
}

} // namespace

void addServerHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    const auto add = [&](const char *operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add("getServer", getServer);
    add("getOpenApi", getOpenApi);
    add("getHealth", [](const ApiServices &, const ApiCall &) -> Result<ApiResponse> {
        return textResponse("application/json", R"({"status":"ok"})");
    });
    add("getMetrics", [](const ApiServices &s, const ApiCall &) -> Result<ApiResponse> {
        return textResponse("text/plain; version=0.0.4; charset=utf-8", s.facts.metrics());
    });
}

} // namespace unmta
