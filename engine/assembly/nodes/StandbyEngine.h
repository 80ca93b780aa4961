// The edge of an engine whose store is on a server that cannot be reached: answers from the copy of the routing data
// (service/routing/SnapshotCopy.h), and records into events.db, whose events are carried to the server once it is back.
// Nothing else works: no API, no certificates, no checks. Internal to EngineCore; engine thread.
#pragma once

#include "assembly/EngineConfig.h"
#include "assembly/endpoints/EdgeEndpoint.h"
#include "base/Clock.h"
#include "service/changes/ChangeFeed.h"
#include "service/settings/Settings.h"
#include "store/DirectoryLock.h"

#include <memory>

namespace unmta {

class StandbyEngine
{
public:
    // `random` outlives it. Errors: store.not_found where there is no copy; those of the store and of the edge.
    [[nodiscard]] static Result<std::unique_ptr<StandbyEngine>> start(const EngineConfig &config, Random &random);

    void windDown() { m_edge.windDown(); }
    [[nodiscard]] bool hasOlder() const { return m_edge.hasOlder(); }
    void drain() { m_edge.drain(); }
    [[nodiscard]] quint64 connectionsOpen() const { return m_edge.stats().http.connectionsOpen; }
    [[nodiscard]] QList<wire::Listener> listeners() const { return m_edge.listeners(); }
    // Whether the store can be used by now.
    [[nodiscard]] Result<void> tryStore() const;

private:
    StandbyEngine(const EngineConfig &config, Random &random, std::unique_ptr<store::DirectoryLock> lock);

    const EngineConfig m_config;
    std::unique_ptr<store::DirectoryLock> m_lock;
    SystemClock m_clock;
    SnapshotHolder m_snapshots;
    ChangeFeed m_feed;
    EdgeEndpoint m_edge;
};

} // namespace unmta
