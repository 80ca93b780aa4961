#include "contract/wire/Server.h"

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
void fields(A &a, typename A::template Ref<Listener> v)
{
    a("kind", v.kind);
    a("address", v.address);
    a("port", v.port);
}

template <typename A>
void fields(A &a, typename A::template Ref<Access> v)
{
    a("token", v.token);
    a("scopes", v.scopes);
    a("cluster_id", v.clusterId);
    a("expires_at", v.expiresAt);
}

template <typename A>
void fields(A &a, typename A::template Ref<Server> v)
{
    a("version", v.version);
    a("node", v.node);
    a("listeners", v.listeners);
    a("capabilities", v.capabilities);
    a("epoch", v.epoch);
    a("time", v.time);
    a("target_zone", v.targetZone);
    a("internal_root", v.internalRoot);
    a("access", v.access);
}

template <typename A>
void fields(A &a, typename A::template Ref<BackupInput> v)
{
    a.optional("directory", v.directory);
}

template <typename A>
void fields(A &a, typename A::template Ref<SettingsTestInput> v)
{
    a("what", v.what);
    a.optional("settings", v.settings);
    a.optional("to", v.to);
}

template <typename A>
void fields(A &a, typename A::template Ref<Backup> v)
{
    a("directory", v.directory);
    a("files", v.files);
}

template <typename A>
void fields(A &a, typename A::template Ref<BackupPiece> v)
{
    a("content", v.content);
    a("is_last", v.isLast);
}

template <typename A>
void fields(A &a, typename A::template Ref<StoreHoldInput> v)
{
    a.optional("moved_to", v.movedTo);
}

template <typename A>
void fields(A &a, typename A::template Ref<StoreHold> v)
{
    a("since", v.since);
    a("is_still", v.isStill);
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

UNMTA_WIRE_CODEC(Server)
UNMTA_WIRE_CODEC(BackupInput)
UNMTA_WIRE_CODEC(Backup)
UNMTA_WIRE_CODEC(BackupPiece)
UNMTA_WIRE_CODEC(StoreHoldInput)
UNMTA_WIRE_CODEC(StoreHold)
UNMTA_WIRE_CODEC(ReadinessCheck)
UNMTA_WIRE_CODEC(Readiness)
UNMTA_WIRE_CODEC(SettingsTestInput)

} // namespace unmta::wire
