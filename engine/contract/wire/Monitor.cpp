#include "contract/wire/Monitor.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<Monitor> v)
{
    a("state", v.state);
    a("reason", v.reason);
    a("explanation", v.explanation);
    a("held_since", v.heldSince);
    a("next_try_at", v.nextTryAt);
    a("would_strike", v.wouldStrike);
    a("would_strike_count", v.wouldStrikeCount);
    a("checked_in_round", v.checkedInRound);
    a("running", v.running);
}

template <typename A>
void fields(A &a, typename A::template Ref<DanglingRecord> v)
{
    a("name", v.name);
    a("target", v.target);
    a("deleted_at", v.deletedAt);
    a("last_seen_at", v.lastSeenAt);
}

UNMTA_WIRE_CODEC(Monitor)
UNMTA_WIRE_CODEC(DanglingRecord)

} // namespace unmta::wire
