// Changes that are made only to what the caller has seen: ETag, If-Match and If-None-Match (RFC 9110, sections 8.8.3
// and 13.1). Pure.
#pragma once

#include "contract/Transport.h"

namespace unmta {

// Names exactly this content, quotes included.
[[nodiscard]] QByteArray etagOf(const QByteArray &body);
// Whether `field`, the value of either header, names `etag`; "*" names all. A weak one names none for If-Match, since
// it says nothing about the content's bytes.
[[nodiscard]] bool namesEtag(const QByteArray &field, const QByteArray &etag);

} // namespace unmta
