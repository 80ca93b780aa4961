// Hours or days of activity: which span to ask for, and the steps in which nothing happened.
#pragma once

#include "contract/wire/Wire.h"

namespace unmta::ui {

struct DaySpan
{
    TimePoint from; // UTC midnight
    TimePoint to;   // UTC midnight after today
};

// What a chart shows: so many days up to now, in steps of a day (UTC) or of an hour.
struct Period
{
    int days = 7;
    bool isHourly = false;
    bool operator==(const Period &) const = default;

    [[nodiscard]] QString bucket() const { return isHourly ? QStringLiteral("hour") : QStringLiteral("day"); }
};

// Today and the days before it, `days` in all.
[[nodiscard]] DaySpan lastDays(TimePoint now, int days);
// The same in hours: this one and those before it.
[[nodiscard]] DaySpan spanOf(TimePoint now, const Period &period);
// One bucket per day of the span, in order; days that the engine left out are zero.
[[nodiscard]] QList<wire::ActivityBucket> fillDays(const QList<wire::ActivityBucket> &buckets, const DaySpan &span);
// One bucket per step of the period.
[[nodiscard]] QList<wire::ActivityBucket> fillSteps(const QList<wire::ActivityBucket> &buckets, const DaySpan &span,
                                                    const Period &period);
[[nodiscard]] wire::ActivityBucket sumOf(const QList<wire::ActivityBucket> &buckets);

} // namespace unmta::ui
