// What is quickly read of events and activity, on the engine thread's own read-only connection to events.db. Lists:
// EventReaders.h.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Activity.h"
#include "store/DatabasePlace.h"

#include <QHash>

#include <memory>

namespace unmta {

namespace store {
class Database;
}

class EventService
{
public:
    // After the recorder has made the file. Errors: those of the store.
    [[nodiscard]] static Result<std::unique_ptr<EventService>> open(const store::DatabasePlace &events);
    ~EventService();

    // Whether anything was recorded for the cluster, and is still there.
    [[nodiscard]] Result<bool> hasAny(const QString &clusterId) const;

    // Buckets with events whose start lies in [from, to), in order; empty ones are left out.
    [[nodiscard]] Result<QList<ActivityPoint>> points(const QString &clusterId, const QString &trackingHost,
                                                      TimePoint from, TimePoint to, ActivityBucket bucket) const;
    // Everything of one host since then, to the hour.
    [[nodiscard]] Result<ActivityCounts> sum(const QString &clusterId, const QString &trackingHost,
                                             TimePoint since) const;
    // Per host; those without events are left out.
    [[nodiscard]] Result<QHash<QString, ActivityCounts>> sums(const QString &clusterId, const QStringList &hosts,
                                                              TimePoint since) const;

private:
    explicit EventService(std::unique_ptr<store::Database> database);

    std::unique_ptr<store::Database> m_database;
};

} // namespace unmta
