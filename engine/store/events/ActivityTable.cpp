#include "store/events/ActivityTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t hoursOfDay = 24;

ActivityCounts readCounts(const Statement &row, int first)
{
    return {row.integer(first), row.integer(first + 1), row.integer(first + 2), row.integer(first + 3)};
}

QString sumsFrom(const QString &trackingHost)
{
    QString sql = u"coalesce(sum(opens), 0), coalesce(sum(clicks), 0), coalesce(sum(opens_people), 0), "
                  "coalesce(sum(clicks_people), 0) FROM activity WHERE cluster_id = ?"_s;
    if (!trackingHost.isEmpty())
        sql += " AND tracking_host = ?"_L1;
    return sql;
}

void bindOwner(Statement &statement, const QString &clusterId, const QString &trackingHost)
{
    statement.bind(clusterId);
    if (!trackingHost.isEmpty())
        statement.bind(trackingHost);
}

} // namespace

Result<QList<ActivityPoint>> ActivityTable::points(const QString &clusterId, const QString &trackingHost,
                                                   TimePoint from, TimePoint to, ActivityBucket bucket) const
{
    const std::int64_t hours = bucket == ActivityBucket::Day ? hoursOfDay : 1;
    const std::int64_t width = hours * hourMs;
    const std::int64_t firstHour = toUnixMs(from) / width * hours;
    // Buckets that start before `to` count whole.
    const std::int64_t endHour = (toUnixMs(to) + width - 1) / width * hours;

    Statement statement(m_database, u"SELECT hour / ? AS start, "_s + sumsFrom(trackingHost) +
                                        " AND hour >= ? AND hour < ? GROUP BY start ORDER BY start"_L1);
    statement.bind(hours);
    bindOwner(statement, clusterId, trackingHost);
    return statement.bind(firstHour).bind(endHour).rows([width](const Statement &row) {
        return ActivityPoint{fromUnixMs(row.integer(0) * width), readCounts(row, 1)};
    });
}

Result<ActivityCounts> ActivityTable::sum(const QString &clusterId, const QString &trackingHost, TimePoint since) const
{
    Statement statement(m_database, u"SELECT "_s + sumsFrom(trackingHost) + " AND hour >= ?"_L1);
    bindOwner(statement, clusterId, trackingHost);
    const auto counts =
        statement.bind(toUnixMs(since) / hourMs).row([](const Statement &row) { return readCounts(row, 0); });
    if (!counts)
        return counts.error();
    return counts->value_or(ActivityCounts{});
}

Result<QList<std::pair<QString, ActivityCounts>>> ActivityTable::topHosts(const QString &clusterId, TimePoint since,
                                                                          TimePoint until, int limit) const
{
    Statement statement(m_database,
                        u"SELECT tracking_host, sum(opens) AS o, sum(clicks) AS c, sum(opens_people) AS op, "
                        "sum(clicks_people) AS cp FROM activity WHERE cluster_id = ? AND hour >= ? AND "
                        "hour < ? GROUP BY tracking_host ORDER BY cp DESC, op DESC, c DESC, o DESC, "
                        "tracking_host LIMIT ?"_s);
    statement.bind(clusterId).bind(toUnixMs(since) / hourMs).bind((toUnixMs(until) + hourMs - 1) / hourMs).bind(limit);
    return statement.rows([](const Statement &row) { return std::pair(row.text(0), readCounts(row, 1)); });
}

Result<QHash<QString, ActivityCounts>> ActivityTable::sums(const QString &clusterId, const QStringList &hosts,
                                                           TimePoint since) const
{
    QHash<QString, ActivityCounts> result;
    if (hosts.isEmpty())
        return result;
    Statement statement(m_database, u"SELECT tracking_host, "_s + sumsFrom({}) +
                                        " AND tracking_host IN (%1) AND hour >= ? GROUP BY tracking_host"_L1.arg(
                                            placesFor(hosts.size())));
    statement.bind(clusterId).bindEach(hosts).bind(toUnixMs(since) / hourMs);
    if (const auto ran = statement.run(); !ran)
        return ran.error();
    while (statement.next()) {
        if (const ActivityCounts counts = readCounts(statement, 1); counts != ActivityCounts{})
            result.insert(statement.text(0), counts);
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    return result;
}

} // namespace unmta::store
