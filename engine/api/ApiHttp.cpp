#include "api/ApiHttp.h"

namespace unmta {

using namespace Qt::StringLiterals;

Result<ApiRequest> toApiRequest(const http::HttpRequest &request)
{
    // HEAD is GET whose body the writer leaves out.
    const auto method =
        methodFromName(request.method == "HEAD" ? QByteArrayView("GET") : QByteArrayView(request.method));
    if (!method) {
        return Error(
            u"request.method_not_allowed"_s, {},
            {{u"method"_s, QString::fromLatin1(request.method)}, {u"allow"_s, u"GET, POST, PUT, PATCH, DELETE"_s}});
    }
    ApiRequest result;
    result.method = *method;
    result.path = QString::fromLatin1(request.path());
    result.query = QUrlQuery(QString::fromLatin1(request.query()));
    result.body = request.body;
    result.contentType = request.headers.value("Content-Type").toByteArray();
    result.ifMatch = request.headers.value("If-Match").toByteArray();
    result.ifNoneMatch = request.headers.value("If-None-Match").toByteArray();
    result.idempotencyKey = request.headers.value("Idempotency-Key").toByteArray();
    return result;
}

QByteArray bearerOf(const http::HttpRequest &request)
{
    const QByteArray value = request.headers.value("Authorization").toByteArray();
    return value.left(7).toLower() == "bearer " ? value.mid(7).trimmed() : QByteArray();
}

http::HttpResponse toHttpResponse(const ApiResponse &response)
{
    http::HttpResponse result(response.status);
    result.headers.add("Cache-Control", "no-store");
    result.headers.add("X-Content-Type-Options", "nosniff");
    if (!response.contentType.isEmpty())
        result.headers.add("Content-Type", response.contentType);
    if (response.status == 401)
        result.headers.add("WWW-Authenticate", "Bearer");
    if (!response.allow.isEmpty())
        result.headers.add("Allow", response.allow);
    if (response.retryAfterSeconds > 0)
        result.headers.add("Retry-After", QByteArray::number(response.retryAfterSeconds));
    if (response.rateLimit > 0) {
        result.headers.add("RateLimit-Limit", QByteArray::number(response.rateLimit));
        result.headers.add("RateLimit-Remaining", "0");
        result.headers.add("RateLimit-Reset", QByteArray::number(response.retryAfterSeconds));
    }
    if (!response.requestId.isEmpty())
        result.headers.add("X-Request-Id", response.requestId);
    if (!response.etag.isEmpty())
        result.headers.add("ETag", response.etag);
    if (response.isRepeated)
        result.headers.add("Idempotency-Replayed", "true");
    result.body = response.body;
    return result;
}

} // namespace unmta
