// When to renew: the CA's own wish (ACME Renewal Information, RFC 9773), else two thirds of the lifetime.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace unmta::acme {

struct RenewalWindow
{
    TimePoint start;
    TimePoint end;                           // after start
    QString explanationUrl;                  // for people; may be empty
    Millis askAgain = std::chrono::hours(6); // from the CA's Retry-After, between 1 minute and 1 day
};

// RFC 9773 section 4.1: base64url(authority key identifier) "." base64url(serial's DER content).
// Error codes: "acme.bad_certificate".
[[nodiscard]] Result<QString> renewalId(const QByteArray &chainPem);
[[nodiscard]] QString renewalId(const QByteArray &authorityKeyId, const QByteArray &serial);

// The body of a renewalInfo answer. Error codes: "acme.bad_answer".
[[nodiscard]] Result<RenewalWindow> parseRenewalWindow(const QByteArray &json, std::optional<Millis> retryAfter);

// The moment to renew. With a window: a uniformly random moment inside it (the past is allowed: it means now).
// Without: two thirds of the lifetime, minus up to a twentieth of it at random so that certificates ordered together
// do not all renew together. Always before notAfter.
[[nodiscard]] TimePoint renewAt(TimePoint notBefore, TimePoint notAfter, const std::optional<RenewalWindow> &window,
                                Random &random);

} // namespace unmta::acme
