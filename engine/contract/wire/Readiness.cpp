#include "contract/wire/Readiness.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <>
std::span<const EnumName<ReadinessState>> enumNames(ReadinessState)
{
    static constexpr EnumName<ReadinessState> names[]{{ReadinessState::Ready, "ready"},
                                                      {ReadinessState::Todo, "todo"},
                                                      {ReadinessState::Failed, "failed"},
                                                      {ReadinessState::Unknown, "unknown"}};
    return names;
}

template <typename A>
void fields(A &a, typename A::template Ref<ReadinessCheck> v)
{
    a("id", v.id);
    a("state", v.state);
    a("sentence", v.sentence);
    a("fix", v.fix);
    a("evidence", v.evidence);
    a("checked_at", v.checkedAt);
}

template <typename A>
void fields(A &a, typename A::template Ref<Readiness> v)
{
    a("ready", v.isReady);
    a("checks", v.checks);
}

UNMTA_WIRE_CODEC(ReadinessCheck)
UNMTA_WIRE_CODEC(Readiness)

} // namespace unmta::wire
