// How a request of the management API reaches an engine: inside this process, through the local socket, or over HTTPS.
// Nobody above this port knows which.
#pragma once

#include "base/Result.h"
#include "contract/Route.h"

#include <QByteArray>
#include <QUrlQuery>

#include <functional>

namespace unmta {

struct ApiRequest
{
    Method method = Method::Get;
    QString path; // with "/api/v1", segments percent-encoded
    QUrlQuery query;
    QByteArray body;
    QByteArray contentType; // empty: no body
    int timeoutMs = 30'000; // longer for long polls
    QByteArray id = {};     // names it in answers and logs; given by the engine
    // Header fields of the same names (RFC 9110, section 13.1; the last one by
    // draft-ietf-httpapi-idempotency-key-header).
    QByteArray ifMatch = {};
    QByteArray ifNoneMatch = {};
    QByteArray idempotencyKey = {};
};

struct ApiResponse
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
    int retryAfterSeconds = 0; // of 429 and 503
    QByteArray allow = {};     // of 405: the methods that the path takes
    QByteArray requestId = {};
    QByteArray etag = {};    // of what may be changed under If-Match
    int rateLimit = 0;       // of 429: how many there may be until retryAfterSeconds are over
    bool isRepeated = false; // the answer of an earlier request with the same Idempotency-Key
};

class Transport
{
public:
    using Callback = std::function<void(Result<ApiResponse>)>;

    virtual ~Transport() = default;

    // Never blocks and never calls back before it returns. The callback runs once, in the caller's thread, which must
    // have a Qt event loop and must be the thread of the transport; it does not run after the transport's destruction.
    // Errors: transport.unreachable, transport.forbidden, transport.timeout, transport.tls, transport.tls_name,
    // transport.tls_changed, transport.tls_time, transport.malformed. A status of 400 or more is not an error here.
    virtual void send(ApiRequest request, Callback done) = 0;
};

} // namespace unmta
