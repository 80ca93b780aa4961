#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "base/Duration.h"
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
    result.formerUntil = token.formerUntil;
    return result;
}

// What a token may do, without what changes by using it.
QJsonObject rightsOf(const Token &token)
{
    const wire::Token shown = toWire(token);
    QJsonObject rights{{u"scopes"_s, QJsonArray::fromStringList(shown.scopes)}};
    if (shown.clusterId)
        rights.insert(u"cluster_id"_s, *shown.clusterId);
    if (shown.expiresAt)
        rights.insert(u"expires_at"_s, toIso8601(*shown.expiresAt));
    return rights;
}

Result<qint64> idOf(const ApiCall &call)
{
    bool ok = false;
    const qint64 id = call.parameter("id").toLongLong(&ok);
    return ok ? Result<qint64>(id) : notFound();
}

// The answer in which the token's text is shown, and never again.
ApiResponse shownOnce(const TokenService::Created &made, int status)
{
    wire::Token shown = toWire(made.token);
    shown.token = made.text;
    return dataResponse(wire::toJson(shown), status);
}

Result<ApiResponse> listTokens(const TokenService &tokens, const ApiCall &call)
{
    return pageResponse(wholeOrPage(call, [&](const QString &after, int limit) { return tokens.list(after, limit); }),
                        [](const Token &token) { return wire::toJson(toWire(token)); });
}

Result<ApiResponse> createToken(TokenService &tokens, AuditLog &log, const ApiCall &call)
{
    const auto input = call.body<wire::TokenInput>();
    if (!input)
        return input.error();
    const auto created = tokens.create(input->name, input->scopes, input->clusterId, input->expiresAt);
    if (!created)
        return created.error();
    audit(log, call, u"token.created"_s, created->token.name, input->scopes.join(u", "_s),
          {{}, rightsOf(created->token)});
    return shownOnce(*created, 201);
}

Result<ApiResponse> rotateToken(TokenService &tokens, AuditLog &log, const ApiCall &call)
{
    const auto id = idOf(call);
    if (!id)
        return id.error();
    const auto input = call.request.body.isEmpty() ? Result<wire::TokenRotation>(wire::TokenRotation())
                                                   : call.body<wire::TokenRotation>();
    if (!input)
        return input.error();
    const auto overlap = parseDuration(input->overlap.value_or(u"24h"_s));
    if (!overlap)
        return Error(overlap.error().code, u"overlap"_s, overlap.error().context);
    const auto rotated = tokens.rotate(*id, *overlap);
    if (!rotated)
        return rotated.error();
    QJsonObject after;
    if (rotated->token.formerUntil)
        after.insert(u"former_until"_s, toIso8601(*rotated->token.formerUntil));
    audit(log, call, u"token.rotated"_s, rotated->token.name, {}, {{}, after});
    return shownOnce(*rotated, 200);
}

Result<ApiResponse> revokeToken(TokenService &tokens, AuditLog &log, const ApiCall &call)
{
    const auto id = idOf(call);
    if (!id)
        return id.error();
    const auto revoked = tokens.revoke(*id);
    if (!revoked)
        return revoked.error();
    audit(log, call, u"token.revoked"_s, revoked->name, {}, {rightsOf(*revoked), {}});
    return emptyResponse();
}

} // namespace

void addTokenHandlers(ApiDispatcher &dispatcher, TokenService &tokens, AuditLog &audit)
{
    dispatcher.on(api::listTokens, [&](const ApiCall &call) { return listTokens(tokens, call); });
    dispatcher.on(api::createToken, [&](const ApiCall &call) { return createToken(tokens, audit, call); });
    dispatcher.on(api::rotateToken, [&](const ApiCall &call) { return rotateToken(tokens, audit, call); });
    dispatcher.on(api::revokeToken, [&](const ApiCall &call) { return revokeToken(tokens, audit, call); });
}

} // namespace unmta
