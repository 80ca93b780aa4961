#include "contract/wire/Token.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<Token> v)
{
    a("id", v.id);
    a("name", v.name);
    a("scopes", v.scopes);
    a("cluster_id", v.clusterId);
    a("created_at", v.createdAt);
    a("last_used_at", v.lastUsedAt);
    a("expires_at", v.expiresAt);
    a("former_until", v.formerUntil);
    a.omittable("token", v.token);
}

template <typename A>
void fields(A &a, typename A::template Ref<TokenInput> v)
{
    a("name", v.name);
    a("scopes", v.scopes);
    a.nullable("cluster_id", v.clusterId);
    a.nullable("expires_at", v.expiresAt);
}

template <typename A>
void fields(A &a, typename A::template Ref<TokenRotation> v)
{
    a.nullable("overlap", v.overlap);
}

UNMTA_WIRE_CODEC(TokenRotation)
UNMTA_WIRE_CODEC(Token)
UNMTA_WIRE_CODEC(TokenInput)

} // namespace unmta::wire
