#include "edge/CertificateCache.h"

#include "base/Log.h"

namespace unmta::edge {

CertificateCache::CertificateCache(const SnapshotHolder &snapshots, qsizetype capacity, Trust isTrusted, Fetch fetch)
    : m_snapshots(snapshots)
    , m_capacity(std::max<qsizetype>(1, capacity))
    , m_isTrusted(std::move(isTrusted))
    , m_fetch(std::move(fetch))
{}

bool CertificateCache::lacksCertificate(const QByteArray &host) const
{
    const auto snapshot = m_snapshots.current();
    const HostEntry *entry = snapshot->host(host);
    return entry && !entry->certificate && !snapshot->probe(host);
}

bool CertificateCache::isOnItsWay(const QByteArray &sniHost)
{
    if (!m_fetch || sniHost.isEmpty() || !lacksCertificate(sniHost))
        return false;
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(m_fetchMutex);
    m_fetching.removeIf([now](const std::pair<const QByteArray &, Fetching &> &fetching) {
        return now - fetching.second.since >= fetchPause;
    });
    const auto known = m_fetching.constFind(sniHost);
    if (known != m_fetching.cend())
        return !known->isDone;
    const auto underWay = std::count_if(m_fetching.cbegin(), m_fetching.cend(),
                                        [](const Fetching &fetching) { return !fetching.isDone; });
    return underWay < mostFetches;
}

void CertificateCache::whenItHasCome(const QByteArray &sniHost, std::function<void()> goOn)
{
    {
        const std::lock_guard lock(m_fetchMutex);
        const auto known = m_fetching.find(sniHost);
        if (known != m_fetching.end()) {
            if (!known->isDone)
                return known->waiting.push_back(std::move(goOn));
        } else {
            m_fetching.insert(sniHost, {std::chrono::steady_clock::now(), false, {std::move(goOn)}});
            goOn = nullptr;
        }
    }
    if (goOn)
        return goOn(); // it came, or did not, meanwhile
    m_fetch(sniHost, [cache = weak_from_this(), sniHost] {
        if (const auto self = cache.lock())
            self->fetched(sniHost);
    });
}

void CertificateCache::fetched(const QByteArray &host)
{
    std::vector<std::function<void()>> waiting;
    {
        const std::lock_guard lock(m_fetchMutex);
        const auto known = m_fetching.find(host);
        if (known == m_fetching.end())
            return;
        known->isDone = true;
        waiting.swap(known->waiting);
    }
    for (const auto &goOn : waiting)
        goOn();
}

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
