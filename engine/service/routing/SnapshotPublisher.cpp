#include "service/routing/SnapshotPublisher.h"

#include "domain/VerificationTarget.h"
#include "store/EngineStore.h"

namespace unmta {

Result<void> SnapshotPublisher::load(const QString &targetZone)
{
    // Built aside and published once: an edge that is already listening sees nothing half-done.
    Snapshot snapshot;
    if (auto read = m_store.linkKeys.forEach([&](const QString &clusterId, const LinkKeyring &keys) {
            const QString host = fallbackHost(clusterId, targetZone);
            const QByteArray id = clusterId.toLatin1();
            snapshot.clusters().insert(id, {id, keys, host.toLatin1(), {}});
            if (!host.isEmpty())
                snapshot.hosts().insert(host.toLatin1(), {id, 0, nullptr});
        });
        !read)
        return read;
    const auto appLinks = m_store.appLinks.all();
    if (!appLinks)
        return appLinks.error();
    if (auto read = m_store.domains.forEachServed([&](const store::DomainTable::Served &served) {
            const auto links = appLinks->constFind(served.id);
            const QByteArray host = served.host.toLatin1();
            const QByteArray clusterId = served.clusterId.toLatin1();
            const ClusterEntry *cluster = snapshot.cluster(clusterId);
            // Hosts share their cluster's id: there are many.
            snapshot.hosts().insert(host,
                                    {cluster ? cluster->id : clusterId, served.id, nullptr,
                                     links == appLinks->cend() ? nullptr : std::make_shared<const AppLinks>(*links)});
            if (!served.isDefault || !cluster)
                return;
            ClusterEntry changed = *cluster;
            changed.defaultHost = host;
            snapshot.clusters().insert(clusterId, changed);
        });
        !read)
        return read;
    if (auto read = m_store.certificates.forEachUsable([&](const store::CertificateTable::Usable &usable) {
            snapshot.hosts().change(usable.host.toLatin1(), [&](HostEntry &entry) {
                entry.certificate = material(usable.chainPem, usable.keyPem, usable.notAfter);
            });
        });
        !read)
        return read;
    m_holder.publish([&](Snapshot &current) { current = std::move(snapshot); });
    return {};
}

std::shared_ptr<const CertificateMaterial> SnapshotPublisher::material(const Certificate &certificate)
{
    const auto &fields = certificate.fields();
    if (fields.chainPem.isEmpty() || fields.keyPem.isEmpty())
        return nullptr;
    return material(fields.chainPem, fields.keyPem, fields.notAfter.value_or(TimePoint()));
}

std::shared_ptr<const CertificateMaterial> SnapshotPublisher::material(const QByteArray &chainPem,
                                                                       const QByteArray &keyPem, TimePoint notAfter)
{
    return std::make_shared<const CertificateMaterial>(chainPem, keyPem, notAfter, ++m_generation, &m_issuers);
}

std::shared_ptr<const CertificateMaterial> SnapshotPublisher::storedMaterial(const QString &host)
{
    const auto certificate = m_store.certificates.byHost(host);
    return certificate && *certificate ? material(**certificate) : nullptr;
}

std::shared_ptr<const AppLinks> SnapshotPublisher::storedAppLinks(std::int64_t domainId)
{
    auto links = m_store.appLinks.of(domainId);
    return links && !links->isEmpty() ? std::make_shared<const AppLinks>(*std::move(links)) : nullptr;
}

void SnapshotPublisher::putDomain(Snapshot &snapshot, const TrackingDomain &domain,
                                  std::shared_ptr<const CertificateMaterial> certificate,
                                  std::shared_ptr<const AppLinks> appLinks)
{
    const auto &fields = domain.fields();
    const QByteArray host = fields.name.toLatin1();
    const QByteArray clusterId = fields.clusterId.toLatin1();
    const HostEntry *present = snapshot.host(host);
    if (domain.isActive())
        snapshot.hosts().insert(host, {clusterId, fields.id, std::move(certificate), std::move(appLinks)});
    else if (present && present->domainId == fields.id)
        snapshot.hosts().remove(host);

    const ClusterEntry *cluster = snapshot.cluster(clusterId);
    if (!cluster)
        return;
    const bool wasDefault = cluster->defaultHost == host;
    if (wasDefault != fields.isDefault) {
        ClusterEntry changed = *cluster;
        changed.defaultHost = fields.isDefault ? host : QByteArray();
        snapshot.clusters().insert(clusterId, changed);
    }
}

void SnapshotPublisher::clusterAdded(const Cluster &cluster, const LinkKeyring &keys, const QString &targetZone)
{
    const QByteArray id = cluster.id.toLatin1();
    const QString host = fallbackHost(cluster.id, targetZone);
    auto certificate = storedMaterial(host);
    m_holder.publish([&](Snapshot &next) {
        next.clusters().insert(id, {id, keys, host.toLatin1(), {}});
        if (!host.isEmpty())
            next.hosts().insert(host.toLatin1(), {id, 0, certificate});
    });
}

void SnapshotPublisher::clusterRemoved(const QString &clusterId)
{
    const QByteArray id = clusterId.toLatin1();
    QList<QByteArray> hosts;
    current()->hosts().forEach([&](const QByteArray &host, const HostEntry &entry) {
        if (entry.clusterId == id)
            hosts.append(host);
    });
    m_holder.publish([&](Snapshot &next) {
        for (const QByteArray &host : hosts)
            next.hosts().remove(host);
        next.clusters().remove(id);
    });
}

void SnapshotPublisher::targetZoneChanged(const QString &targetZone)
{
    QList<ClusterEntry> clusters;
    current()->clusters().forEach([&](const QByteArray &, const ClusterEntry &entry) { clusters.append(entry); });
    m_holder.publish([&](Snapshot &next) {
        for (ClusterEntry entry : clusters) {
            next.hosts().remove(entry.fallbackHost);
            const QString host = fallbackHost(QString::fromLatin1(entry.id), targetZone);
            entry.fallbackHost = host.toLatin1();
            if (!host.isEmpty())
                next.hosts().insert(entry.fallbackHost, {entry.id, 0, storedMaterial(host)});
            next.clusters().insert(entry.id, entry);
        }
    });
}

void SnapshotPublisher::domainChanged(const TrackingDomain &domain)
{
    const auto before = current();
    const HostEntry *present = before->host(domain.fields().name.toLatin1());
    const bool isServed = present && present->domainId == domain.fields().id;
    auto certificate = isServed            ? present->certificate
                       : domain.isActive() ? storedMaterial(domain.fields().name)
                                           : nullptr;
    auto appLinks = isServed ? present->appLinks : domain.isActive() ? storedAppLinks(domain.fields().id) : nullptr;
    m_holder.publish([&](Snapshot &next) { putDomain(next, domain, certificate, appLinks); });
}

void SnapshotPublisher::appLinksChanged(const TrackingDomain &domain)
{
    const QByteArray host = domain.fields().name.toLatin1();
    const auto before = current();
    const HostEntry *present = before->host(host);
    if (!present || present->domainId != domain.fields().id)
        return;
    HostEntry changed = *present;
    changed.appLinks = storedAppLinks(domain.fields().id);
    m_holder.publish([&](Snapshot &next) { next.hosts().insert(host, changed); });
}

void SnapshotPublisher::domainRemoved(const TrackingDomain &domain)
{
    const auto &fields = domain.fields();
    const QByteArray host = fields.name.toLatin1();
    m_holder.publish([&](Snapshot &next) {
        const HostEntry *present = next.host(host);
        if (present && present->domainId == fields.id)
            next.hosts().remove(host);
        const ClusterEntry *cluster = next.cluster(fields.clusterId.toLatin1());
        if (cluster && cluster->defaultHost == host) {
            ClusterEntry changed = *cluster;
            changed.defaultHost.clear();
            next.clusters().insert(changed.id, changed);
        }
    });
}

void SnapshotPublisher::certificatesChanged(const QList<Certificate> &certificates)
{
    if (certificates.isEmpty())
        return;
    m_holder.publish([&](Snapshot &next) {
        for (const Certificate &certificate : certificates) {
            const QByteArray host = certificate.fields().host.toLatin1();
            const HostEntry *present = next.host(host);
            if (!present)
                continue;
            HostEntry changed = *present;
            changed.certificate = material(certificate);
            next.hosts().insert(host, changed);
        }
    });
}

void SnapshotPublisher::challengePublished(const QString &host, const QString &token,
                                           const QByteArray &keyAuthorization)
{
    m_holder.publish([&](Snapshot &next) { next.addChallenge(host.toLatin1(), token.toLatin1(), keyAuthorization); });
}

void SnapshotPublisher::challengeWithdrawn(const QString &host, const QString &token)
{
    m_holder.publish([&](Snapshot &next) { next.removeChallenge(host.toLatin1(), token.toLatin1()); });
}

void SnapshotPublisher::probePublished(const QString &host, const QByteArray &chainPem, const QByteArray &keyPem)
{
    auto certificate = material(chainPem, keyPem, TimePoint());
    m_holder.publish([&](Snapshot &next) { next.addProbe(host.toLatin1(), certificate); });
}

void SnapshotPublisher::probeWithdrawn(const QString &host)
{
    m_holder.publish([&](Snapshot &next) { next.removeProbe(host.toLatin1()); });
}

// Of others ---------------------------------------------------------------------------------------------------------

Result<void> SnapshotPublisher::hostChangedElsewhere(const QString &host, const QString &clusterId)
{
    const auto active = m_store.domains.activeByName(host);
    const auto chosen = m_store.domains.defaultOf(clusterId);
    if (!active || !chosen)
        return active ? chosen.error() : active.error();
    const QByteArray name = host.toLatin1();
    const auto before = current();
    const HostEntry *present = before->host(name);
    std::optional<HostEntry> entry;
    if (*active) {
        const auto &fields = (*active)->fields();
        const bool isSame = present && present->domainId == fields.id;
        entry = HostEntry{fields.clusterId.toLatin1(), fields.id, isSame ? present->certificate : storedMaterial(host),
                          storedAppLinks(fields.id)};
    }
    const QByteArray defaultHost = *chosen ? (*chosen)->fields().name.toLatin1() : QByteArray();
    m_holder.publish([&](Snapshot &next) {
        if (entry)
            next.hosts().insert(name, *entry);
        else if (present && present->domainId != 0)
            next.hosts().remove(name);
        const ClusterEntry *cluster = next.cluster(clusterId.toLatin1());
        if (!cluster || cluster->defaultHost == defaultHost)
            return;
        ClusterEntry changed = *cluster;
        changed.defaultHost = defaultHost;
        next.clusters().insert(changed.id, changed);
    });
    return {};
}

Result<void> SnapshotPublisher::clusterChangedElsewhere(const QString &clusterId, const QString &targetZone)
{
    const auto cluster = m_store.clusters.byId(clusterId);
    if (!cluster)
        return cluster.error();
    if (!*cluster) {
        clusterRemoved(clusterId);
        return {};
    }
    const auto keys = m_store.linkKeys.keyring(clusterId);
    if (!keys)
        return keys.error();
    const auto before = current();
    const ClusterEntry *present = before->cluster(clusterId.toLatin1());
    if (!present) {
        clusterAdded(**cluster, *keys, targetZone);
        return {};
    }
    ClusterEntry changed = *present;
    changed.keys = *keys;
    m_holder.publish([&](Snapshot &next) { next.clusters().insert(changed.id, changed); });
    return {};
}

Result<void> SnapshotPublisher::certificateChangedElsewhere(const QString &host)
{
    const auto stored = m_store.certificates.byHost(host);
    if (!stored)
        return stored.error();
    const auto before = current();
    const HostEntry *present = before->host(host.toLatin1());
    const Certificate certificate = stored->value_or(Certificate::ofHost(host));
    const QByteArray served = present && present->certificate ? present->certificate->chainPem() : QByteArray();
    if (present && served != certificate.fields().chainPem)
        certificatesChanged({certificate});
    return {};
}

} // namespace unmta
