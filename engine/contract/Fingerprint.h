// How people tell certificates apart: by the SHA-256 of the whole, as "openssl x509 -fingerprint -sha256" prints it.
#pragma once

#include <QByteArray>
#include <QString>

namespace unmta {

// "AB:12:…", 32 pairs, of the first certificate of the PEM text; empty when there is none.
[[nodiscard]] QString certificateFingerprint(const QByteArray &pem);

} // namespace unmta
