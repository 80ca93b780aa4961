// Days of activity: which span to ask for, and the days on which nothing happened.
#pragma once

#include "contract/wire/Wire.h"

namespace unmta::ui {

struct DaySpan
{
    TimePoint from; // UTC midnight
    TimePoint to;   // UTC midnight after today
};

// Today and the days before it, `days` in all.
[[nodiscard]] DaySpan lastDays(TimePoint now, int days);
// One bucket per day of the span, in order; days that the engine left out are zero.
[[nodiscard]] QList<wire::ActivityBucket> fillDays(const QList<wire::ActivityBucket> &buckets, const DaySpan &span);

} // namespace unmta::ui
