// Keeps the routing snapshot equal to the store. Every function is called after the commit and before the change is
// told or the reply sent (architecture.md, flow 2). Engine thread.
#pragma once

#include "base/Result.h"
#include "domain/Certificate.h"
#include "domain/Cluster.h"
#include "domain/Snapshot.h"
#include "domain/TrackingDomain.h"

namespace unmta {

namespace store {
class EngineStore;
}

class SnapshotPublisher
{
public:
    SnapshotPublisher(store::EngineStore &store, SnapshotHolder &holder)
        : m_store(store)
        , m_holder(holder)
    {}

    // Everything, at the start. Without a target zone clusters have no fallback host.
    [[nodiscard]] Result<void> load(const QString &targetZone);

    void clusterAdded(const Cluster &cluster, const LinkKeyring &keys, const QString &targetZone);
    // With its domains' hosts.
    void clusterRemoved(const QString &clusterId);
    // The target zone changed: every cluster's fallback host moves.
    void targetZoneChanged(const QString &targetZone);
    // Status or default flag may have changed.
    void domainChanged(const TrackingDomain &domain);
    void domainRemoved(const TrackingDomain &domain);
    // Nothing happens for a domain that is not served.
    void appLinksChanged(const TrackingDomain &domain);
    // In one snapshot. Nothing happens for a host that is not served.
    void certificatesChanged(const QList<Certificate> &certificates);
    void challengePublished(const QString &host, const QString &token, const QByteArray &keyAuthorization);
    void challengeWithdrawn(const QString &host, const QString &token);
    // A certificate of our own making for a host that we ask for by TLS ourselves: shown where the host has none, and
    // nothing but challenges is served for it.
    void probePublished(const QString &host, const QByteArray &chainPem, const QByteArray &keyPem);
    void probeWithdrawn(const QString &host);

    // What another node has changed, as the store has it now; what has not changed stays the same object.
    [[nodiscard]] Result<void> hostChangedElsewhere(const QString &host, const QString &clusterId);
    [[nodiscard]] Result<void> clusterChangedElsewhere(const QString &clusterId, const QString &targetZone);
    [[nodiscard]] Result<void> certificateChangedElsewhere(const QString &host);

    [[nodiscard]] std::shared_ptr<const Snapshot> current() const { return m_holder.current(); }

private:
    [[nodiscard]] std::shared_ptr<const CertificateMaterial> material(const Certificate &certificate);
    [[nodiscard]] std::shared_ptr<const CertificateMaterial> material(const QByteArray &chainPem,
                                                                      const QByteArray &keyPem, TimePoint notAfter);
    [[nodiscard]] std::shared_ptr<const CertificateMaterial> storedMaterial(const QString &host);
    [[nodiscard]] std::shared_ptr<const AppLinks> storedAppLinks(std::int64_t domainId);
    void putDomain(Snapshot &snapshot, const TrackingDomain &domain,
                   std::shared_ptr<const CertificateMaterial> certificate, std::shared_ptr<const AppLinks> appLinks);

    store::EngineStore &m_store;
    SnapshotHolder &m_holder;
    CommonIssuers m_issuers;
    quint64 m_generation = 0;
};

} // namespace unmta
