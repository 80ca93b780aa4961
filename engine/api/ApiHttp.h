// Between HTTP messages and API requests. Pure.
#pragma once

#include "api/ApiDispatcher.h"
#include "http/HttpMessage.h"

namespace unmta {

// Errors: request.method_not_allowed for methods that no route has.
[[nodiscard]] Result<ApiRequest> toApiRequest(const http::HttpRequest &request);
// The token of "Authorization: Bearer …", or empty.
[[nodiscard]] QByteArray bearerOf(const http::HttpRequest &request);
[[nodiscard]] http::HttpResponse toHttpResponse(const ApiResponse &response);

} // namespace unmta
