#include "api/ApiServer.h"

#include "api/ApiHttp.h"
#include "api/ErrorStatus.h"

namespace unmta {

void ApiServer::handle(http::HttpRequest request, http::Responder responder)
{
    auto apiRequest = toApiRequest(request);
    if (!apiRequest)
        return responder.send(toHttpResponse(refusal(apiRequest.error())));
    const ApiCaller caller{ApiCaller::Kind::Network, bearerOf(request), QString::fromLatin1(request.peerAddress)};
    // Shared, because what Qt queues must be copyable.
    auto shared = std::make_shared<http::Responder>(std::move(responder));
    QMetaObject::invokeMethod(
        &m_dispatcher,
        [&dispatcher = m_dispatcher, apiRequest = *std::move(apiRequest), caller, shared]() mutable {
            dispatcher.dispatch(std::move(apiRequest), caller,
                                [shared](const ApiResponse &response) { shared->send(toHttpResponse(response)); });
        },
        Qt::QueuedConnection);
}

} // namespace unmta
