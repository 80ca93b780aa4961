#include "contract/wire/Server.h"

#include "contract/json/JsonArchive.h"

namespace unmta::wire {

template <typename A>
void fields(A &a, typename A::template Ref<Listener> v)
{
    a("kind", v.kind);
    a("address", v.address);
    a("port", v.port);
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
}

template <typename A>
void fields(A &a, typename A::template Ref<BackupInput> v)
{
    a.optional("directory", v.directory);
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

UNMTA_WIRE_CODEC(Server)
UNMTA_WIRE_CODEC(BackupInput)
UNMTA_WIRE_CODEC(Backup)
UNMTA_WIRE_CODEC(BackupPiece)

} // namespace unmta::wire
