// Who did what: one entry per operator action. Written on the engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Result.h"
#include "domain/access/AuditEntry.h"

#include <optional>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;

// All that is given must be so of an entry.
struct AuditQuery
{
    QString clusterId = {}; // empty: any; so with the other texts
    QString subject = {};
    QString actor = {};
    QString action = {};                 // or, with a point at its end, all that begin so: "domain."
    std::optional<TimePoint> since = {}; // not before
    std::optional<TimePoint> until = {}; // before
};

class AuditLog
{
public:
    AuditLog(store::EngineStore &store, ChangeFeed &feed, const Clock &clock)
        : m_store(store)
        , m_feed(feed)
        , m_clock(clock)
    {}

    // After it was done. `entry` as of now; one that cannot be written is logged and hinders nobody.
    void write(AuditEntry entry);
    // Newest first. Among very many entries rare ones take long to find, so it reads by a connection of its own, which
    // every call opens: any thread that may block. Errors: store.bad_cursor, those of the store.
    [[nodiscard]] Result<Page<AuditEntry>> list(const AuditQuery &query, const QString &after, int limit) const;

private:
    store::EngineStore &m_store;
    ChangeFeed &m_feed;
    const Clock &m_clock;
};

} // namespace unmta
