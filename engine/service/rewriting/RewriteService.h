// What a cluster wants done to its mail, and doing it. Engine thread; a job runs on any.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/TrackingRules.h"
#include "rewriter/LinkRewriter.h"
#include "rewriter/RewriteRules.h"

#include <memory>

namespace unmta {

namespace rewriter {
struct RewriteSnapshot;
}
namespace store {
class EngineStore;
}
class ChangeFeed;
class ClusterService;
class SettingsService;
class Snapshot;
class SnapshotHolder;

struct RewriteOrder
{
    QByteArray content;
    bool isHtml = false;              // alone, not in a message
    rewriter::RewriteContext context; // wantDecisions: somebody is shown them, and nothing is logged
};

// Rewrites a cluster's mail with the routing and the rules of the moment when it was made. Any thread.
class RewriteJob
{
public:
    // May take long. Warnings that nobody is shown are logged.
    [[nodiscard]] rewriter::RewriteOutcome run(const RewriteOrder &order) const;

private:
    friend class RewriteService;
    RewriteJob() = default;
    void logWarnings(const rewriter::RewriteOutcome &outcome) const;

    QByteArray m_clusterId; // which the routing has
    std::shared_ptr<const Snapshot> m_routing;
    QByteArray m_targetZone;
    TimePoint m_now;
    rewriter::RewriteRules m_rules;
};

class RewriteService
{
public:
    struct Dependencies
    {
        store::EngineStore &store;
        ChangeFeed &feed;
        const ClusterService &clusters;
        const SettingsService &settings;
        const SnapshotHolder &snapshots;
        const Clock &clock;
    };

    explicit RewriteService(const Dependencies &d)
        : d(d)
    {}

    // Errors of all: request.not_found (cluster).
    [[nodiscard]] Result<TrackingRules> rules(const QString &clusterId) const;
    [[nodiscard]] Result<void> setRules(const QString &clusterId, const TrackingRules &rules);
    // All that a mail host needs to rewrite the cluster's mail by itself; holds its keys.
    [[nodiscard]] Result<rewriter::RewriteSnapshot> snapshot(const QString &clusterId) const;
    [[nodiscard]] Result<RewriteJob> prepare(const QString &clusterId) const;

private:
    Dependencies d;
};

} // namespace unmta
