// When committed events are merged into segments.
#pragma once

#include "base/Clock.h"

namespace unmta {

struct MergeRules
{
    bool isOn = true;                        // otherwise they stay as they are: somebody else takes them over
    std::int64_t events = 4096;              // that many are merged at once
    std::int64_t batches = 2048;             // or so many commits: each is a row of its own
    Millis patience = std::chrono::hours(1); // no event waits longer for more of them
    std::int64_t quietEvents = 256;          // so many are merged
    Millis quiet = std::chrono::seconds(5);  // when so long nothing came
};

} // namespace unmta
