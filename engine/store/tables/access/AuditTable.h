// Who changed what, and when. Kept as long as `audit.retention` says.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/access/AuditEntry.h"

#include <optional>

namespace unmta::store {

class Database;

struct AuditFilter
{
    QString clusterId; // empty: all; so with the other texts
    QString subject;
    QString actor = {};
    QString action = {};                 // "domain.added", or all that begin so: "domain."
    std::optional<TimePoint> since = {}; // not before
    std::optional<TimePoint> until = {}; // before
    bool isOfInstallation = false;       // of no cluster
};

class AuditTable
{
public:
    explicit AuditTable(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<std::int64_t> insert(const AuditEntry &entry);
    [[nodiscard]] Result<Page<AuditEntry>> list(const AuditFilter &filter, const QString &after,
                                                int limit) const; // newest first
    // Drops at most `limit` of those from before that time, the oldest first, and says how many.
    [[nodiscard]] Result<std::int64_t> prune(TimePoint before, int limit);

private:
    [[nodiscard]] bool hasNode() const; // on a server: the column is there

    Database &m_database;
};

} // namespace unmta::store
