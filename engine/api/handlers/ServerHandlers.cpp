#include "api/ApiReference.h"
#include "api/handlers/EngineFacts.h"
#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/access/TokenService.h"
#include "service/changes/ChangeFeed.h"
#include "service/settings/SettingsService.h"

#include <QJsonArray>
#include <QJsonDocument>

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

wire::Access accessOf(const ApiCall &call)
{
    wire::Access access;
    if (!call.token) {
        access.scopes = {scopeName(TokenScope::Admin)};
        return access;
    }
    access.token = call.token->name;
    for (const TokenScope scope : call.token->scopes)
        access.scopes << scopeName(scope);
    access.clusterId = call.token->clusterId;
    access.expiresAt = call.token->expiresAt;
    return access;
}

Result<ApiResponse> getServer(const ApiCall &call, const EngineFacts &facts, const SettingsService &settings,
                              const ChangeFeed &feed, const Clock &clock)
{
    wire::Server server;
    server.version = QStringLiteral(UNMTA_VERSION);
    server.node = facts.node();
    server.listeners = facts.listeners();
    server.capabilities = facts.capabilities();
    server.epoch = feed.epoch();
    server.time = clock.now();
    server.targetZone = settings.current().targetZone();
    server.internalRoot = facts.internalRoot();
    server.access = accessOf(call);
    return dataResponse(wire::toJson(server));
}

// For probes that look at the status alone, and for people who ask why.
ApiResponse getHealth(const QStringList &troubles)
{
    QJsonObject body{{u"status"_s, troubles.isEmpty() ? u"ok"_s : u"failing"_s}};
    if (!troubles.isEmpty())
        body.insert(u"reasons"_s, QJsonArray::fromStringList(troubles));
    ApiResponse response = textResponse("application/json", QJsonDocument(body).toJson(QJsonDocument::Compact));
    response.status = troubles.isEmpty() ? 200 : 503;
    return response;
}

Result<ApiResponse> getOpenApi()
{
    const auto document = apiReference();
    if (!document)
        return document.error();
    return textResponse("application/yaml", *document);
}

} // namespace

void addServerHandlers(ApiDispatcher &dispatcher, const EngineFacts &facts, const SettingsService &settings,
                       const ChangeFeed &feed, const Clock &clock)
{
    dispatcher.on(api::getServer, [&](const ApiCall &call) { return getServer(call, facts, settings, feed, clock); });
    dispatcher.on(api::getServerLoad,
                  [&](const ApiCall &) -> Result<ApiResponse> { return dataResponse(wire::toJson(facts.load())); });
    dispatcher.on(api::getOpenApi, [](const ApiCall &) { return getOpenApi(); });
    dispatcher.on(api::getHealth, [&](const ApiCall &call) -> Result<ApiResponse> {
        const QString of = call.query("of");
        if (of.isEmpty())
            return getHealth(facts.troubles());
        if (of != "edge"_L1)
            return badQuery(u"of"_s, u"say edge, or leave it out"_s);
        return getHealth(facts.edgeTroubles());
    });
    dispatcher.on(api::getMetrics, [&](const ApiCall &) -> Result<ApiResponse> {
        return textResponse("text/plain; version=0.0.4; charset=utf-8", facts.metrics());
    });
}

} // namespace unmta
