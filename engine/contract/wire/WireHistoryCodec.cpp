// Codecs of WireHistory.h.
#include "contract/wire/JsonArchive.h"
#include "contract/wire/WireCodec.h"
#include "contract/wire/WireHistory.h"

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
}

template <typename A>
void fields(A &a, typename A::template Ref<MailTest> v)
{
    a("sent", v.sent);
    a("message", v.message);
    a("relay", v.relay);
}

template <typename A>
void fields(A &a, typename A::template Ref<ClusterChange> v)
{
    a.omittable("name", v.name);
    a.omittable("notify_to", v.notifyTo);
}

UNMTA_WIRE_CODEC(TimelineEntry)
UNMTA_WIRE_CODEC(MailTest)
UNMTA_WIRE_CODEC(ClusterChange)

} // namespace unmta::wire
