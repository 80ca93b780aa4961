#include "contract/wire/Change.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <>
std::span<const EnumName<ChangeAction>> enumNames(ChangeAction)
{
    static constexpr EnumName<ChangeAction> names[]{
        {ChangeAction::Added, "added"}, {ChangeAction::Changed, "changed"}, {ChangeAction::Removed, "removed"}};
    return names;
}

template <>
std::span<const EnumName<ChangeKind>> enumNames(ChangeKind)
{
    static constexpr EnumName<ChangeKind> names[]{{ChangeKind::Cluster, "cluster"},
                                                  {ChangeKind::Domain, "domain"},
                                                  {ChangeKind::Activity, "activity"},
                                                  {ChangeKind::Events, "events"},
                                                  {ChangeKind::Settings, "settings"},
                                                  {ChangeKind::Token, "token"},
                                                  {ChangeKind::Notification, "notification"},
                                                  {ChangeKind::Webhook, "webhook"},
                                                  {ChangeKind::Audit, "audit"},
                                                  {ChangeKind::Monitor, "monitor"},
                                                  {ChangeKind::Dangling, "dangling"},
                                                  {ChangeKind::DnsRecord, "dns_record"},
                                                  {ChangeKind::Clock, "clock"},
                                                  {ChangeKind::Readiness, "readiness"}};
    return names;
}

// A newer engine may tell of more; whoever follows must still understand the rest.
template <>
inline constexpr std::optional<ChangeKind> ifUnknown<ChangeKind> = ChangeKind::Unknown;

template <typename A>
void fields(A &a, typename A::template Ref<Change> v)
{
    a("sequence", v.sequence);
    a("kind", v.kind);
    a("cluster_id", v.clusterId);
    a("subject", v.subject);
    a("action", v.action);
}

template <typename A>
void fields(A &a, typename A::template Ref<ChangePage> v)
{
    a("epoch", v.epoch);
    a("next", v.next);
    a("reset", v.reset);
    a("changes", v.changes);
}

UNMTA_WIRE_CODEC(Change)
UNMTA_WIRE_CODEC(ChangePage)

} // namespace unmta::wire
