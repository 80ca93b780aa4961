// TLS contexts for hosts, built on first use from the snapshot's certificates and kept in a bounded cache: 100,000
// hosts must not cost 100,000 parsed certificates. Any thread.
#pragma once

#include "domain/Snapshot.h"
#include "http/server/TlsContext.h"

#include <QHash>

#include <functional>
#include <list>
#include <mutex>

namespace unmta::edge {

class CertificateCache final : public http::TlsContextProvider
{
public:
    using Trust = std::function<bool(const QByteArray &peerAddress)>;

    // The snapshots must outlive the cache. `isTrusted` says who may leave the server name away; nobody without it.
    CertificateCache(const SnapshotHolder &snapshots, qsizetype capacity, Trust isTrusted = {});

    // Null for hosts that are unknown, or have no usable certificate (yet), unless we ask for them ourselves.
    [[nodiscard]] std::shared_ptr<SSL_CTX> contextFor(const QByteArray &sniHost) override;

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

    void keep(Entry entry);
    void drop(Entries::iterator entry);

    const SnapshotHolder &m_snapshots;
    const qsizetype m_capacity;
    const Trust m_isTrusted;
    std::once_flag m_nameless;
    std::shared_ptr<SSL_CTX> m_namelessContext; // made when the first one asks
    mutable std::mutex m_mutex;
    Entries m_entries;
    QHash<quint64, Entries::iterator> m_index;
    quint64 m_built = 0;
};

} // namespace unmta::edge
