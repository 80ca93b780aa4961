// Reading the hourly roll-up in events.db.
#pragma once

#include "base/Result.h"
#include "domain/Activity.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace unmta::store {

class Database;

class ActivityTable
{
public:
    explicit ActivityTable(Database &database)
        : m_database(database)
    {}

    // Buckets with events whose start lies in [from, to), in order; empty buckets are left out. `from` is rounded down
    // to its bucket. `trackingHost` empty: the whole cluster.
    [[nodiscard]] Result<QList<ActivityPoint>> points(const QString &clusterId, const QString &trackingHost,
                                                      TimePoint from, TimePoint to, ActivityBucket bucket) const;
    // Everything of one host (empty: of the cluster) since then, to the hour.
    [[nodiscard]] Result<ActivityCounts> sum(const QString &clusterId, const QString &trackingHost,
                                             TimePoint since) const;
    // The hosts with the most clicks by people, then opens by people, clicks and opens, the highest first; in
    // [since, until), to the hour. Reads all sums of that time.
    [[nodiscard]] Result<QList<std::pair<QString, ActivityCounts>>> topHosts(const QString &clusterId, TimePoint since,
                                                                             TimePoint until, int limit) const;
    // For a page of the list, by one statement: per host; those without events are left out.
    [[nodiscard]] Result<QHash<QString, ActivityCounts>> sums(const QString &clusterId, const QStringList &hosts,
                                                              TimePoint since) const;

private:
    Database &m_database;
};

} // namespace unmta::store
