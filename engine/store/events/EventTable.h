// Reading events.db: on a connection of its own ("events", readOnly), usually the engine thread's.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/TrackingEvent.h"

#include <optional>

namespace unmta::store {

class Database;

struct EventFilter
{
    QString clusterId;
    QString trackingHost;                 // empty: all hosts of the cluster
    std::optional<std::int64_t> domainId; // narrows further; name the host too, which is what the index knows
    std::optional<LinkKind> kind;
};

class EventTable
{
public:
    explicit EventTable(Database &database)
        : m_database(database)
    {}

    // In stored order, after the cursor (empty: from the beginning). `next` is set whenever there were events, so that
    // a follower can go on from there later; a page shorter than the limit was the last for now.
    [[nodiscard]] Result<Page<TrackingEvent>> after(const EventFilter &filter, const QString &cursor, int limit) const;
    // Newest first, before the cursor (empty: from the end): for screens.
    [[nodiscard]] Result<Page<TrackingEvent>> before(const EventFilter &filter, const QString &cursor, int limit) const;

private:
    Database &m_database;
};

} // namespace unmta::store
