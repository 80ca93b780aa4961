#include "api/handlers/Handlers.h"
#include "api/handlers/WireMapping.h"
#include "base/Log.h"
#include "service/access/TokenService.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QJsonObject settingsJson(const SettingsService &settings)
{
    QJsonObject object;
    const auto shown = settings.shown();
    for (auto it = shown.cbegin(); it != shown.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

Result<ApiResponse> getSettings(const ApiServices &s, const ApiCall &)
{
    return dataResponse(settingsJson(s.settings));
}

Result<ApiResponse> updateSettings(const ApiServices &s, const ApiCall &call)
{
    const auto body = wire::parseObject(call.request.body);
    if (!body)
        return body.error();
    QMap<QString, QString> changes;
    for (auto it = body->begin(); it != body->end(); ++it) {
        const QJsonValue value = it.value();
        if (value.isBool())
            changes.insert(it.key(), value.toBool() ? u"on"_s : u"off"_s);
        else if (value.isNull())
            changes.insert(it.key(), {});
        else if (value.isString())
            changes.insert(it.key(), value.toString());
        else
            return Error(u"json.wrong_type"_s, it.key(), {{u"field"_s, it.key()}});
    }
    if (auto done = s.settings.update(changes); !done)
        return done.error();
    audit(s, call, u"settings.changed"_s, QStringList(changes.keys()).join(u", "_s));
    return dataResponse(settingsJson(s.settings));
}

Result<ApiResponse> listTokens(const ApiServices &s, const ApiCall &)
{
    const auto tokens = s.tokens.list();
    if (!tokens)
        return tokens.error();
    QJsonArray array;
    for (const Token &token : *tokens)
        array.append(wire::toJson(toWire(token)));
    return listResponse(array, {});
}

Result<ApiResponse> createToken(const ApiServices &s, const ApiCall &call)
{
    const auto input = call.body<wire::TokenInput>();
    if (!input)
        return input.error();
    const auto created = s.tokens.create(input->name, input->scopes, input->clusterId, input->expiresAt);
    if (!created)
        return created.error();
    audit(s, call, u"token.created"_s, created->token.name, input->scopes.join(u", "_s));
    wire::Token shown = toWire(created->token);
    shown.token = created->text;
    return dataResponse(wire::toJson(shown), 201);
}

Result<ApiResponse> revokeToken(const ApiServices &s, const ApiCall &call)
{
    bool ok = false;
    const qint64 id = call.parameter("id").toLongLong(&ok);
    if (!ok)
        return notFound();
    if (auto done = s.tokens.revoke(id); !done)
        return done.error();
    audit(s, call, u"token.revoked"_s, QString::number(id));
    return emptyResponse();
}

Result<ApiResponse> listAudit(const ApiServices &s, const ApiCall &call)
{
    const auto limit = call.queryInt("limit", 50, 1, store::maxPageSize);
    if (!limit)
        return limit.error();
    const auto page = s.store.audit.list({}, call.query("after"), *limit);
    if (!page)
        return page.error();
    QJsonArray array;
    for (const AuditEntry &entry : page->items)
        array.append(wire::toJson(toWire(entry)));
    return listResponse(array, page->next);
}

} // namespace

void audit(const ApiServices &services, const ApiCall &call, const QString &action, const QString &subject,
           const QString &detail)
{
    AuditEntry entry;
    entry.at = services.clock.now();
    entry.actor = call.actor;
    entry.action = action;
    entry.subject = subject;
    entry.detail = detail;
    if (const QString cluster = call.parameter("cluster"); !cluster.isEmpty())
        entry.clusterId = cluster;
    if (auto done = services.store.audit.insert(entry); !done)
        qCWarning(lcApi).noquote() << u"not audited action="_s + action << describe(done.error());
}

void addAdminHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    const auto add = [&](const char *operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add("getSettings", getSettings);
    add("updateSettings", updateSettings);
    add("listTokens", listTokens);
    add("createToken", createToken);
    add("revokeToken", revokeToken);
    add("listAudit", listAudit);
}

} // namespace unmta
