#include "assembly/Services.h"

#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis pauseBetweenLooks = std::chrono::seconds(1);

} // namespace

Services::Services(const ServicePorts &p)
    : feed(p.epoch)
    , settings(p.store, feed)
    , publisher(p.store, snapshots)
    , notifications(p.store, feed, settings, p.clock, p.wording)
    , outbox({p.store, notifications, settings, feed, p.mail, p.clock, p.random, p.permit, p.ctl})
    , monitorClock(p.store, p.clock)
    , clusters({p.store, publisher, feed, settings, p.clock, p.random})
    , domains({p.store, publisher, feed, settings, notifications, monitorClock, p.clock, p.spread})
    , appLinks(p.store, publisher, feed, p.clock)
    , verification({p.checker, domains, p.store, feed, settings, monitorClock, p.clock})
    , monitor({p.store, verification, domains, p.canaries, notifications, settings, feed, monitorClock, p.clock}, {})
    , dangling({p.store, p.checker, settings, notifications, feed, p.clock}, pauseBetweenLooks)
    , challenges(publisher, p.store.node().isEmpty() ? nullptr : &p.store)
    , certificates({p.store, publisher, feed, notifications, p.clock, p.random})
    , links(snapshots, p.clock, p.random)
    , rewriting({p.store, feed, clusters, settings, snapshots, p.clock})
    , tokens(p.store, feed, p.clock, p.random)
    , answers(p.store, p.clock)
    , audit(p.store, feed, p.clock)
    , timeline(p.store)
    , webhooks({p.store, notifications, feed, p.clock, p.random})
    , pruner(p.store, settings, p.clock)
{
    connectDomains();
    connectClusters();
    connect(&settings, &SettingsService::changed, this,
            [this](const Settings &changed) { publisher.targetZoneChanged(changed.targetZone()); });
}

Services::~Services() = default;

void Services::connectDomains()
{
    connect(&domains, &DomainService::activated, &certificates, &CertificateService::wanted);
    connect(&domains, &DomainService::deactivated, &certificates, &CertificateService::unwanted);
    connect(&domains, &DomainService::removed, &certificates,
            [this](const QString &host) { certificates.removed({host}); });
    connect(&domains, &DomainService::added, &verification, &VerificationService::learnProvider);
    connect(&domains, &DomainService::scheduleChanged, &monitor, &MonitorService::lookAgain);
    connect(&monitor, &MonitorService::clockSet, &certificates, &CertificateService::clockSet);
}

// The local CA needs no proof that a host leads here. A public one does: that a domain of the cluster got its
// certificate shows that the wildcard under which the fallback host lies leads to this edge.
void Services::connectClusters()
{
    connect(&clusters, &ClusterService::hostsRemoved, &certificates, &CertificateService::removed);
    connect(&clusters, &ClusterService::hostsRemoved, &webhooks, &WebhookService::forgetRemoved);
    connect(&clusters, &ClusterService::added, this, [this](const QString &clusterId) {
        if (settings.current().text("certificates.issuer") == u"internal"_s)
            wantFallbackOf(clusterId);
    });
    connect(&certificates, &CertificateService::issuedFor, this, [this](const QString &host) {
        const auto snapshot = snapshots.current();
        const HostEntry *entry = snapshot->host(host.toLatin1());
        if (entry && entry->domainId != 0)
            wantFallbackOf(QString::fromLatin1(entry->clusterId));
    });
}

void Services::wantFallbackOf(const QString &clusterId)
{
    if (const QString host = clusters.hostsOf(clusterId).fallback; !host.isEmpty())
        certificates.wanted({host});
}

Result<void> Services::loadSnapshot()
{
    return publisher.load(settings.current().targetZone());
}

Result<void> Services::startUpkeep()
{
    certificates.start();
    outbox.start();
    pruner.start();
    dangling.start();
    return monitor.start();
}

void Services::stopUpkeep()
{
    monitor.stop();
    dangling.stop();
    certificates.stop();
    outbox.stop();
    pruner.stop();
}

void Services::stop()
{
    stopUpkeep();
    feed.close();
}

void Services::lookAgain()
{
    monitor.lookAgain();
    dangling.lookAgain();
    certificates.lookAgain();
    outbox.lookAgain();
    pruner.lookAgain();
}

} // namespace unmta
