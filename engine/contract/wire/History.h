// What has happened: to a tracking domain, and by whom.
#pragma once

#include "base/Clock.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace unmta::wire {

// One entry of a tracking domain's timeline.
struct TimelineEntry
{
    TimePoint at;
    QString kind; // "check", "status", "certificate", "mail", "operator", "record", "node"
    QString code; // "ok", "domain.warning", "issued", "mail.sent", "domain.added", "record.changed", …
    QString message;
    int count = 1;                  // of equal ones in a row
    std::optional<TimePoint> until; // the last of them, when there are several
    QString node;                   // which of several nodes did it, by name; empty where that does not matter
    bool operator==(const TimelineEntry &) const = default;
};

struct AuditEntry
{
    qint64 id = 0;
    TimePoint at;
    QString actor;  // "local", "console", or the token's name
    QString action; // "domain.add", …
    QString subject;
    QString detail;
    std::optional<QString> peer; // the address that asked; none: this computer, by no network
    // What it was, as far as it changed, and what it became; empty where nothing was or is. Secrets are left out.
    QJsonObject before;
    QJsonObject after;
    QString node; // at which of several nodes, by name; empty where there is but one
    bool operator==(const AuditEntry &) const = default;
};

} // namespace unmta::wire
