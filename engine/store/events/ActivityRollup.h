// Adds events up by the hour, as `activity` holds them. Internal to this folder.
#pragma once

#include "base/Result.h"
#include "domain/Activity.h"
#include "domain/events/EventView.h"
#include "store/events/ActivityMove.h"

#include <QList>

#include <vector>

namespace unmta::store {

class Database;

class ActivityRollup
{
public:
    // The texts stay until the last call of another function.
    void add(const EventView &event);
    // Into the table; part of the caller's transaction.
    [[nodiscard]] Result<void> store(Database &database) const;
    // Corrects what is there already; part of the caller's transaction.
    [[nodiscard]] static Result<void> store(Database &database, const std::vector<ActivityMove> &moves);
    // One per cluster, domain and host.
    [[nodiscard]] QList<ActivityIncrease> increases() const;

private:
    struct Hour
    {
        QByteArrayView cluster;
        QByteArrayView host;
        std::int64_t domainId = 0;
        std::int64_t hour = 0; // since 1970
        ActivityCounts counts;
    };

    [[nodiscard]] Hour &hourOf(const EventView &event);

    std::vector<Hour> m_hours;
    std::size_t m_last = 0;
};

} // namespace unmta::store
