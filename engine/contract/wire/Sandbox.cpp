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

UNMTA_WIRE_CODEC(DnsRecord)
UNMTA_WIRE_CODEC(ClockInput)
UNMTA_WIRE_CODEC(ClockState)

} // namespace unmta::wire
