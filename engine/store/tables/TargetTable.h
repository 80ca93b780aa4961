// Every target that was ever issued. Rows are never removed: that is what makes a target unique for ever.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Result.h"

#include <QString>

#include <optional>

namespace unmta::store {

class Database;

struct IssuedTarget
{
    QString target;
    QString clusterId; // the cluster may be gone
    QString host;
    TimePoint issuedAt;
    std::optional<TimePoint> deletedAt; // burnt since
    std::optional<TimePoint> lookedAt;  // when its record was looked for after that
    std::optional<TimePoint> seenAt;    // when it was last there; none once it has gone

    bool operator==(const IssuedTarget &) const = default;
};

class TargetTable
{
public:
    explicit TargetTable(Database &database)
        : m_database(database)
    {}

    // Errors: store.target_taken when it was ever issued before.
    [[nodiscard]] Result<void> claim(const QString &target, const QString &clusterId, const QString &host,
                                     TimePoint now);
    [[nodiscard]] Result<std::optional<IssuedTarget>> owner(const QString &target) const;
    // Keeps the earlier time when it is burnt already. Errors: store.not_found.
    [[nodiscard]] Result<void> burn(const QString &target, TimePoint now);
    // One burnt since then and not looked for since `lookedBefore`, of a cluster that is still there; those that wait
    // longest come first. A fresh one waits as if it had been looked for.
    [[nodiscard]] Result<std::optional<IssuedTarget>> suspect(TimePoint burntSince, TimePoint lookedBefore) const;
    // Errors: store.not_found.
    [[nodiscard]] Result<void> looked(const QString &target, TimePoint now, const std::optional<TimePoint> &seenAt);
    // Those of a cluster whose records were there at the last look, in the order of their deletion.
    [[nodiscard]] Result<Page<IssuedTarget>> dangling(const QString &clusterId, TimePoint burntSince,
                                                      const QString &after, int limit) const;

private:
    Database &m_database;
};

} // namespace unmta::store
