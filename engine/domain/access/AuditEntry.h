// Who did what to what: one entry per operator action.
#pragma once

#include "base/Clock.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace unmta {

struct AuditEntry
{
    std::int64_t id = 0;
    TimePoint at;
    QString actor;                    // "token:deploy", "local", "engine"
    QString action;                   // "domain.added"
    QString subject;                  // what it was done to: "track.example.com", a setting's key, a token's name
    std::optional<QString> clusterId; // none: concerns the whole installation
    QString detail;                   // never a secret
    QString peer = {};                // the address that asked; empty: this computer, by no network
    QByteArray before = {};           // as JSON, as far as it changed; empty: there was nothing
    QByteArray after = {};            // never a secret either
    QString node = {};                // at which of several nodes, by name; empty where there is but one

    bool operator==(const AuditEntry &) const = default;
};

} // namespace unmta
