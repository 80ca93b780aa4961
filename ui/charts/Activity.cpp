#include "charts/Activity.h"

#include <QHash>

namespace unmta::ui {

using std::chrono::days;
using std::chrono::hours;

namespace {

void add(wire::ActivityBucket &to, const wire::ActivityBucket &more)
{
    to.opens += more.opens;
    to.clicks += more.clicks;
    to.opensByPeople += more.opensByPeople;
    to.clicksByPeople += more.clicksByPeople;
}

template <typename Step>
QList<wire::ActivityBucket> fill(const QList<wire::ActivityBucket> &buckets, const DaySpan &span)
{
    QHash<qint64, wire::ActivityBucket> byStart;
    for (const wire::ActivityBucket &bucket : buckets)
        add(byStart[toUnixMs(std::chrono::floor<Step>(bucket.start))], bucket);
    QList<wire::ActivityBucket> filled;
    for (TimePoint start = span.from; start < span.to; start += Step(1)) {
        wire::ActivityBucket bucket = byStart.value(toUnixMs(start));
        bucket.start = start;
        filled.append(bucket);
    }
    return filled;
}

} // namespace

DaySpan lastDays(TimePoint now, int count)
{
    const auto today = std::chrono::floor<days>(now);
    return {today - days(count - 1), today + days(1)};
}

DaySpan spanOf(TimePoint now, const Period &period)
{
    if (!period.isHourly)
        return lastDays(now, period.days);
    const auto hour = std::chrono::floor<hours>(now);
    return {hour - days(period.days) + hours(1), hour + hours(1)};
}

QList<wire::ActivityBucket> fillDays(const QList<wire::ActivityBucket> &buckets, const DaySpan &span)
{
    return fill<days>(buckets, span);
}

QList<wire::ActivityBucket> fillSteps(const QList<wire::ActivityBucket> &buckets, const DaySpan &span,
                                      const Period &period)
{
    return period.isHourly ? fill<hours>(buckets, span) : fill<days>(buckets, span);
}

wire::ActivityBucket sumOf(const QList<wire::ActivityBucket> &buckets)
{
    wire::ActivityBucket sum;
    for (const wire::ActivityBucket &bucket : buckets)
        add(sum, bucket);
    return sum;
}

} // namespace unmta::ui
