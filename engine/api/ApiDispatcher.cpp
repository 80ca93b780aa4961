#include "api/ApiDispatcher.h"

#include "api/Conditions.h"
#include "api/ErrorStatus.h"
#include "api/RepeatedCalls.h"
#include "base/Bytes.h"
#include "base/Log.h"
#include "base/Random.h"
#include "contract/Operations.h"
#include "service/access/TokenService.h"

#include <QPointer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxNothingBytes = 64; // "{}" and some blanks
constexpr qsizetype maxJsonBytes = 1 * MiB;
constexpr qsizetype maxMessageBytes = 50 * MiB; // above what mail systems accept
constexpr int maxWrongTokens = 20;              // per address and minute
constexpr qsizetype maxRememberedAddresses = 10'000;

bool allows(const Token &token, Scope scope)
{
    if (token.scopes.contains(TokenScope::Admin))
        return true;
    if (scope == Scope::Read)
        return token.scopes.contains(TokenScope::Read);
    if (scope == Scope::Events)
        return token.scopes.contains(TokenScope::Events) || token.scopes.contains(TokenScope::Read);
    return scope == Scope::Rewrite && token.scopes.contains(TokenScope::Rewrite);
}

QString nameOf(Scope scope)
{
    switch (scope) {
    case Scope::Read:
        return u"read"_s;
    case Scope::Rewrite:
        return u"rewrite"_s;
    case Scope::Events:
        return u"events"_s;
    case Scope::None:
    case Scope::Admin:
        break;
    }
    return u"admin"_s;
}

qsizetype bodyLimit(const Route &route)
{
    switch (route.payload) {
    case Payload::None:
        break;
    case Payload::Json:
        return maxJsonBytes;
    case Payload::Message:
        return maxMessageBytes;
    }
    return maxNothingBytes;
}

Result<void> checkLength(qint64 length, const Route &route)
{
    const qsizetype limit = bodyLimit(route);
    if (length > limit)
        return Error(u"request.body_too_large"_s, {}, {{u"limit"_s, QString::number(limit)}});
    return {};
}

Result<void> checkType(const ApiRequest &request, const Route &route)
{
    const QByteArray type = request.contentType.split(';').first().trimmed().toLower();
    const QByteArrayList expected = route.payload == Payload::Message ? QByteArrayList{"message/rfc822", "text/html"}
                                                                      : QByteArrayList{"application/json"};
    if (expected.contains(type))
        return {};
    return Error(u"request.unsupported_media_type"_s, {},
                 {{u"expected"_s, QString::fromLatin1(expected.join(" or "))}});
}

// What there is in this kind of engine.
std::vector<const Route *> servedRoutes(bool sandbox)
{
    std::vector<const Route *> served;
    for (const Route *route : operations()) {
        if (sandbox || !route->isSandboxOnly())
            served.push_back(route);
    }
    return served;
}

} // namespace

ApiDispatcher::ApiDispatcher(TokenService &tokens, const Clock &clock, bool sandbox)
    : m_tokens(tokens)
    , m_clock(clock)
    , m_served(servedRoutes(sandbox))
    , m_routes(m_served)
    , m_idPrefix(SystemRandom().hex(6).toLatin1() + '-')
{}

ApiDispatcher::~ApiDispatcher()
{
    m_workers.clear();
    m_workers.waitForDone();
}

void ApiDispatcher::on(const Route &operation, const Handler &handler)
{
    Q_ASSERT_X(!m_handlers.contains(&operation), "ApiDispatcher::on", operation.name);
    m_handlers.insert(&operation, handler);
}

void ApiDispatcher::on(const Route &operation, SimpleHandler handler)
{
    on(operation, Handler([this, handler = std::move(handler)](const ApiCall &call, const ApiAnswer &answer) {
           auto response = handler(call);
           if (!response && response.error().code == u"store.full" && m_makeRoom && m_makeRoom())
               response = handler(call);
           answer(std::move(response));
       }));
}

Result<void> ApiDispatcher::checkHandlers() const
{
    QStringList missing;
    for (const Route *route : m_served) {
        if (!m_handlers.contains(route))
            missing << QString::fromLatin1(route->name);
    }
    if (missing.isEmpty())
        return {};
    return Error(u"api.unhandled"_s, {}, {{u"operations"_s, missing.join(u", "_s)}});
}

Result<ApiDispatcher::Matched> ApiDispatcher::match(const ApiRequest &request) const
{
    auto found = m_routes.find(request.path);
    if (found.empty())
        return notFound();
    // A path that is named goes before one with braces that would fit it, too.
    const auto openParts = [](const RouteTree::Match &match) { return match.parameters.size(); };
    qsizetype least = openParts(found.front());
    for (const RouteTree::Match &match : found)
        least = std::min(least, openParts(match));
    std::erase_if(found, [&](const RouteTree::Match &match) { return openParts(match) > least; });
    Matched matched;
    QByteArrayList methods;
    for (RouteTree::Match &match : found) {
        const Route &route = *match.route;
        methods << methodName(route.method);
        if (route.method == Method::Get && route.extras.isVersioned)
            matched.versioned = &route;
        if (route.method == request.method) {
            matched.route = &route;
            matched.parameters = std::move(match.parameters);
        }
    }
    if (matched.route)
        return matched;
    return Error(u"request.method_not_allowed"_s, {},
                 {{u"method"_s, QString::fromLatin1(methodName(request.method))},
                  {u"allow"_s, QString::fromLatin1(methods.join(", "))}});
}

Error ApiDispatcher::unauthenticated(const QString &peer)
{
    // Only wrong tokens are slowed down, so nobody can lock an owner of a right one out.
    const auto now = m_clock.steady();
    if (m_failures.size() > maxRememberedAddresses)
        m_failures.clear();
    Failures &failures = m_failures[peer];
    if (failures.count == 0 || now - failures.since > std::chrono::minutes(1))
        failures = {0, now};
    if (++failures.count <= maxWrongTokens)
        return Error(u"auth.unauthenticated"_s);
    const auto left = std::chrono::duration_cast<std::chrono::seconds>(failures.since + std::chrono::minutes(1) - now);
    return Error(u"request.too_many"_s, {},
                 {{u"seconds"_s, QString::number(std::max<qint64>(1, left.count()))},
                  {u"limit"_s, QString::number(maxWrongTokens)}});
}

Result<void> ApiDispatcher::authenticate(const ApiCaller &caller, const Route &route, ApiCall &call)
{
    if (caller.kind != ApiCaller::Kind::Network) {
        call.actor = caller.kind == ApiCaller::Kind::Console ? u"console"_s : u"local"_s;
        return {};
    }
    if (route.scope == Scope::None)
        return {};
    if (caller.bearer.isEmpty())
        return Error(u"auth.unauthenticated"_s);
    auto token = m_tokens.recognise(caller.bearer);
    if (!token)
        return token.error().code == u"auth.unauthenticated"_s ? unauthenticated(caller.peer) : token.error();
    const Error forbidden(u"auth.forbidden"_s, {}, {{u"scope"_s, nameOf(route.scope)}});
    if (!allows(*token, route.scope))
        return forbidden;
    if (token->clusterId) {
        const bool ofCluster = call.parameters.contains("cluster");
        if (ofCluster && call.parameter("cluster") != *token->clusterId)
            return notFound();
        if (!ofCluster && !route.extras.isShared)
            return forbidden;
    }
    call.actor = u"token:"_s + token->name;
    call.token = *std::move(token);
    return {};
}

Result<void> ApiDispatcher::checkBody(const ApiCall &call, const Route &route)
{
    const ApiRequest &request = call.request;
    if (route.payload == Payload::None) {
        // Many clients cannot post without an object; an empty one asks for nothing that would be ignored.
        const QByteArray body = request.body.trimmed();
        const bool isNothing = body.isEmpty() || (body == "{}" && route.method != Method::Get);
        return isNothing ? Result<void>() : Error(u"request.body_unexpected"_s);
    }
    if (auto good = checkLength(request.body.size(), route); !good)
        return good;
    const bool isMessage = route.payload == Payload::Message;
    const bool wantsBody =
        route.method != Method::Delete && (!request.body.isEmpty() || route.method == Method::Patch || isMessage);
    return wantsBody ? checkType(request, route) : Result<void>();
}

Result<ApiDispatcher::Entered> ApiDispatcher::enter(ApiRequest request, const ApiCaller &caller)
{
    auto matched = match(request);
    if (!matched) {
        // Without a token nobody learns which paths exist.
        const bool known =
            caller.kind != ApiCaller::Kind::Network || (!caller.bearer.isEmpty() && m_tokens.recognise(caller.bearer));
        return known                     ? matched.error()
               : caller.bearer.isEmpty() ? Error(u"auth.unauthenticated"_s)
                                         : unauthenticated(caller.peer);
    }
    Entered entered{
        {std::move(request), std::move(matched->parameters), std::nullopt, {}, caller.peer, caller.isAwaited},
        *matched->route,
        matched->versioned};
    if (auto allowed = authenticate(caller, entered.route, entered.call); !allowed)
        return allowed.error();
    if (auto good = checkQuery(entered.call.request.query, entered.route); !good)
        return good.error();
    return entered;
}

Result<qsizetype> ApiDispatcher::admit(const ApiRequest &head, const ApiCaller &caller, std::optional<qint64> announced)
{
    const Frame asked = frame();
    const auto entered = enter(head, caller);
    if (!entered)
        return entered.error();
    const Route &route = entered->route;
    const qint64 length = announced.value_or(0);
    if (route.payload == Payload::None && (length > maxNothingBytes || (length > 0 && route.method == Method::Get)))
        return Error(u"request.body_unexpected"_s);
    if (auto good = checkLength(length, route); !good)
        return good.error();
    if ((length > 0 && route.payload == Payload::Json) || route.payload == Payload::Message) {
        if (auto good = checkType(head, route); !good)
            return good.error();
    }
    return bodyLimit(route);
}

QByteArray ApiDispatcher::newRequestId()
{
    return m_idPrefix + QByteArray::number(++m_lastId, 16);
}

Result<QByteArray> ApiDispatcher::presentEtag(const Entered &entered) const
{
    if (!entered.versioned)
        return Error(u"request.not_versioned"_s);
    Result<QByteArray> etag = Error(u"request.internal"_s); // unless the handler answers at once, as these do
    m_handlers.value(entered.versioned)(entered.call, [&](const Result<ApiResponse> &shown) {
        etag = shown ? Result<QByteArray>(etagOf(shown->body)) : shown.error();
    });
    return etag;
}

Result<void> ApiDispatcher::checkConditions(const Entered &entered) const
{
    const ApiRequest &request = entered.call.request;
    if (request.method == Method::Get || request.ifMatch.isEmpty())
        return {};
    const auto etag = presentEtag(entered);
    if (!etag)
        return etag.error();
    return namesEtag(request.ifMatch, *etag) ? Result<void>() : Error(u"request.changed"_s);
}

void ApiDispatcher::run(const Entered &entered, ApiAnswer answer)
{
    const auto &[call, route, versioned] = entered;
    if (auto good = checkBody(call, route); !good)
        return answer(good.error());
    const auto handler = m_handlers.constFind(&route);
    if (handler == m_handlers.cend()) // and checkHandlers() was not asked
        return answer(Error(u"request.internal"_s, {}, {}, QString::fromLatin1(route.name)));
    if (auto good = checkConditions(entered); !good)
        return answer(good.error());
    if (!versioned)
        return (*handler)(call, std::move(answer));
    (*handler)(call, [answer = std::move(answer), asked = call.request.ifNoneMatch,
                      isGet = route.method == Method::Get](Result<ApiResponse> response) {
        if (response && response->status == 200) {
            response->etag = etagOf(response->body);
            if (isGet && !asked.isEmpty() && namesEtag(asked, response->etag)) {
                response->status = 304;
                response->body.clear();
                response->contentType.clear();
            }
        }
        answer(std::move(response));
    });
}

void ApiDispatcher::setAnswerMemory(AnswerMemory &memory)
{
    m_repeats = std::make_unique<RepeatedCalls>(memory);
}

void ApiDispatcher::count(int status)
{
    ++(status < 400 ? m_counts.done : status < 500 ? m_counts.refused : m_counts.failed);
}

void ApiDispatcher::dispatch(ApiRequest request, const ApiCaller &caller, Reply reply)
{
    const Frame asked = frame();
    if (request.id.isEmpty())
        request.id = newRequestId();
    const QByteArray id = request.id;
    const auto entered = enter(std::move(request), caller);
    if (!entered) {
        ApiResponse refused = refusal(entered.error(), id);
        count(refused.status);
        return reply(std::move(refused));
    }
    const ApiCall &call = entered->call;
    const Route &route = entered->route;
    // Questions are many, and change nothing.
    const bool isQuestion = route.method == Method::Get || route.extras.isPure;
    QString who;
    if (!isQuestion || lcApi().isDebugEnabled())
        who = u" request_id=%1 operation=%2 actor=%3 from=%4"_s.arg(QLatin1StringView(id),
                                                                    QLatin1StringView(route.name), logSafe(call.actor),
                                                                    call.peer.isEmpty() ? u"here"_s : call.peer);
    const ApiAnswer answer = [self = QPointer<ApiDispatcher>(this), reply = std::move(reply), id, who,
                              isQuestion](Result<ApiResponse> outcome) {
        ApiResponse response = outcome ? *std::move(outcome) : refusal(outcome.error(), id);
        response.requestId = id;
        if (self)
            self->count(response.status);
        const QString line = who.isEmpty() ? QString() : u"answered status=%1"_s.arg(response.status) + who;
        if (isQuestion)
            qCDebug(lcApi).noquote() << line;
        else
            qCInfo(lcApi).noquote() << line;
        reply(std::move(response));
    };
    const bool isOnce =
        m_repeats && !isQuestion && route.method == Method::Post && !call.request.idempotencyKey.isEmpty();
    if (!isOnce)
        return run(*entered, answer);
    m_repeats->runOnce(
        call, [&](ApiAnswer first) { run(*entered, std::move(first)); }, answer);
}

} // namespace unmta
