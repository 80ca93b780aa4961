#include "store/tables/access/TokenTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/Statement.h"
#include "store/server/Dialect.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString selectTokens(QLatin1StringView rest)
{
    return "SELECT id, name, sha256, scopes, cluster_id, created_at, last_used_at, expires_at, former_sha256, "
           "former_until FROM token "_L1 +
           rest;
}

Token readToken(const Statement &row)
{
    Token token;
    token.id = row.integer(0);
    token.name = row.text(1);
    token.sha256 = row.bytes(2);
    for (const QString &scope : row.text(3).split(u' ', Qt::SkipEmptyParts))
        token.scopes.append(valueOf<TokenScope>(tokenScopeNames, scope));
    token.clusterId = row.optionalText(4);
    token.createdAt = row.time(5);
    token.lastUsedAt = row.optionalTime(6);
    token.expiresAt = row.optionalTime(7);
    if (!row.isNull(8)) {
        token.formerSha256 = row.bytes(8);
        token.formerUntil = row.optionalTime(9);
    }
    return token;
}

} // namespace

Result<std::int64_t> TokenTable::insert(const Token &token)
{
    QStringList scopes;
    for (const TokenScope scope : token.scopes)
        scopes.append(nameOf(tokenScopeNames, scope));
    Statement statement(m_database,
                        u"INSERT INTO token (name, sha256, scopes, cluster_id, created_at, last_used_at, expires_at) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s +
                            returningId(m_database.dialect()));
    const auto inserted = statement.bind(token.name)
                              .bind(token.sha256)
                              .bind(scopes.join(u' '))
                              .bind(token.clusterId)
                              .bind(token.createdAt)
                              .bind(token.lastUsedAt)
                              .bind(token.expiresAt)
                              .run();
    if (inserted)
        return statement.insertedId();
    if (inserted.error().code == "store.duplicate"_L1)
        return Error(u"token.duplicate"_s, u"name"_s, {{u"name"_s, token.name}});
    return inserted.error();
}

Result<std::optional<Token>> TokenTable::byHash(const QByteArray &sha256) const
{
    Statement statement(m_database, selectTokens("WHERE sha256 = ? OR former_sha256 = ?"_L1));
    return statement.bind(sha256).bind(sha256).row(readToken);
}

Result<std::optional<Token>> TokenTable::byId(std::int64_t id) const
{
    Statement statement(m_database, selectTokens("WHERE id = ?"_L1));
    return statement.bind(id).row(readToken);
}

Result<Page<Token>> TokenTable::list(const QString &after, int limit) const
{
    const auto from = parseCursor(after, 0);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    Statement statement(m_database, selectTokens("WHERE id > ? ORDER BY id LIMIT ?"_L1));
    statement.bind(*from).bind(size + 1);
    const auto rows = statement.rows([](const Statement &row) {
        return Numbered<Token>{row.integer(0), readToken(row)};
    });
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

Result<void> TokenTable::touch(std::int64_t id, TimePoint lastUsedAt)
{
    Statement statement(m_database, u"UPDATE token SET last_used_at = ? WHERE id = ?"_s);
    return statement.bind(lastUsedAt).bind(id).run();
}

Result<void> TokenTable::rotate(std::int64_t id, const QByteArray &sha256, const std::optional<TimePoint> &formerUntil)
{
    // Right-hand sides are those from before: the present digest becomes the former.
    Statement statement(m_database,
                        u"UPDATE token SET former_sha256 = CASE WHEN ? = 1 THEN sha256 END, former_until = ?, "
                        "sha256 = ? WHERE id = ?"_s);
    return statement.bind(formerUntil.has_value()).bind(formerUntil).bind(sha256).bind(id).runOnExisting();
}

Result<void> TokenTable::remove(std::int64_t id)
{
    Statement statement(m_database, u"DELETE FROM token WHERE id = ?"_s);
    return statement.bind(id).runOnExisting();
}

} // namespace unmta::store
