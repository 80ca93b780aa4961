#include "service/events/figures/EventFigures.h"

#include "store/Database.h"
#include "store/events/ActivityTable.h"

namespace unmta {

using namespace Qt::StringLiterals;

Result<QList<ActivityPoint>> EventFigures::points(const QString &clusterId, TimePoint from, TimePoint to,
                                                  ActivityBucket bucket) const
{
    const auto database = store::Database::open({m_events, u"events"_s, true});
    if (!database)
        return database.error();
    return store::ActivityTable(**database).points(clusterId, {}, from, to, bucket);
}

Result<QList<HostFigures>> EventFigures::topHosts(const QString &clusterId, TimePoint since, TimePoint until,
                                                  int limit) const
{
    const auto database = store::Database::open({m_events, u"events"_s, true});
    if (!database)
        return database.error();
    const auto hosts = store::ActivityTable(**database).topHosts(clusterId, since, until, limit);
    if (!hosts)
        return hosts.error();
    QList<HostFigures> figures;
    for (const auto &[host, counts] : *hosts)
        figures.append({host, counts});
    return figures;
}

} // namespace unmta
