// What it means how a request for a nonce ended. Pure.
#pragma once

#include "base/Result.h"
#include "outbound/Outbound.h"
#include "service/readiness/ReadinessProbes.h"

namespace unmta {

// Outcome and detail; address and port are the caller's.
[[nodiscard]] ReachSeen reachSeen(const Result<outbound::HttpReply> &reply, const QByteArray &nonce);

} // namespace unmta
