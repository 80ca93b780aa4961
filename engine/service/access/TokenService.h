// API tokens: made, recognised, revoked. The text of a token exists only in the reply that created it; the store has
// its SHA-256. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "domain/Token.h"

#include <QStringList>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;

class TokenService
{
public:
    struct Created
    {
        Token token;
        QString text; // "utk_…"
    };

    TokenService(store::EngineStore &store, ChangeFeed &feed, const Clock &clock, Random &random)
        : m_store(store)
        , m_feed(feed)
        , m_clock(clock)
        , m_random(random)
    {}

    // Errors: token.name_required, token.duplicate (field "name"), token.scope_required, token.unknown_scope (field
    // "scopes"), token.unknown_cluster (field "cluster_id"), token.expires_in_past (field "expires_at").
    [[nodiscard]] Result<Created> create(const QString &name, const QStringList &scopes,
                                         const std::optional<QString> &clusterId,
                                         std::optional<TimePoint> expiresAt = {});
    [[nodiscard]] Result<QList<Token>> list() const;
    // Errors: request.not_found.
    [[nodiscard]] Result<void> revoke(std::int64_t id);
    // Errors: auth.unauthenticated, whatever is wrong with it; it may have expired.
    [[nodiscard]] Result<Token> recognise(const QByteArray &text);

private:
    store::EngineStore &m_store;
    ChangeFeed &m_feed;
    const Clock &m_clock;
    Random &m_random;
};

[[nodiscard]] QString scopeName(TokenScope scope);

} // namespace unmta
