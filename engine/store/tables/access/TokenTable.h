// API tokens: of each only a hash that tells whether a presented one is it.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/access/Token.h"

#include <optional>

namespace unmta::store {

class Database;

class TokenTable
{
public:
    explicit TokenTable(Database &database)
        : m_database(database)
    {}

    // Gives the new id. Errors: token.duplicate (field "name").
    [[nodiscard]] Result<std::int64_t> insert(const Token &token);
    // By the present digest or the former one. Expired ones too: the caller decides.
    [[nodiscard]] Result<std::optional<Token>> byHash(const QByteArray &sha256) const;
    [[nodiscard]] Result<std::optional<Token>> byId(std::int64_t id) const;
    [[nodiscard]] Result<Page<Token>> list(const QString &after, int limit) const; // oldest first
    [[nodiscard]] Result<void> touch(std::int64_t id, TimePoint lastUsedAt);
    // The digest so far stays good until `formerUntil`; none: it ends now. Errors: store.not_found.
    [[nodiscard]] Result<void> rotate(std::int64_t id, const QByteArray &sha256,
                                      const std::optional<TimePoint> &formerUntil);
    // Errors: store.not_found.
    [[nodiscard]] Result<void> remove(std::int64_t id);

private:
    Database &m_database;
};

} // namespace unmta::store
