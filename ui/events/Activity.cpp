#include "events/Activity.h"

#include <QHash>

namespace unmta::ui {

using std::chrono::days;

DaySpan lastDays(TimePoint now, int count)
{
    const auto today = std::chrono::floor<days>(now);
    return {today - days(count - 1), today + days(1)};
}

QList<wire::ActivityBucket> fillDays(const QList<wire::ActivityBucket> &buckets, const DaySpan &span)
{
    QHash<qint64, wire::ActivityBucket> byDay;
    for (const wire::ActivityBucket &bucket : buckets) {
        auto &day = byDay[toUnixMs(std::chrono::floor<days>(bucket.start))];
        day.opens += bucket.opens;
        day.clicks += bucket.clicks;
        day.opensByPeople += bucket.opensByPeople;
        day.clicksByPeople += bucket.clicksByPeople;
    }
    QList<wire::ActivityBucket> filled;
    for (TimePoint day = span.from; day < span.to; day += days(1)) {
        wire::ActivityBucket bucket = byDay.value(toUnixMs(day));
        bucket.start = day;
        filled.append(bucket);
    }
    return filled;
}

} // namespace unmta::ui
