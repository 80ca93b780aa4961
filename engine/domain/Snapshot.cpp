#include "domain/Snapshot.h"

namespace unmta {

QByteArray Snapshot::challenge(const QByteArray &host, const QByteArray &token) const
{
    return m_challenges.value(host + '/' + token);
}

QByteArray Snapshot::hostInForce(const QByteArray &clusterId) const
{
    const ClusterEntry *entry = cluster(clusterId);
    if (!entry)
        return {};
    return entry->defaultHost.isEmpty() ? entry->fallbackHost : entry->defaultHost;
}

void Snapshot::addChallenge(const QByteArray &host, const QByteArray &token, const QByteArray &keyAuthorization)
{
    m_challenges.insert(host + '/' + token, keyAuthorization);
}

void Snapshot::removeChallenge(const QByteArray &host, const QByteArray &token)
{
    m_challenges.remove(host + '/' + token);
}

std::shared_ptr<const CertificateMaterial> Snapshot::probe(const QByteArray &host) const
{
    return m_probes.value(host);
}

void Snapshot::addProbe(const QByteArray &host, const std::shared_ptr<const CertificateMaterial> &certificate)
{
    m_probes.insert(host, certificate);
}

void Snapshot::removeProbe(const QByteArray &host)
{
    m_probes.remove(host);
}

} // namespace unmta
