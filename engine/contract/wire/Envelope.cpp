#include "contract/wire/Envelope.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<Failure> v)
{
    a("message", v.message);
    a.optional("code", v.code);
    a.optional("errors", v.errors);
    a.optional("request_id", v.requestId);
}

UNMTA_WIRE_CODEC(Failure)

} // namespace unmta::wire
