#include "contract/wire/figures/Figures.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<TopHost> v)
{
    a("host", v.host);
    a("opens", v.opens);
    a("clicks", v.clicks);
    a("opens_by_people", v.opensByPeople);
    a("clicks_by_people", v.clicksByPeople);
}

template <typename A>
void fields(A &a, typename A::template Ref<TopLink> v)
{
    a("url", v.url);
    a("clicks", v.clicks);
    a("clicks_by_people", v.clicksByPeople);
}

template <typename A>
void fields(A &a, typename A::template Ref<TopLinks> v)
{
    a("links", v.links);
    a("clicks", v.clicks);
    a("missed_at_most", v.missedAtMost);
    a("counted_since", v.countedSince);
}

template <typename A>
void fields(A &a, typename A::template Ref<ServerLoad> v)
{
    a("started_at", v.startedAt);
    a("requests", v.requests);
    a("recent_requests", v.recentRequests);
    a("recent_seconds", v.recentSeconds);
    a("median_us", v.medianMicros);
    a("p99_us", v.p99Micros);
    a("connections", v.connections);
    a("recording", v.recording);
    a("events_waiting", v.eventsWaiting);
    a("events_dropped", v.eventsDropped);
    a("webhooks_waiting", v.webhooksWaiting);
    a("webhooks_behind_seconds", v.webhooksBehindSeconds);
    a("mails_waiting", v.mailsWaiting);
    a("store_bytes", v.storeBytes);
    a("free_bytes", v.freeBytes);
}

UNMTA_WIRE_CODEC(TopHost)
UNMTA_WIRE_CODEC(TopLink)
UNMTA_WIRE_CODEC(TopLinks)
UNMTA_WIRE_CODEC(ServerLoad)

} // namespace unmta::wire
