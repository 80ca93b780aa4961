#include "contract/wire/History.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<TimelineEntry> v)
{
    a("at", v.at);
    a("kind", v.kind);
    a("code", v.code);
    a("message", v.message);
    a("count", v.count);
    a("until", v.until);
    a("node", v.node);
}

template <typename A>
void fields(A &a, typename A::template Ref<AuditEntry> v)
{
    a("id", v.id);
    a("at", v.at);
    a("actor", v.actor);
    a("action", v.action);
    a("subject", v.subject);
    a("detail", v.detail);
    a("peer", v.peer);
    a("before", v.before);
    a("after", v.after);
    a("node", v.node);
}

UNMTA_WIRE_CODEC(TimelineEntry)
UNMTA_WIRE_CODEC(AuditEntry)

} // namespace unmta::wire
