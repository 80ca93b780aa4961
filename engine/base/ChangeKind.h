// What the change feed tells of: its subjects and what happened to them. Names on the wire: contract/wire/Change.cpp.
#pragma once

#include <cstdint>

namespace unmta {

enum class ChangeKind : std::uint8_t
{
    Unknown, // of a newer engine; never told by this one
    Cluster,
    Domain, // also of its certificate
    Activity,
    Events, // some were deleted
    Settings,
    Token,
    Notification,
    Webhook,
    Audit, // the subject is what was done: "domain.added"
    Monitor,
    Dangling,
    DnsRecord, // at the sandbox's simulated provider
    Clock,     // of the sandbox
    Readiness, // the subject is the check's id
};

enum class ChangeAction : std::uint8_t
{
    Added,
    Changed,
    Removed,
};

} // namespace unmta
