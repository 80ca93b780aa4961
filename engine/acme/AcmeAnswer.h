// What a CA's answer means: problem documents (RFC 7807, RFC 8555 section 6.7) and everything a hostile or broken CA
// can send instead, turned into our error codes.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "outbound/Outbound.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace unmta::acme {

struct AcmeFailure
{
    Error error;
    bool permanent = false;
    std::optional<Millis> retryAfter;
};

// Codes beyond those of CertificateIssuer.h, which the client acts upon itself: "acme.bad_nonce" (sign again),
// "acme.account_unknown" (register again), "acme.order_not_ready" (look at the order again), "acme.not_found".
[[nodiscard]] std::optional<AcmeFailure> failureOf(const outbound::HttpReply &reply, TimePoint now);
// A failed call: nothing was answered at all.
[[nodiscard]] AcmeFailure failureOf(const Error &outboundError);
// A problem object inside an order or a challenge.
[[nodiscard]] AcmeFailure failureOfProblem(const QJsonObject &problem);
[[nodiscard]] AcmeFailure badAnswer(const QString &why);

// The object of a good answer. Error codes: "acme.bad_answer" (content type, syntax).
[[nodiscard]] Result<QJsonObject> jsonOf(const outbound::HttpReply &reply);

} // namespace unmta::acme
