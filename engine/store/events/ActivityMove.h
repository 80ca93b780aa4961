// What a verdict that changed moves between people and programs in the sums of one hour.
#pragma once

#include <QString>

#include <cstdint>

namespace unmta::store {

struct ActivityMove
{
    QString clusterId;
    QString trackingHost;
    std::int64_t domainId = 0;
    std::int64_t hour = 0;          // since 1970
    std::int64_t opensByPeople = 0; // more than before, or less
    std::int64_t clicksByPeople = 0;

    bool operator==(const ActivityMove &) const = default;
};

} // namespace unmta::store
