#include "contract/wire/Cluster.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<Cluster> v)
{
    a("id", v.id);
    a("name", v.name);
    a("fallback_host", v.fallbackHost);
    a("default_tracking_domain", v.defaultTrackingDomain);
    a("tracking_host", v.trackingHost);
    a("created_at", v.createdAt);
    a("notify_to", v.notifyTo);
    a("downgraded", v.downgraded);
}

template <typename A>
void fields(A &a, typename A::template Ref<ClusterInput> v)
{
    a("name", v.name);
}

template <typename A>
void fields(A &a, typename A::template Ref<ClusterChange> v)
{
    a.omittable("name", v.name);
    a.omittable("notify_to", v.notifyTo);
}

UNMTA_WIRE_CODEC(Cluster)
UNMTA_WIRE_CODEC(ClusterInput)
UNMTA_WIRE_CODEC(ClusterChange)

} // namespace unmta::wire
