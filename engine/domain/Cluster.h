// The owner of tracking domains, keys and events.
#pragma once

#include "base/Clock.h"

#include <QString>

namespace unmta {

struct Cluster
{
    QString id; // 8 lower-case hex digits
    QString name;
    TimePoint createdAt;

    bool operator==(const Cluster &) const = default;
};

} // namespace unmta
