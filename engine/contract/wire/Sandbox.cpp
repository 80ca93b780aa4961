#include "contract/wire/Sandbox.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<DnsRecord> v)
{
    a("name", v.name);
    a("type", v.type);
    a("value", v.value);
    a.optional("ttl", v.ttl);
}

template <typename A>
void fields(A &a, typename A::template Ref<ClockInput> v)
{
    a("advance", v.advance);
}

template <typename A>
void fields(A &a, typename A::template Ref<ClockState> v)
{
    a("time", v.time);
}

template <typename A>
void fields(A &a, typename A::template Ref<SandboxMail> v)
{
    a("id", v.id);
    a("at", v.at);
    a("to", v.to);
    a("subject", v.subject);
    a("text", v.text);
    a("domain", v.domain);
}

template <typename A>
void fields(A &a, typename A::template Ref<SandboxAudienceInput> v)
{
    a("cluster", v.cluster);
    a("recipients", v.recipients);
    a.optional("tracking_host", v.trackingHost);
}

template <typename A>
void fields(A &a, typename A::template Ref<SandboxAudience> v)
{
    a("recipients", v.recipients);
    a("opens", v.opens);
    a("clicks", v.clicks);
}

UNMTA_WIRE_CODEC(SandboxMail)
UNMTA_WIRE_CODEC(SandboxAudienceInput)
UNMTA_WIRE_CODEC(SandboxAudience)
UNMTA_WIRE_CODEC(DnsRecord)
UNMTA_WIRE_CODEC(ClockInput)
UNMTA_WIRE_CODEC(ClockState)

} // namespace unmta::wire
