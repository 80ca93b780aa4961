#include "api/ErrorStatus.h"

#include "base/Log.h"
#include "contract/ErrorText.h"
#include "contract/json/JsonCodec.h"
#include "contract/wire/Envelope.h"

#include <QHash>
#include <QJsonDocument>

namespace unmta {

using namespace Qt::StringLiterals;

int httpStatusOf(const QString &errorCode)
{
    static const QHash<QString, int> exact{
        {u"request.not_found"_s, 404},
        {u"request.malformed"_s, 400},
        {u"request.bad_query"_s, 422},
        {u"request.body_unexpected"_s, 400},
        {u"request.method_not_allowed"_s, 405},
        {u"request.unsupported_media_type"_s, 415},
        {u"request.body_too_large"_s, 413},
        {u"request.foreign_host"_s, 403},
        {u"request.foreign_origin"_s, 403},
        {u"request.too_many"_s, 429},
        {u"request.too_many_polls"_s, 429},
        {u"request.changed"_s, 412},
        {u"idempotency.bad_key"_s, 400},
        {u"idempotency.other_request"_s, 422},
        {u"idempotency.in_progress"_s, 409},
        {u"idempotency.outcome_unknown"_s, 409},
        {u"request.not_versioned"_s, 400},
        {u"request.stopping"_s, 503},
        {u"request.busy"_s, 503},
        {u"event.busy"_s, 503},
        {u"json.malformed"_s, 400},
        {u"json.not_an_object"_s, 400},
        {u"json.duplicate_key"_s, 400},
        {u"auth.unauthenticated"_s, 401},
        {u"auth.forbidden"_s, 403},
        {u"domain.pending"_s, 409},
        {u"cluster.last"_s, 409},
        {u"link.no_certificate"_s, 409},
        {u"link.no_host"_s, 409},
        {u"settings.target_zone_missing"_s, 409},
        {u"mail.bad_address"_s, 422},
        {u"monitor.not_held"_s, 409},
        {u"webhook.too_many"_s, 409},
        {u"webhook.is_off"_s, 409},
        {u"webhook.replaying"_s, 409},
        {u"store.backup_not_empty"_s, 409},
        {u"backup.not_found"_s, 404},
        {u"backup.not_absolute"_s, 422},
        {u"backup.local_only"_s, 403},
        {u"backup.on_server"_s, 409},
        {u"store.move_local_only"_s, 403},
        {u"shipping.own_directory"_s, 403},
        {u"store.bad_cursor"_s, 422},
    };
    if (const auto found = exact.constFind(errorCode); found != exact.cend())
        return *found;
    // The rest goes by its area: what the caller can mend is 422, what only the operator can is 503.
    static const QHash<QString, int> byArea{
        {u"json"_s, 422},      {u"domain"_s, 422}, {u"cluster"_s, 422}, {u"link"_s, 422},  {u"settings"_s, 422},
        {u"duration"_s, 422},  {u"token"_s, 422},  {u"sandbox"_s, 422}, {u"store"_s, 503}, {u"rewrite"_s, 422},
        {u"app_links"_s, 422}, {u"event"_s, 422},  {u"query"_s, 422},   {u"bots"_s, 422},  {u"webhook"_s, 422},
        {u"shipping"_s, 422},  {u"bulk"_s, 422},   {u"node"_s, 409},
    };
    return byArea.value(errorCode.section(u'.', 0, 0), 500);
}

wire::Failure failureOf(const Error &error)
{
    const Error shown = httpStatusOf(error.code) == 500 ? Error(u"request.internal"_s) : error;
    wire::Failure failure;
    failure.code = shown.code;
    failure.message = errorSentence(shown);
    if (!shown.field.isEmpty())
        failure.errors.insert(shown.field, {failure.message});
    return failure;
}

ApiResponse refusal(const Error &error, const QByteArray &requestId)
{
    ApiResponse response;
    response.status = httpStatusOf(error.code);
    response.contentType = "application/json";
    if (response.status >= 500)
        qCWarning(lcApi).noquote() << u"refused request_id=%1 "_s.arg(QLatin1StringView(requestId)) + describe(error);
    wire::Failure failure = failureOf(error);
    failure.requestId = QString::fromLatin1(requestId);
    response.requestId = requestId;
    response.body = QJsonDocument(wire::toJson(failure)).toJson(QJsonDocument::Compact);
    response.allow = error.context.value(u"allow"_s).toLatin1();
    response.retryAfterSeconds = error.context.value(u"seconds"_s).toInt();
    if (response.status == 429)
        response.rateLimit = error.context.value(u"limit"_s).toInt();
    if (response.status == 503 && response.retryAfterSeconds == 0)
        response.retryAfterSeconds = 1;
    return response;
}

} // namespace unmta
