// TLS contexts for hosts, built on first use from the snapshot's certificates and kept in a bounded cache: 100,000
// hosts must not cost 100,000 parsed certificates. Any thread.
#pragma once

#include "domain/Snapshot.h"
#include "http/server/TlsContext.h"

#include <QHash>

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace unmta::edge {

class CertificateCache final : public http::TlsContextProvider, public std::enable_shared_from_this<CertificateCache>
{
public:
    using Trust = std::function<bool(const QByteArray &peerAddress)>;
    // Looks whether the store has a certificate for the host that has not come here yet, publishes it, and calls `done`
    // in any case, on any thread; or never.
    using Fetch = std::function<void(const QByteArray &host, std::function<void()> done)>;

    // What handshakes can make the store be asked for: so many hosts at a time, and each of them once within the pause.
    static constexpr qsizetype mostFetches = 4;
    static constexpr std::chrono::seconds fetchPause{5};

    // The snapshots must outlive the cache. `isTrusted` says who may leave the server name away; nobody without it.
    // `fetch`: of an engine whose certificates others order.
    CertificateCache(const SnapshotHolder &snapshots, qsizetype capacity, Trust isTrusted = {}, Fetch fetch = {});

    // Null for hosts that are unknown, or have no usable certificate (yet), unless we ask for them ourselves.
    [[nodiscard]] std::shared_ptr<SSL_CTX> contextFor(const QByteArray &sniHost) override;

    // A host that is active here and has no certificate, while others may have one.
    [[nodiscard]] bool isOnItsWay(const QByteArray &sniHost) override;
    void whenItHasCome(const QByteArray &sniHost, std::function<void()> goOn) override;

    // For trusted proxies a certificate that names nobody: whose host is meant they say in the request.
    [[nodiscard]] std::shared_ptr<SSL_CTX> contextWithoutName(const QByteArray &peerAddress) override;

    [[nodiscard]] qsizetype size() const;
    // Since the start: how often a certificate had to be parsed.
    [[nodiscard]] quint64 built() const;

private:
    struct Entry
    {
        quint64 generation;
        std::weak_ptr<const CertificateMaterial> material; // gone: no snapshot has it any more
        std::shared_ptr<SSL_CTX> context;                  // null: the certificate is unusable
    };
    using Entries = std::list<Entry>; // most recently used first
    // Of one host, for which the store is being asked, or was a moment ago.
    struct Fetching
    {
        std::chrono::steady_clock::time_point since;
        bool isDone = false;
        std::vector<std::function<void()>> waiting;
    };

    [[nodiscard]] bool lacksCertificate(const QByteArray &host) const;
    void fetched(const QByteArray &host);

    void keep(Entry entry);
    void drop(Entries::iterator entry);

    const SnapshotHolder &m_snapshots;
    const qsizetype m_capacity;
    const Trust m_isTrusted;
    const Fetch m_fetch;
    std::once_flag m_nameless;
    std::shared_ptr<SSL_CTX> m_namelessContext; // made when the first one asks
    mutable std::mutex m_mutex;
    Entries m_entries;
    QHash<quint64, Entries::iterator> m_index;
    quint64 m_built = 0;
    std::mutex m_fetchMutex;
    QHash<QByteArray, Fetching> m_fetching;
};

} // namespace unmta::edge
