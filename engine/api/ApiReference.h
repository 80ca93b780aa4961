// The API's description (OpenAPI) as it is handed out: resources/openapi.yaml with every setting filled in.
#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace unmta {

// Error code: request.not_found, when the document is not compiled in.
[[nodiscard]] Result<QByteArray> apiReference();

} // namespace unmta
