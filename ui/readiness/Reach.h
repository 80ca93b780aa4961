// Whether recipients get to the edge, as far as the readiness checks tell. A domain is active by its own record; that
// says nothing about the zone behind it, nor about the ports.
#pragma once

#include "contract/wire/Server.h"
#include "support/Words.h"

namespace unmta::ui {

// What of it keeps recipients away, by the scheme of links.
[[nodiscard]] Obstacles obstaclesOf(const wire::Readiness &readiness);
// The checks on the way to every host that are not ready; of those that nobody could make, the ones that were tried.
[[nodiscard]] QList<wire::ReadinessCheck> missingOnTheWay(const wire::Readiness &readiness);

} // namespace unmta::ui
