// What a node tells of itself for the audit log: that it is new among the others, or that the upkeep is its own now.
#pragma once

#include "domain/access/AuditEntry.h"

namespace unmta {

struct NodeNews
{
    enum class Kind : std::uint8_t
    {
        Joined,
        TookOver,
    };
    Kind kind = Kind::Joined;
    QString id;
    QString name;
    QString version;
    QString beforeId = {}; // who had the upkeep until then
    QString beforeName = {};
};

// By the engine; the detail is the node's name, and what it took over stands as the value before and after.
[[nodiscard]] AuditEntry auditEntryOf(const NodeNews &news);

} // namespace unmta
