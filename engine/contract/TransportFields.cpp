#include "contract/TransportFields.h"

namespace unmta {

QList<std::pair<QByteArray, QByteArray>> conditionsOf(const ApiRequest &request)
{
    QList<std::pair<QByteArray, QByteArray>> fields;
    const auto add = [&](const char *name, const QByteArray &value) {
        if (!value.isEmpty())
            fields.append({name, value});
    };
    add("If-Match", request.ifMatch);
    add("If-None-Match", request.ifNoneMatch);
    add("Idempotency-Key", request.idempotencyKey);
    return fields;
}

void readField(ApiResponse &response, const QByteArray &name, const QByteArray &value)
{
    if (name == "retry-after")
        response.retryAfterSeconds = value.toInt();
    else if (name == "ratelimit-limit")
        response.rateLimit = value.toInt();
    else if (name == "x-request-id")
        response.requestId = value;
    else if (name == "etag")
        response.etag = value;
    else if (name == "idempotency-replayed")
        response.isRepeated = value == "true";
}

} // namespace unmta
