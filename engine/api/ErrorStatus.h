// The one table from error code to HTTP status.
#pragma once

#include "base/Error.h"
#include "contract/Transport.h"
#include "contract/wire/Envelope.h"

namespace unmta {

[[nodiscard]] int httpStatusOf(const QString &errorCode);
// What a refusal says, as it travels.
[[nodiscard]] wire::Failure failureOf(const Error &error);
// The whole refusal: status, sentence, code, field.
[[nodiscard]] ApiResponse refusal(const Error &error, const QByteArray &requestId);

} // namespace unmta
