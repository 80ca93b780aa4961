#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/access/TokenService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::Token toWire(const Token &token)
{
    wire::Token result;
    result.id = token.id;
    result.name = token.name;
    for (const TokenScope scope : token.scopes)
        result.scopes << scopeName(scope);
    result.clusterId = token.clusterId;
    result.createdAt = token.createdAt;
    result.lastUsedAt = token.lastUsedAt;
    result.expiresAt = token.expiresAt;
    return result;
}

Result<ApiResponse> listTokens(const TokenService &tokens)
{
    const auto all = tokens.list();
    if (!all)
        return all.error();
    QJsonArray array;
    for (const Token &token : *all)
        array.append(wire::toJson(toWire(token)));
    return listResponse(array, {});
}

Result<ApiResponse> createToken(TokenService &tokens, AuditLog &log, const ApiCall &call)
{
    const auto input = call.body<wire::TokenInput>();
    if (!input)
        return input.error();
    const auto created = tokens.create(input->name, input->scopes, input->clusterId, input->expiresAt);
    if (!created)
        return created.error();
    audit(log, call, u"token.created"_s, created->token.name, input->scopes.join(u", "_s));
    wire::Token shown = toWire(created->token);
    shown.token = created->text;
    return dataResponse(wire::toJson(shown), 201);
}

Result<ApiResponse> revokeToken(TokenService &tokens, AuditLog &log, const ApiCall &call)
{
    bool ok = false;
    const qint64 id = call.parameter("id").toLongLong(&ok);
    if (!ok)
        return notFound();
    if (auto done = tokens.revoke(id); !done)
        return done.error();
    audit(log, call, u"token.revoked"_s, QString::number(id));
    return emptyResponse();
}

} // namespace

void addTokenHandlers(ApiDispatcher &dispatcher, TokenService &tokens, AuditLog &audit)
{
    dispatcher.on(api::listTokens, [&](const ApiCall &) { return listTokens(tokens); });
    dispatcher.on(api::createToken, [&](const ApiCall &call) { return createToken(tokens, audit, call); });
    dispatcher.on(api::revokeToken, [&](const ApiCall &call) { return revokeToken(tokens, audit, call); });
}

} // namespace unmta
