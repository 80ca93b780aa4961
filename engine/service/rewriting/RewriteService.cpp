#include "service/rewriting/RewriteService.h"

#include "base/Log.h"
#include "base/Random.h"
#include "domain/Snapshot.h"
#include "rewriter/RewriteSnapshot.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/ClusterService.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

rewriter::RewriteRules toRewriter(const TrackingRules &rules)
{
    rewriter::RewriteRules result;
    result.opens = rules.opens;
    result.clicks = rules.clicks;
    result.plainText = rules.plainText;
    result.dkimSigned = rules.dkimSigned;
    result.pixelPosition = rules.pixelPosition;
    return result;
}

} // namespace

rewriter::RewriteOutcome RewriteJob::run(const RewriteOrder &order) const
{
    SystemRandom random;
    const ClusterEntry *entry = m_routing->cluster(m_clusterId);
    auto minter = rewriter::minterFor(*m_routing, *entry, m_targetZone, m_now, random);
    auto outcome = order.isHtml ? rewriteHtml(order.content, m_rules, order.context, minter)
                                : rewriteMessage(order.content, m_rules, order.context, minter);
    if (!order.context.wantDecisions)
        logWarnings(outcome);
    return outcome;
}

void RewriteJob::logWarnings(const rewriter::RewriteOutcome &outcome) const
{
    const QString subject = u"rewrite cluster="_s + QString::fromLatin1(m_clusterId);
    if (outcome.result == rewriter::RewriteResult::PassedThrough)
        qCWarning(lcApi).noquote() << "passed through untouched" << subject << u"reason="_s + outcome.reason;
    for (const QString &warning : outcome.warnings) {
        if (warning != "no_html_part"_L1 && warning != "over_102_kib"_L1) // of the content, not of what was asked
            qCWarning(lcApi).noquote() << warning << subject << u"host="_s + outcome.trackingHost;
    }
}

Result<TrackingRules> RewriteService::rules(const QString &clusterId) const
{
    if (const auto cluster = d.clusters.byId(clusterId); !cluster)
        return cluster.error();
    return d.store.rewriteRules.of(clusterId);
}

Result<void> RewriteService::setRules(const QString &clusterId, const TrackingRules &rules)
{
    if (const auto cluster = d.clusters.byId(clusterId); !cluster)
        return cluster.error();
    if (auto done = d.store.rewriteRules.set(clusterId, rules); !done)
        return done;
    d.feed.add(ChangeKind::Cluster, clusterId, clusterId, ChangeAction::Changed);
    return {};
}

Result<rewriter::RewriteSnapshot> RewriteService::snapshot(const QString &clusterId) const
{
    const auto wanted = rules(clusterId);
    if (!wanted)
        return wanted.error();
    const auto routing = d.snapshots.current();
    const ClusterEntry *entry = routing->cluster(clusterId.toLatin1());
    if (!entry)
        return notFound();
    rewriter::RewriteSnapshot snapshot;
    snapshot.clusterId = entry->id;
    snapshot.keys = entry->keys;
    snapshot.defaultHost = entry->defaultHost;
    snapshot.fallbackHost = entry->fallbackHost;
    snapshot.targetZone = d.settings.current().targetZone().toLatin1();
    snapshot.rules = toRewriter(*wanted);
    const auto addHost = [&, now = d.clock.now()](const QByteArray &name) {
        const HostEntry *served = routing->host(name);
        if (served && served->clusterId == entry->id)
            snapshot.hosts.insert(name, served->certificate && now < served->certificate->notAfter());
    };
    addHost(entry->fallbackHost);
    // The cluster's own domains, not the hosts of everybody: mail hosts ask often.
    QString after;
    do {
        const auto page = d.store.domains.list(clusterId, after, maxPageSize);
        if (!page)
            return page.error();
        for (const TrackingDomain &domain : page->items)
            addHost(domain.fields().name.toLatin1());
        after = page->next;
    } while (!after.isEmpty());
    return snapshot;
}

Result<RewriteJob> RewriteService::prepare(const QString &clusterId) const
{
    const auto wanted = rules(clusterId);
    if (!wanted)
        return wanted.error();
    RewriteJob job;
    job.m_clusterId = clusterId.toLatin1();
    job.m_routing = d.snapshots.current();
    if (!job.m_routing->cluster(job.m_clusterId))
        return notFound();
    job.m_targetZone = d.settings.current().targetZone().toLatin1();
    job.m_now = d.clock.now();
    job.m_rules = toRewriter(*wanted);
    return job;
}

} // namespace unmta
