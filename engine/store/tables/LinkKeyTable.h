// The keys that seal tracked links, by cluster, encrypted. None is ever removed while its cluster exists: links in
// delivered mail need them.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/TrackingLink.h"

#include <functional>

namespace unmta::store {

class Database;
class SecretBox;

// The link keys of every cluster, encrypted.
class LinkKeyTable
{
public:
    using Visitor = std::function<void(const QString &clusterId, const LinkKeyring &keys)>;

    LinkKeyTable(Database &database, const SecretBox &secrets)
        : m_database(database)
        , m_secrets(secrets)
    {}

    // Errors: store.duplicate when the cluster has a key of that id (make another one).
    [[nodiscard]] Result<void> insert(const QString &clusterId, const LinkKey &key, TimePoint now);
    [[nodiscard]] Result<LinkKeyring> keyring(const QString &clusterId) const; // newest first
    // Cluster by cluster: for building the snapshot.
    [[nodiscard]] Result<void> forEach(const Visitor &visit) const;

private:
    Database &m_database;
    const SecretBox &m_secrets;
};

} // namespace unmta::store
