// Sums of a whole cluster. With ten thousand hosts they take some time to add up, so they are read off the engine
// thread; every call opens a connection that only reads. Any thread that may block. Errors: those of the store.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Activity.h"
#include "store/DatabasePlace.h"

#include <QList>
#include <QString>

namespace unmta {

struct HostFigures
{
    QString host;
    ActivityCounts counts;
};

class EventFigures
{
public:
    explicit EventFigures(store::DatabasePlace events)
        : m_events(std::move(events))
    {}

    // As EventService::points(), of all hosts.
    [[nodiscard]] Result<QList<ActivityPoint>> points(const QString &clusterId, TimePoint from, TimePoint to,
                                                      ActivityBucket bucket) const;
    // The hosts with the most clicks by people, then with the most opens by people, then clicks, then opens; at most
    // `limit`. In [since, until), to the hour.
    [[nodiscard]] Result<QList<HostFigures>> topHosts(const QString &clusterId, TimePoint since, TimePoint until,
                                                      int limit) const;

private:
    store::DatabasePlace m_events;
};

} // namespace unmta
