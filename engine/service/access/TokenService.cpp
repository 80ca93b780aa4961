#include "service/access/TokenService.h"

#include "service/changes/ChangeFeed.h"
#include "store/EngineStore.h"

#include <QCryptographicHash>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr TokenScope allScopes[]{TokenScope::Admin, TokenScope::Read, TokenScope::Rewrite, TokenScope::Events};

// More are not remembered, so that memory is bounded.
constexpr qsizetype mostKnown = 1000;

QByteArray digestOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

} // namespace

QString scopeName(TokenScope scope)
{
    switch (scope) {
    case TokenScope::Admin:
        return u"admin"_s;
    case TokenScope::Read:
        return u"read"_s;
    case TokenScope::Rewrite:
        return u"rewrite"_s;
    case TokenScope::Events:
        return u"events"_s;
    }
    return {};
}

Result<TokenService::Created> TokenService::create(const QString &name, const QStringList &scopes,
                                                   const std::optional<QString> &clusterId,
                                                   std::optional<TimePoint> expiresAt)
{
    Token token;
    token.name = name.simplified();
    if (token.name.isEmpty())
        return Error(u"token.name_required"_s, u"name"_s);
    if (token.name.size() > 100)
        return Error(u"token.name_too_long"_s, u"name"_s);
    for (const QString &wanted : scopes) {
        const auto *found = std::find_if(std::begin(allScopes), std::end(allScopes),
                                         [&](TokenScope scope) { return scopeName(scope) == wanted; });
        if (found == std::end(allScopes))
            return Error(u"token.unknown_scope"_s, u"scopes"_s, {{u"scope"_s, wanted}});
        if (!token.scopes.contains(*found))
            token.scopes.append(*found);
    }
    if (token.scopes.isEmpty())
        return Error(u"token.scope_required"_s, u"scopes"_s);
    if (clusterId) {
        const auto cluster = m_store.clusters.byId(*clusterId);
        if (!cluster)
            return cluster.error();
        if (!*cluster)
            return Error(u"token.unknown_cluster"_s, u"cluster_id"_s, {{u"cluster"_s, *clusterId}});
    }
    const TimePoint now = m_clock.now();
    if (expiresAt && *expiresAt <= now)
        return Error(u"token.expires_in_past"_s, u"expires_at"_s, {{u"time"_s, toIso8601(*expiresAt)}});
    const QString text = newText();
    token.sha256 = digestOf(text.toLatin1());
    token.clusterId = clusterId;
    token.createdAt = now;
    token.expiresAt = expiresAt;
    const auto id = m_store.tokens.insert(token);
    if (!id)
        return id.error();
    token.id = *id;
    m_feed.add(ChangeKind::Token, clusterId.value_or(QString()), QString::number(token.id), ChangeAction::Added);
    return Created{token, text};
}

Result<Page<Token>> TokenService::list(const QString &after, int limit) const
{
    return m_store.tokens.list(after, limit);
}

QString TokenService::newText()
{
    // 256 random bits, so that a plain fast hash is enough: there is nothing to guess.
    return u"utk_"_s + m_random.hex(32);
}

Result<Token> TokenService::byId(std::int64_t id) const
{
    const auto found = m_store.tokens.byId(id);
    if (!found)
        return found.error();
    if (!*found)
        return notFound();
    return **found;
}

Result<TokenService::Created> TokenService::rotate(std::int64_t id, Millis overlap)
{
    if (overlap > maxOverlap) {
        return Error(u"token.overlap_too_long"_s, u"overlap"_s,
                     {{u"most"_s, u"%1d"_s.arg(std::chrono::duration_cast<std::chrono::days>(maxOverlap).count())}});
    }
    if (const auto token = byId(id); !token)
        return token.error();
    const QString text = newText();
    const auto formerUntil = overlap.count() > 0 ? std::optional(m_clock.now() + overlap) : std::nullopt;
    if (auto done = m_store.tokens.rotate(id, digestOf(text.toLatin1()), formerUntil); !done)
        return done.error();
    const auto rotated = byId(id);
    if (!rotated)
        return rotated.error();
    m_feed.add(ChangeKind::Token, rotated->clusterId.value_or(QString()), QString::number(id), ChangeAction::Changed);
    return Created{*rotated, text};
}

Result<Token> TokenService::revoke(std::int64_t id)
{
    auto token = byId(id);
    if (!token)
        return token.error();
    if (auto done = m_store.tokens.remove(id); !done)
        return done.error().code == u"store.not_found"_s ? notFound() : done.error();
    m_feed.add(ChangeKind::Token, {}, QString::number(id), ChangeAction::Removed);
    return token;
}

Result<std::optional<Token>> TokenService::find(const QByteArray &digest)
{
    auto found = m_store.tokens.byHash(digest);
    if (!found) {
        const auto known = m_known.constFind(digest);
        const bool isAway = found.error().code == "store.unreachable"_L1;
        return isAway && known != m_known.cend() ? Result<std::optional<Token>>(*known) : found;
    }
    if (!*found)
        m_known.remove(digest);
    else if (m_known.size() < mostKnown || m_known.contains(digest))
        m_known.insert(digest, **found);
    return found;
}

Result<Token> TokenService::recognise(const QByteArray &text)
{
    const Error refused(u"auth.unauthenticated"_s);
    if (!text.startsWith("utk_") || text.size() > 200)
        return refused;
    // Looked up by digest: how long that takes tells nothing about the token.
    const QByteArray digest = digestOf(text);
    const auto found = find(digest);
    if (!found)
        return found.error();
    const TimePoint now = m_clock.now();
    if (!*found || ((*found)->expiresAt && *(*found)->expiresAt <= now))
        return refused;
    Token token = **found;
    if (token.sha256 != digest && (!token.formerUntil || *token.formerUntil <= now))
        return refused;
    // Once a minute is precise enough for people, and does not make every request a write.
    if (!token.lastUsedAt || now - *token.lastUsedAt > std::chrono::minutes(1)) {
        if (m_store.tokens.touch(token.id, now))
            token.lastUsedAt = now;
    }
    return token;
}

} // namespace unmta
