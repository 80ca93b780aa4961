// API tokens: made, recognised, revoked. The text of a token exists only in the reply that created it; the store has
// its SHA-256. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Random.h"
#include "base/Result.h"
#include "domain/access/Token.h"

#include <QHash>
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
    [[nodiscard]] Result<Page<Token>> list(const QString &after, int limit) const;
    // The same token with a new text; the one so far stays good for `overlap`, so that its users can be given the new
    // one without a gap. Errors: request.not_found; token.overlap_too_long (field "overlap"), above maxOverlap.
    static constexpr auto maxOverlap = std::chrono::hours(30 * 24);
    [[nodiscard]] Result<Created> rotate(std::int64_t id, Millis overlap);
    // What it was. Errors: request.not_found.
    [[nodiscard]] Result<Token> revoke(std::int64_t id);
    // While a store on a server is away, one that it has known since this engine started is good as it was then, so
    // that metrics are still told. Errors: auth.unauthenticated, whatever is wrong with it; it may have expired; those
    // of the store.
    [[nodiscard]] Result<Token> recognise(const QByteArray &text);

private:
    [[nodiscard]] Result<Token> byId(std::int64_t id) const;
    [[nodiscard]] QString newText();
    [[nodiscard]] Result<std::optional<Token>> find(const QByteArray &digest);

    store::EngineStore &m_store;
    ChangeFeed &m_feed;
    const Clock &m_clock;
    Random &m_random;
    QHash<QByteArray, Token> m_known; // by digest
};

[[nodiscard]] QString scopeName(TokenScope scope);

} // namespace unmta
