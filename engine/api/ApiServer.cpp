#include "api/ApiServer.h"

#include "api/ApiHttp.h"
#include "api/ErrorStatus.h"

namespace unmta {

namespace {

ApiCaller callerOf(const http::HttpRequest &request)
{
    return {ApiCaller::Kind::Network, bearerOf(request), QString::fromLatin1(request.peerAddress)};
}

} // namespace

Result<ApiRequest> ApiServer::read(const http::HttpRequest &request) const
{
    if (auto own = m_guard.check(request); !own)
        return own.error();
    auto result = toApiRequest(request);
    if (result)
        result->id = m_dispatcher.newRequestId();
    return result;
}

void ApiServer::handle(http::HttpRequest request, http::Responder responder)
{
    auto apiRequest = read(request);
    if (!apiRequest)
        return responder.send(toHttpResponse(refusal(apiRequest.error(), m_dispatcher.newRequestId())));
    // Shared, because what Qt queues must be copyable.
    auto shared = std::make_shared<http::Responder>(std::move(responder));
    ApiCaller caller = callerOf(request);
    caller.isAwaited = [shared] { return shared->isAwaited(); };
    QMetaObject::invokeMethod(
        &m_dispatcher,
        [&dispatcher = m_dispatcher, apiRequest = *std::move(apiRequest), caller = std::move(caller),
         shared]() mutable {
            dispatcher.dispatch(std::move(apiRequest), caller,
                                [shared](const ApiResponse &response) { shared->send(toHttpResponse(response)); });
        },
        Qt::QueuedConnection);
}

void ApiServer::admitBody(http::HttpRequest head, std::optional<qint64> announced, http::BodyAdmission admission)
{
    auto apiRequest = read(head);
    if (!apiRequest)
        return admission.refuse(toHttpResponse(refusal(apiRequest.error(), m_dispatcher.newRequestId())));
    auto shared = std::make_shared<http::BodyAdmission>(std::move(admission));
    QMetaObject::invokeMethod(
        &m_dispatcher,
        [this, apiRequest = *std::move(apiRequest), caller = callerOf(head), announced, shared] {
            auto admitted = m_bodies.admit(m_dispatcher, apiRequest, caller, announced);
            if (admitted)
                shared->admit(admitted->limit, std::move(admitted->claim));
            else
                shared->refuse(toHttpResponse(refusal(admitted.error(), apiRequest.id)));
        },
        Qt::QueuedConnection);
}

} // namespace unmta
