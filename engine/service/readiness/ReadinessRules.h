// What the facts mean: a check each, in the order in which an installation is set up. Pure functions.
#pragma once

#include "service/readiness/Readiness.h"
#include "service/readiness/ReadinessFacts.h"

namespace unmta {

// All of them.
[[nodiscard]] QList<ReadinessCheck> readinessOf(const ReadinessFacts &facts);

// With its commands as they reach this engine (LocalSeen::ctl).
[[nodiscard]] ReadinessCheck withReachingCommands(ReadinessCheck check, const LocalSeen &local);

// Nothing is to do and nothing has failed. What nobody could say does not count against it.
[[nodiscard]] bool isReady(const QList<ReadinessCheck> &checks);

// The parts, one per subject.
namespace readiness {

// How recipients get here.
[[nodiscard]] ReadinessCheck targetZone(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck wildcard(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck httpReachable(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck httpsReachable(const ReadinessFacts &facts);

// Whom the engine depends on.
[[nodiscard]] ReadinessCheck authority(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck clock(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck resolver(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck notices(const ReadinessFacts &facts);

// Where it works.
[[nodiscard]] ReadinessCheck dataDir(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck disk(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck recorder(const ReadinessFacts &facts);

// What it is used for.
[[nodiscard]] ReadinessCheck mailServer(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck activeDomain(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck certificate(const ReadinessFacts &facts);
[[nodiscard]] ReadinessCheck firstEvent(const ReadinessFacts &facts);

} // namespace readiness

// The addresses that the wildcard record should have: those that the operator names, else this computer's public ones.
[[nodiscard]] QStringList wantedAddresses(const ReadinessFacts &facts);
// "*.track.example.net. 3600 IN A 192.0.2.80", one per wanted address; with a placeholder where there is none.
[[nodiscard]] QStringList wildcardRecords(const ReadinessFacts &facts);

} // namespace unmta
