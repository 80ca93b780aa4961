// What a cluster wants done to its mail.
#pragma once

#include "base/Result.h"
#include "domain/TrackingRules.h"

#include <QString>

namespace unmta::store {

class Database;

class RewriteRulesTable
{
public:
    explicit RewriteRulesTable(Database &database)
        : m_database(database)
    {}

    // The defaults where nothing is stored.
    [[nodiscard]] Result<TrackingRules> of(const QString &clusterId) const;
    // Errors: store.constraint when the cluster is gone.
    [[nodiscard]] Result<void> set(const QString &clusterId, const TrackingRules &rules);

private:
    Database &m_database;
};

} // namespace unmta::store
