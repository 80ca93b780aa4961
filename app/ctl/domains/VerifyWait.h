// Verifying with patience: until the record is right and recipients' browsers are served a certificate.
#pragma once

#include "ctl/Session.h"

namespace unmta::ctl {

// Checks the record again and again, and then looks at the certificate, until both are good or `patience` is over. What
// it returns is the last check, and the domain as it is then. Errors: those of the calls.
[[nodiscard]] Answer<wire::VerifyReply> verifyWithPatience(Session &session, const QStringList &path, Millis patience);

// The record matched, and the certificate is valid.
[[nodiscard]] bool isServed(const wire::VerifyReply &reply);

} // namespace unmta::ctl
