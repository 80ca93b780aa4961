#include "service/events/EventService.h"

#include "store/Database.h"
#include "store/events/ActivityTable.h"
#include "store/events/EventReader.h"

namespace unmta {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<EventService>> EventService::open(const store::DatabasePlace &events)
{
    auto database = store::Database::open({events, u"events"_s, true, events.server != nullptr});
    if (!database)
        return database.error();
    return std::unique_ptr<EventService>(new EventService(*std::move(database)));
}

EventService::EventService(std::unique_ptr<store::Database> database)
    : m_database(std::move(database))
{}

EventService::~EventService() = default;

Result<bool> EventService::hasAny(const QString &clusterId) const
{
    const auto newest = store::EventReader(*m_database).before({.clusterId = clusterId}, {}, 1);
    if (!newest)
        return newest.error();
    return !newest->items.isEmpty();
}

Result<QList<ActivityPoint>> EventService::points(const QString &clusterId, const QString &trackingHost, TimePoint from,
                                                  TimePoint to, ActivityBucket bucket) const
{
    return store::ActivityTable(*m_database).points(clusterId, trackingHost, from, to, bucket);
}

Result<ActivityCounts> EventService::sum(const QString &clusterId, const QString &trackingHost, TimePoint since) const
{
    return store::ActivityTable(*m_database).sum(clusterId, trackingHost, since);
}

Result<QHash<QString, ActivityCounts>> EventService::sums(const QString &clusterId, const QStringList &hosts,
                                                          TimePoint since) const
{
    return store::ActivityTable(*m_database).sums(clusterId, hosts, since);
}

} // namespace unmta
