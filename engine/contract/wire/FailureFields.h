// What codecs of shapes that have a refusal within need beside their own fields. Internal to this folder.
#pragma once

#include "contract/json/JsonArchive.h"
#include "contract/wire/Envelope.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<Failure> v)
{
    a("message", v.message);
    a.optional("code", v.code);
    a.optional("errors", v.errors);
    a.optional("request_id", v.requestId);
}

} // namespace unmta::wire
