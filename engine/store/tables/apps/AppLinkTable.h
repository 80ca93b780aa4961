#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/apps/AppLinks.h"

#include <QHash>

namespace unmta::store {

class Database;

// Goes with the domain.
class AppLinkTable
{
public:
    explicit AppLinkTable(Database &database)
        : m_database(database)
    {}

    // Replaces what was there.
    [[nodiscard]] Result<void> set(std::int64_t domainId, AppPlatform platform, const QByteArray &content,
                                   TimePoint now);
    // Errors: store.not_found.
    [[nodiscard]] Result<void> remove(std::int64_t domainId, AppPlatform platform);
    [[nodiscard]] Result<AppLinks> of(std::int64_t domainId) const;
    // Of every domain that has any: for building the snapshot.
    [[nodiscard]] Result<QHash<std::int64_t, AppLinks>> all() const;

private:
    Database &m_database;
};

} // namespace unmta::store
