// Clusters: the name, and who gets mail about it.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/Cluster.h"

namespace unmta::store {

class Database;

class ClusterTable
{
public:
    explicit ClusterTable(Database &database)
        : m_database(database)
    {}

    // Errors: cluster.duplicate (field "name").
    [[nodiscard]] Result<void> insert(const Cluster &cluster);
    [[nodiscard]] Result<Page<Cluster>> list(const QString &after, int limit) const; // oldest first
    [[nodiscard]] Result<std::optional<Cluster>> byId(const QString &id) const;
    // Errors: cluster.duplicate, store.not_found.
    [[nodiscard]] Result<void> rename(const QString &id, const QString &name);
    // Addresses without line ends. Errors: store.not_found.
    [[nodiscard]] Result<void> setNotifyTo(const QString &id, const QStringList &addresses);
    // Domains with their checks, link keys, tokens and notifications go with it; targets stay, burnt at `now`.
    // Certificates are keyed by host and are the caller's to remove. Errors: store.not_found.
    [[nodiscard]] Result<void> remove(const QString &id, TimePoint now);

private:
    Database &m_database;
};

} // namespace unmta::store
