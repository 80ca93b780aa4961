// What the two-strike rule says in the fewest words, for tests that hold the real thing against it.
#pragma once

#include "domain/Check.h"

#include <utility>

namespace unmta::test {

// An independent, simple model of the two-strike rule: a log of confirmed verdicts since the last good one decides.
struct TwoStrikes
{
    bool active = false;
    bool isDefault = false;
    bool wish = false;
    bool struck = false;
    Millis strikeAt{0}; // by a clock that nobody can set

    // Returns whether the domain was taken out of service.
    bool check(CheckOutcome outcome, bool confirmed, Millis uptime, Millis gap)
    {
        if (outcome == CheckOutcome::Match) {
            if (!active)
                isDefault = std::exchange(wish, false);
            active = true;
            struck = false;
            return false;
        }
        if (!active || outcome == CheckOutcome::Unknown || !confirmed)
            return false;
        if (!struck) {
            struck = true;
            strikeAt = uptime;
            return false;
        }
        if (uptime - strikeAt < gap)
            return false;
        drop();
        return true;
    }
    void drop()
    {
        active = false;
        wish = wish || isDefault;
        isDefault = false;
        struck = false;
    }
};

} // namespace unmta::test
