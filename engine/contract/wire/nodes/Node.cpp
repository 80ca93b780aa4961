#include "contract/wire/nodes/Node.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<Node> v)
{
    a("id", v.id);
    a("name", v.name);
    a("version", v.version);
    a("state", v.state);
    a("upkeep", v.hasUpkeep);
    a("this", v.isThis);
    a("started_at", v.startedAt);
    a("seen_at", v.seenAt);
    a("behind_seconds", v.behindSeconds);
    a("requests", v.requests);
    a("requests_per_second", v.requestsPerSecond);
    a("events_waiting", v.eventsWaiting);
    a("certificates", v.certificates);
}

UNMTA_WIRE_CODEC(Node)

} // namespace unmta::wire
