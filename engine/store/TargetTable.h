// Every target that was ever issued. Rows are never removed: that is what makes a target unique for ever.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "store/Page.h"

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

    bool operator==(const IssuedTarget &) const = default;
};

class TargetTable
{
public:
    explicit TargetTable(Database &database) : m_database(database) {}

    // Errors: store.target_taken when it was ever issued before.
    [[nodiscard]] Result<void> claim(const QString &target, const QString &clusterId, const QString &host,
                                     TimePoint now);
    [[nodiscard]] Result<std::optional<IssuedTarget>> owner(const QString &target) const;
    // Keeps the earlier time when it is burnt already. Errors: store.not_found.
    [[nodiscard]] Result<void> burn(const QString &target, TimePoint now);
    // Targets burnt at or after `since`: whose records may still dangle. In the order of issue.
    [[nodiscard]] Result<Page<IssuedTarget>> burntSince(TimePoint since, const QString &after, int limit) const;

private:
    Database &m_database;
};

} // namespace unmta::store
