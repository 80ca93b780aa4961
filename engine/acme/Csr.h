// Certificate signing requests (PKCS#10, RFC 2986).
#pragma once

#include "acme/EcKey.h"
#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace unmta::acme {

// DER of a request for one host as subject alternative name, subject empty (a common name is limited to 64 bytes and
// unused by clients). Error codes: "acme.bad_key".
[[nodiscard]] Result<QByteArray> makeCsr(const EcKey &key, const QString &host);

} // namespace unmta::acme
