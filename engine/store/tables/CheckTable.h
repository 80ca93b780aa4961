// What each check of a record has shown.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/Check.h"

#include <QHash>

#include <optional>

namespace unmta::store {

class Database;

// The history of checks; the newest `kept` of each domain stay.
class CheckTable
{
public:
    static constexpr int kept = 200;

    explicit CheckTable(Database &database)
        : m_database(database)
    {}

    // Errors: store.constraint when the domain is gone.
    [[nodiscard]] Result<void> insert(std::int64_t domainId, const Check &check);
    [[nodiscard]] Result<std::optional<Check>> latest(std::int64_t domainId) const;
    // When the record was last seen as it should be, among the checks that are kept.
    [[nodiscard]] Result<std::optional<TimePoint>> lastMatch(std::int64_t domainId) const;
    // Where checks since the last match said "disagree": until when a resolver may have kept the right answer that the
    // first of them saw, by its time to live, at most two days. None: no check has said so since.
    [[nodiscard]] Result<std::optional<TimePoint>> disagreesUntil(std::int64_t domainId) const;
    // For a page of domains, by one statement: those without a check are left out.
    [[nodiscard]] Result<QHash<std::int64_t, Check>> latestOf(const QList<std::int64_t> &domainIds) const;
    [[nodiscard]] Result<Page<Check>> list(std::int64_t domainId, const QString &after,
                                           int limit) const; // newest first

private:
    Database &m_database;
};

} // namespace unmta::store
