// The immutable routing data that edge workers and rewriters read. Workers take a shared_ptr once per request; the
// engine thread makes the next snapshot from the present one. A change copies one of 1,024 shards, not the whole.
#pragma once

#include "domain/CertificateMaterial.h"
#include "domain/TrackingLink.h"
#include "domain/apps/AppLinks.h"

#include <QByteArray>
#include <QHash>

#include <array>
#include <memory>
#include <mutex>

namespace unmta {

struct HostEntry
{
    QByteArray clusterId;
    std::int64_t domainId = 0;                              // 0: the cluster's fallback host
    std::shared_ptr<const CertificateMaterial> certificate; // null until there is one
    std::shared_ptr<const AppLinks> appLinks = {};          // null when there are none
};

struct ClusterEntry
{
    QByteArray id;
    LinkKeyring keys;
    QByteArray fallbackHost;
    QByteArray defaultHost; // empty: none
};

// A persistent map: copying it shares all shards, inserting copies one, unless it is shared with no other map.
template <typename Value>
class ShardedMap
{
public:
    using Shard = QHash<QByteArray, Value>;
    static constexpr std::size_t shardCount = 1024;

    // Its parts, null where there is nothing: one that is the same object as before has not changed.
    [[nodiscard]] const std::array<std::shared_ptr<const Shard>, shardCount> &shards() const { return m_shards; }

    [[nodiscard]] const Value *find(const QByteArray &key) const
    {
        const auto &shard = m_shards[shardOf(key)];
        if (!shard)
            return nullptr;
        const auto it = shard->constFind(key);
        return it == shard->cend() ? nullptr : &*it;
    }
    void insert(const QByteArray &key, Value value) { edit(key).insert(key, std::move(value)); }
    // Calls `change` with what is there; nothing happens where nothing is.
    template <typename Change>
    void change(const QByteArray &key, Change change)
    {
        if (find(key))
            change(*edit(key).find(key));
    }
    void remove(const QByteArray &key)
    {
        if (find(key))
            edit(key).remove(key);
    }
    [[nodiscard]] qsizetype size() const
    {
        qsizetype total = 0;
        for (const auto &shard : m_shards)
            total += shard ? shard->size() : 0;
        return total;
    }
    template <typename Visitor>
    void forEach(Visitor visit) const
    {
        for (const auto &shard : m_shards) {
            if (!shard)
                continue;
            for (auto it = shard->cbegin(); it != shard->cend(); ++it)
                visit(it.key(), it.value());
        }
    }

private:
    static std::size_t shardOf(const QByteArray &key) { return qHash(key, 0x5eed) % shardCount; }
    Shard &edit(const QByteArray &key)
    {
        auto &shard = m_shards[shardOf(key)];
        // Nobody else has it: it was made since this map was copied, or the map is being filled.
        if (shard && shard.use_count() == 1)
            return const_cast<Shard &>(*shard);
        auto copy = shard ? std::make_shared<Shard>(*shard) : std::make_shared<Shard>();
        Shard &result = *copy;
        shard = std::move(copy);
        return result;
    }

    std::array<std::shared_ptr<const Shard>, shardCount> m_shards;
};

class Snapshot
{
public:
    // Host names in ASCII, lower case, without trailing dot.
    [[nodiscard]] const HostEntry *host(const QByteArray &name) const { return m_hosts.find(name); }
    [[nodiscard]] const ClusterEntry *cluster(const QByteArray &id) const { return m_clusters.find(id); }
    // The key authorization (RFC 8555 section 8.3) of a challenge, or empty. Only for the very host it was made for.
    [[nodiscard]] QByteArray challenge(const QByteArray &host, const QByteArray &token) const;
    // What a host shows by TLS while we ask for it ourselves, or null. No host for anybody else: nothing is served
    // there but its challenge.
    [[nodiscard]] std::shared_ptr<const CertificateMaterial> probe(const QByteArray &host) const;
    // The host new mail of the cluster uses: the default, else the fallback.
    [[nodiscard]] QByteArray hostInForce(const QByteArray &clusterId) const;

    [[nodiscard]] ShardedMap<HostEntry> &hosts() { return m_hosts; }
    [[nodiscard]] const ShardedMap<HostEntry> &hosts() const { return m_hosts; }
    [[nodiscard]] ShardedMap<ClusterEntry> &clusters() { return m_clusters; }
    [[nodiscard]] const ShardedMap<ClusterEntry> &clusters() const { return m_clusters; }
    void addChallenge(const QByteArray &host, const QByteArray &token, const QByteArray &keyAuthorization);
    void removeChallenge(const QByteArray &host, const QByteArray &token);
    void addProbe(const QByteArray &host, const std::shared_ptr<const CertificateMaterial> &certificate);
    void removeProbe(const QByteArray &host);

private:
    ShardedMap<HostEntry> m_hosts;
    ShardedMap<ClusterEntry> m_clusters;
    QHash<QByteArray, QByteArray> m_challenges; // "host/token"; a handful at a time
    QHash<QByteArray, std::shared_ptr<const CertificateMaterial>> m_probes;
};

// Where the present snapshot hangs. Any thread reads; the engine thread publishes.
class SnapshotHolder
{
public:
    [[nodiscard]] std::shared_ptr<const Snapshot> current() const
    {
        const std::lock_guard lock(m_mutex);
        return m_current;
    }
    // Makes the next snapshot from a copy of the present one. Readers see all of the edit or nothing.
    template <typename Edit>
    void publish(Edit edit)
    {
        auto next = std::make_shared<Snapshot>(*current());
        edit(*next);
        const std::lock_guard lock(m_mutex);
        m_current = std::move(next);
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const Snapshot> m_current = std::make_shared<const Snapshot>();
};

} // namespace unmta
