// Reads events and activity, on the engine thread's own read-only connection to events.db.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Result.h"
#include "domain/Activity.h"
#include "domain/TrackingEvent.h"

#include <QHash>

#include <memory>
#include <optional>

namespace unmta {

namespace store {
class Database;
}

struct EventQuery
{
    enum class Order : std::uint8_t
    {
        Oldest, // as they were recorded
        Newest,
    };

    QString clusterId;
    QString trackingHost = {}; // empty: all hosts of the cluster
    std::optional<LinkKind> kind = {};
    Order order = Order::Oldest;
};

class EventService
{
public:
    // After the recorder has made the file. Errors: those of the store.
    [[nodiscard]] static Result<std::unique_ptr<EventService>> open(const QString &eventsPath);
    ~EventService();

    // Oldest first, `next` is where to ask on from also when nothing was new, so that one can follow. Newest first, an
    // empty one ends the list. Errors: store.bad_cursor.
    [[nodiscard]] Result<Page<TrackingEvent>> list(const EventQuery &query, const QString &after, int limit) const;

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
