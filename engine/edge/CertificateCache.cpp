#include "edge/CertificateCache.h"

#include "base/Log.h"

namespace unmta::edge {

CertificateCache::CertificateCache(const SnapshotHolder &snapshots, qsizetype capacity, Trust isTrusted)
    : m_snapshots(snapshots)
    , m_capacity(std::max<qsizetype>(1, capacity))
    , m_isTrusted(std::move(isTrusted))
{}

std::shared_ptr<SSL_CTX> CertificateCache::contextWithoutName(const QByteArray &peerAddress)
{
    if (!m_isTrusted || !m_isTrusted(peerAddress))
        return nullptr;
    std::call_once(m_nameless, [this] {
        if (auto made = http::makeAnonymousTlsContext())
            m_namelessContext = *std::move(made);
        else
            qCWarning(lcEdge).noquote() << "no certificate for clients without a name" << describe(made.error());
    });
    return m_namelessContext;
}

std::shared_ptr<SSL_CTX> CertificateCache::contextFor(const QByteArray &sniHost)
{
    const auto snapshot = m_snapshots.current();
    if (sniHost.isEmpty())
        return nullptr;
    const HostEntry *host = snapshot->host(sniHost);
    const auto material = host && host->certificate ? host->certificate : snapshot->probe(sniHost);
    if (!material)
        return nullptr;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_index.constFind(material->generation()); it != m_index.cend()) {
            m_entries.splice(m_entries.begin(), m_entries, *it);
            return m_entries.front().context;
        }
    }
    // Outside the lock: parsing takes as long as many look-ups. Two workers may do it twice; one result is kept.
    auto context = http::makeTlsContext(material->chainPem(), material->keyPem());
    if (!context) {
        qCWarning(lcEdge).noquote().nospace()
            << "unusable certificate host=" << sniHost << ' ' << describe(context.error());
        keep({material->generation(), material, nullptr});
        return nullptr;
    }
    keep({material->generation(), material, *context});
    return std::move(*context);
}

qsizetype CertificateCache::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_index.size();
}

quint64 CertificateCache::built() const
{
    const std::lock_guard lock(m_mutex);
    return m_built;
}

void CertificateCache::keep(Entry entry)
{
    const std::lock_guard lock(m_mutex);
    ++m_built;
    // Keys of deleted hosts and replaced certificates do not stay in memory just because there is room.
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        const auto next = std::next(it);
        if (it->material.expired())
            drop(it);
        it = next;
    }
    if (m_index.contains(entry.generation))
        return;
    m_entries.push_front(std::move(entry));
    m_index.insert(m_entries.front().generation, m_entries.begin());
    while (m_index.size() > m_capacity)
        drop(std::prev(m_entries.end()));
}

void CertificateCache::drop(Entries::iterator entry)
{
    m_index.remove(entry->generation);
    m_entries.erase(entry);
}

} // namespace unmta::edge
