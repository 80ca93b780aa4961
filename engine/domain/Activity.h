// Counts of events.
#pragma once

#include "base/Clock.h"

#include <QString>

namespace unmta {

inline constexpr std::int64_t hourMs = 3'600'000;

struct ActivityCounts
{
    std::int64_t opens = 0;
    std::int64_t clicks = 0;
    std::int64_t opensByPeople = 0; // without a bot verdict
    std::int64_t clicksByPeople = 0;

    bool operator==(const ActivityCounts &) const = default;
    ActivityCounts &operator+=(const ActivityCounts &more)
    {
        opens += more.opens;
        clicks += more.clicks;
        opensByPeople += more.opensByPeople;
        clicksByPeople += more.clicksByPeople;
        return *this;
    }
};

enum class ActivityBucket : std::uint8_t
{
    Hour,
    Day, // UTC
};

struct ActivityPoint
{
    TimePoint start; // of the bucket, UTC
    ActivityCounts counts;

    bool operator==(const ActivityPoint &) const = default;
};

// What was newly recorded: how many events of one host.
struct ActivityIncrease
{
    QString clusterId;
    std::int64_t domainId = 0; // 0: the cluster's fallback host
    QString trackingHost;
    ActivityCounts counts;

    bool operator==(const ActivityIncrease &) const = default;
};

} // namespace unmta
