// Identity of events: UUID version 7 (RFC 9562, section 5.7).
#pragma once

#include "base/Clock.h"
#include "base/Random.h"

#include <QString>

namespace unmta {

[[nodiscard]] QString makeEventId(TimePoint now, Random &random);

} // namespace unmta
