// Tracking domains with their checks and certificates, from what the services know to what travels.
#pragma once

#include "contract/wire/Wire.h"
#include "domain/Check.h"

namespace unmta {

struct DomainDetails;

[[nodiscard]] wire::Check toWire(const Check &check);
[[nodiscard]] wire::TrackingDomain toWire(const DomainDetails &details);

} // namespace unmta
