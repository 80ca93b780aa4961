// What of a request and of an answer travels in header fields, for the transports that speak HTTP.
#pragma once

#include "contract/Transport.h"

#include <QList>

namespace unmta {

// Those of the request that are set, by the names of their header fields.
[[nodiscard]] QList<std::pair<QByteArray, QByteArray>> conditionsOf(const ApiRequest &request);
// Takes over what the field, its name in small letters, says; others are ignored.
void readField(ApiResponse &response, const QByteArray &name, const QByteArray &value);

} // namespace unmta
