#include "store/events/ActivityRollup.h"

#include "store/Database.h"
#include "store/Statement.h"

#include <algorithm>

namespace unmta::store {

using namespace Qt::StringLiterals;

ActivityRollup::Hour &ActivityRollup::hourOf(const EventView &event)
{
    const std::int64_t hour = event.timestamp / hourMs;
    const auto isIt = [&](const Hour &known) {
        return known.hour == hour && known.domainId == event.domainId && known.host == event[EventText::Host] &&
               known.cluster == event[EventText::Cluster];
    };
    if (m_last < m_hours.size() && isIt(m_hours[m_last]))
        return m_hours[m_last];
    const auto found = std::find_if(m_hours.begin(), m_hours.end(), isIt);
    m_last = static_cast<std::size_t>(found - m_hours.begin());
    if (found == m_hours.end())
        m_hours.push_back({event[EventText::Cluster], event[EventText::Host], event.domainId, hour, {}});
    return m_hours[m_last];
}

void ActivityRollup::add(const EventView &event)
{
    ActivityCounts &counts = hourOf(event).counts;
    const bool isPerson = event[EventText::Bot].isEmpty();
    if (event.kind == LinkKind::Click) {
        ++counts.clicks;
        counts.clicksByPeople += isPerson;
    } else {
        ++counts.opens;
        counts.opensByPeople += isPerson;
    }
}

Result<void> ActivityRollup::store(Database &database) const
{
    for (const Hour &hour : m_hours) {
        Statement add(database, u"INSERT INTO activity (cluster_id, tracking_host, hour, domain_id, opens, clicks, "
                                "opens_people, clicks_people) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT "
                                "(cluster_id, tracking_host, hour, domain_id) DO UPDATE SET "
                                "opens = activity.opens + excluded.opens, clicks = activity.clicks + excluded.clicks, "
                                "opens_people = activity.opens_people + excluded.opens_people, "
                                "clicks_people = activity.clicks_people + excluded.clicks_people"_s);
        add.bind(QString::fromUtf8(hour.cluster)).bind(QString::fromUtf8(hour.host)).bind(hour.hour);
        add.bind(hour.domainId).bind(hour.counts.opens).bind(hour.counts.clicks);
        if (auto added = add.bind(hour.counts.opensByPeople).bind(hour.counts.clicksByPeople).run(); !added)
            return added;
    }
    return {};
}

Result<void> ActivityRollup::store(Database &database, const std::vector<ActivityMove> &moves)
{
    for (const ActivityMove &move : moves) {
        Statement correct(database, u"UPDATE activity SET opens_people = opens_people + ?, clicks_people = "
                                    "clicks_people + ? WHERE cluster_id = ? AND tracking_host = ? AND hour = ? AND "
                                    "domain_id = ?"_s);
        correct.bind(move.opensByPeople).bind(move.clicksByPeople).bind(move.clusterId).bind(move.trackingHost);
        if (auto corrected = correct.bind(move.hour).bind(move.domainId).run(); !corrected)
            return corrected;
    }
    return {};
}

QList<ActivityIncrease> ActivityRollup::increases() const
{
    QList<ActivityIncrease> increases;
    for (const Hour &hour : m_hours) {
        const QString cluster = QString::fromUtf8(hour.cluster);
        const QString host = QString::fromUtf8(hour.host);
        const auto known = std::find_if(increases.begin(), increases.end(), [&](const ActivityIncrease &increase) {
            return increase.domainId == hour.domainId && increase.clusterId == cluster && increase.trackingHost == host;
        });
        if (known == increases.end())
            increases.append({cluster, hour.domainId, host, hour.counts});
        else
            known->counts += hour.counts;
    }
    return increases;
}

} // namespace unmta::store
