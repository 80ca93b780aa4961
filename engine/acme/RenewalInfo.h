// When the CA wants a certificate renewed: ACME Renewal Information, RFC 9773.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Certificate.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace unmta::acme {

// RFC 9773 section 4.1: base64url(authority key identifier) "." base64url(serial's DER content).
// Error codes: "acme.bad_certificate".
[[nodiscard]] Result<QString> renewalId(const QByteArray &chainPem);
[[nodiscard]] QString renewalId(const QByteArray &authorityKeyId, const QByteArray &serial);

// When to ask again (section 4.3): what the CA wishes, held between 1 minute and 1 day, else 6 hours.
[[nodiscard]] Millis askAgainAfter(std::optional<Millis> retryAfter);

// The body of a renewalInfo answer.
// Error codes: "acme.bad_answer".
[[nodiscard]] Result<RenewalWindow> parseRenewalWindow(const QByteArray &json, std::optional<Millis> retryAfter);

} // namespace unmta::acme
