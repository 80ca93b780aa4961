#include "api/ApiDispatcher.h"

#include "api/ErrorStatus.h"
#include "service/access/TokenService.h"

#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxJsonBytes = 64 * 1024;
constexpr qsizetype maxMessageBytes = 50 * 1024 * 1024; // above what mail systems accept
constexpr int maxWrongTokens = 20;                      // per address and minute
constexpr qsizetype maxRememberedAddresses = 10'000;

// A raw path's segments, decoded after splitting, so that "%2F" is part of a name.
std::optional<QStringList> segmentsOf(const QString &path)
{
    QStringList segments;
    for (const QString &raw : path.mid(1).split(u'/')) {
        const QString segment = QUrl::fromPercentEncoding(raw.toLatin1());
        if (segment.contains(QChar::Null) || segment.contains(QChar::ReplacementCharacter))
            return std::nullopt;
        segments << segment;
    }
    return segments;
}

QStringList patternSegments(const Route &route)
{
    const QString pattern = QString::fromLatin1(route.pattern);
    if (pattern.startsWith(u"//"_s))
        return pattern.mid(2).split(u'/');
    return QStringList{u"api"_s, u"v1"_s} + pattern.mid(1).split(u'/');
}

bool matches(const QStringList &pattern, const QStringList &path, QHash<QByteArray, QString> &parameters)
{
    if (pattern.size() != path.size())
        return false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i].startsWith(u'{')) {
            if (path[i].isEmpty())
                return false;
            parameters.insert(pattern[i].mid(1).chopped(1).toLatin1(), path[i]);
        } else if (pattern[i] != path[i]) {
            return false;
        }
    }
    return true;
}

bool allows(const Token &token, Scope scope)
{
    if (token.scopes.contains(TokenScope::Admin))
        return true;
    if (scope == Scope::Read)
        return token.scopes.contains(TokenScope::Read);
    return scope == Scope::Rewrite && token.scopes.contains(TokenScope::Rewrite);
}

QString nameOf(Scope scope)
{
    switch (scope) {
    case Scope::Read:
        return u"read"_s;
    case Scope::Rewrite:
        return u"rewrite"_s;
    case Scope::None:
    case Scope::Admin:
        break;
    }
    return u"admin"_s;
}

// What a token of one cluster may use beyond that cluster's own paths; the handlers tell of no other cluster.
bool isSharedOperation(const Route &route)
{
    constexpr std::array shared{"getServer", "listClusters", "getChanges", "inspectLink"};
    return std::any_of(shared.begin(), shared.end(),
                       [&](const char *operation) { return QByteArrayView(operation) == route.operation; });
}

} // namespace

struct ApiDispatcher::Match
{
    const Route *route = nullptr;
    QHash<QByteArray, QString> parameters;
};

ApiDispatcher::ApiDispatcher(TokenService &tokens, const Clock &clock, bool sandbox)
    : m_tokens(tokens)
    , m_clock(clock)
    , m_sandbox(sandbox)
{}

ApiDispatcher::~ApiDispatcher()
{
    m_workers.clear();
    m_workers.waitForDone();
}

void ApiDispatcher::on(const char *operation, Handler handler)
{
    m_handlers.insert(operation, std::move(handler));
}

void ApiDispatcher::on(const char *operation, SimpleHandler handler)
{
    m_handlers.insert(operation, [handler = std::move(handler)](const ApiCall &call, const ApiAnswer &answer) {
        auto response = handler(call);
        answer(response ? *std::move(response) : refusal(response.error()));
    });
}

QStringList ApiDispatcher::unhandled() const
{
    QStringList missing;
    for (const Route &route : routes()) {
        if ((m_sandbox || !route.sandboxOnly) && !m_handlers.contains(route.operation))
            missing << QString::fromLatin1(route.operation);
    }
    return missing;
}

Result<ApiDispatcher::Match> ApiDispatcher::match(const ApiRequest &request) const
{
    const auto path = segmentsOf(request.path);
    if (!path)
        return notFound();
    QByteArrayList otherMethods;
    for (const Route &route : routes()) {
        QHash<QByteArray, QString> parameters;
        if ((route.sandboxOnly && !m_sandbox) || !matches(patternSegments(route), *path, parameters))
            continue;
        if (route.method == request.method)
            return Match{&route, parameters};
        otherMethods << methodName(route.method);
    }
    if (otherMethods.isEmpty())
        return notFound();
    return Error(u"request.method_not_allowed"_s, {},
                 {{u"method"_s, QString::fromLatin1(methodName(request.method))},
                  {u"allow"_s, QString::fromLatin1(otherMethods.join(", "))}});
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
    return Error(u"request.too_many"_s, {}, {{u"seconds"_s, QString::number(std::max<qint64>(1, left.count()))}});
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
        if (!ofCluster && !isSharedOperation(route))
            return forbidden;
    }
    call.actor = u"token:"_s + token->name;
    call.token = *std::move(token);
    return {};
}

Result<void> ApiDispatcher::checkBody(const ApiCall &call, const Route &route)
{
    const ApiRequest &request = call.request;
    if (route.method == Method::Get || route.payload == Payload::None) {
        // Many clients cannot post without an object; an empty one asks for nothing that would be ignored.
        const QByteArray body = request.body.trimmed();
        return body.isEmpty() || body == "{}" ? Result<void>() : Error(u"request.body_unexpected"_s);
    }
    const bool isMessage = route.payload == Payload::Message;
    const qsizetype limit = isMessage ? maxMessageBytes : maxJsonBytes;
    if (request.body.size() > limit)
        return Error(u"request.body_too_large"_s, {}, {{u"limit"_s, QString::number(limit)}});
    const bool wantsBody =
        route.method != Method::Delete && (!request.body.isEmpty() || route.method == Method::Patch || isMessage);
    if (!wantsBody)
        return {};
    const QByteArray type = request.contentType.split(';').first().trimmed().toLower();
    const QByteArrayList expected =
        isMessage ? QByteArrayList{"message/rfc822", "text/html"} : QByteArrayList{"application/json"};
    if (!expected.contains(type)) {
        return Error(u"request.unsupported_media_type"_s, {},
                     {{u"expected"_s, QString::fromLatin1(expected.join(" or "))}});
    }
    return {};
}

void ApiDispatcher::dispatch(ApiRequest request, const ApiCaller &caller, ApiAnswer answer)
{
    auto matched = match(request);
    if (!matched) {
        // Without a token nobody learns which paths exist.
        const bool known =
            caller.kind != ApiCaller::Kind::Network || (!caller.bearer.isEmpty() && m_tokens.recognise(caller.bearer));
        return answer(refusal(known                     ? matched.error()
                              : caller.bearer.isEmpty() ? Error(u"auth.unauthenticated"_s)
                                                        : unauthenticated(caller.peer)));
    }
    ApiCall call{std::move(request), matched->parameters, std::nullopt, {}};
    const Route &route = *matched->route;
    if (auto allowed = authenticate(caller, route, call); !allowed)
        return answer(refusal(allowed.error()));
    if (auto good = checkBody(call, route); !good)
        return answer(refusal(good.error()));
    const auto handler = m_handlers.constFind(route.operation);
    if (handler == m_handlers.cend())
        return answer(refusal(Error(u"request.internal"_s, {}, {}, QString::fromLatin1(route.operation))));
    (*handler)(call, std::move(answer));
}

} // namespace unmta
