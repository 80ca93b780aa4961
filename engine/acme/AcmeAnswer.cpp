#include "acme/AcmeAnswer.h"

#include "base/Log.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace unmta::acme {

namespace {

struct ProblemKind
{
    QLatin1StringView type; // after urn:ietf:params:acme:error:
    const char16_t *code;
    bool permanent;
};

constexpr std::array<ProblemKind, 20> problemKinds = {{
    {"badNonce"_L1, u"acme.bad_nonce", false},
    {"rateLimited"_L1, u"acme.rate_limited", false},
    {"serverInternal"_L1, u"acme.server_error", false},
    {"accountDoesNotExist"_L1, u"acme.account_unknown", false},
    {"orderNotReady"_L1, u"acme.order_not_ready", false},
    {"rejectedIdentifier"_L1, u"acme.rejected_identifier", true},
    {"unsupportedIdentifier"_L1, u"acme.rejected_identifier", true},
    {"caa"_L1, u"acme.caa", true},
    {"dns"_L1, u"acme.dns", true},
    {"dnssec"_L1, u"acme.dns", true},
    {"connection"_L1, u"acme.connection", true},
    {"tls"_L1, u"acme.connection", true},
    {"unauthorized"_L1, u"acme.unauthorized", true},
    {"incorrectResponse"_L1, u"acme.unauthorized", true},
    {"externalAccountRequired"_L1, u"acme.eab_required", true},
    {"userActionRequired"_L1, u"acme.account_rejected", true},
    {"invalidContact"_L1, u"acme.account_rejected", true},
    {"unsupportedContact"_L1, u"acme.account_rejected", true},
    {"invalidProfile"_L1, u"acme.unknown_profile", true},
    {"badPublicKey"_L1, u"acme.account_rejected", true},
}};

QString mediaType(const outbound::HttpReply &reply)
{
    const QByteArray value = reply.header("content-type");
    return QString::fromLatin1(value.first(value.contains(';') ? value.indexOf(';') : value.size()).trimmed())
        .toLower();
}

AcmeFailure failure(const QString &code, const QString &detail, bool permanent)
{
    return {systemError(code, logSafe(detail)), permanent, std::nullopt};
}

AcmeFailure failureByStatus(const outbound::HttpReply &reply)
{
    const QString detail = u"status %1, %2"_s.arg(QString::number(reply.status), mediaType(reply));
    if (reply.status == 429)
        return failure(u"acme.rate_limited"_s, detail, false);
    if (reply.status >= 500)
        return failure(u"acme.server_error"_s, detail, false);
    if (reply.status == 404 || reply.status == 410)
        return failure(u"acme.not_found"_s, detail, false);
    // No problem document: a proxy or a portal spoke, not the CA.
    return failure(u"acme.bad_answer"_s, detail, false);
}

} // namespace

AcmeFailure badAnswer(const QString &why)
{
    return failure(u"acme.bad_answer"_s, why, false);
}

AcmeFailure failureOfProblem(const QJsonObject &problem)
{
    constexpr QStringView prefix = u"urn:ietf:params:acme:error:";
    const QString type = problem.value(u"type"_s).toString();
    QString detail = problem.value(u"detail"_s).toString();
    const QJsonArray parts = problem.value(u"subproblems"_s).toArray();
    if (!parts.isEmpty() && parts.first().toObject().contains(u"detail"_s))
        detail += u" — "_s + parts.first().toObject().value(u"detail"_s).toString();
    const QStringView name = type.startsWith(prefix) ? QStringView(type).sliced(prefix.size()) : QStringView(type);
    for (const ProblemKind &kind : problemKinds) {
        if (name == kind.type)
            return failure(QString::fromUtf16(kind.code), detail, kind.permanent);
    }
    return failure(u"acme.refused"_s, detail.isEmpty() ? type : detail, true);
}

std::optional<AcmeFailure> failureOf(const outbound::HttpReply &reply, TimePoint now)
{
    if (reply.status >= 200 && reply.status < 300)
        return std::nullopt;
    AcmeFailure result = failureByStatus(reply);
    const QString type = mediaType(reply);
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    const bool isProblem = (type == u"application/problem+json" || type == u"application/json") &&
                           document.object().value(u"type"_s).isString();
    if (isProblem) {
        const AcmeFailure told = failureOfProblem(document.object());
        // Whatever a 5xx claims, the fault is the CA's and will pass; a 404 keeps its own code.
        const bool isKnown = told.error.code != u"acme.refused";
        if (isKnown || (reply.status != 404 && reply.status != 429))
            result = told;
        if (reply.status >= 500)
            result.permanent = false;
    }
    result.retryAfter = outbound::parseRetryAfter(reply.header("retry-after"), now);
    return result;
}

AcmeFailure failureOf(const Error &outboundError)
{
    const bool isUntrusted = outboundError.code == u"outbound.tls";
    // An address or a protocol that we refuse comes from the configuration or from a CA that points inside.
    const bool isRefused = outboundError.code == u"outbound.refused_address" ||
                           outboundError.code == u"outbound.protocol" || outboundError.code == u"outbound.bad_url";
    const QString code = isUntrusted ? u"acme.untrusted"_s
                         : isRefused ? u"acme.bad_directory"_s
                                     : u"acme.unreachable"_s;
    return failure(code, describe(outboundError), isRefused);
}

Result<QJsonObject> jsonOf(const outbound::HttpReply &reply)
{
    if (mediaType(reply) != u"application/json")
        return badAnswer(u"content type %1"_s.arg(mediaType(reply))).error;
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body, &fault);
    if (!document.isObject())
        return badAnswer(u"not a JSON object: %1"_s.arg(fault.errorString())).error;
    return document.object();
}

} // namespace unmta::acme
