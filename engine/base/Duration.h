// Durations as people write them in settings: "500ms", "30s", "15m", "24h", "90d".
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

namespace unmta {

// Error codes: "duration.malformed".
[[nodiscard]] Result<Millis> parseDuration(const QString &text);
// The shortest spelling: "24h" rather than "1440m".
[[nodiscard]] QString formatDuration(Millis duration);

} // namespace unmta
