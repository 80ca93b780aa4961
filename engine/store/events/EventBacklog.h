// How many events of a cluster wait behind a place: without looking at each of them.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QString>

#include <optional>

namespace unmta::store {

class Database;

struct EventBacklog
{
    std::int64_t events = 0;
    std::optional<TimePoint> oldest = {}; // the earliest time among the first of them

    bool operator==(const EventBacklog &) const = default;
};

// Those with higher numbers. On a connection of its own, as EventReader's. Errors: those of the store.
[[nodiscard]] Result<EventBacklog> backlogBehind(Database &database, const QString &clusterId, std::int64_t seq);

} // namespace unmta::store
