// Shapes of the management API about what has happened and who is told. Included by Wire.h.
#pragma once

#include "base/Clock.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

// One entry of a tracking domain's timeline.
struct TimelineEntry
{
    TimePoint at;
    QString kind; // "check", "status", "certificate", "mail", "operator", "record"
    QString code; // "ok", "domain.warning", "issued", "mail.sent", "domain.added", "record.changed", …
    QString message;
    int count = 1;                  // of equal ones in a row
    std::optional<TimePoint> until; // the last of them, when there are several
    bool operator==(const TimelineEntry &) const = default;
};

// What became of a test mail.
struct MailTest
{
    bool sent = false;
    QString message;
    QString relay; // "smtp://mail.example.com:587"
    bool operator==(const MailTest &) const = default;
};

// A change of a cluster names what changes.
struct ClusterChange
{
    std::optional<QString> name;
    std::optional<QStringList> notifyTo; // an empty list: the installation's notify.to
};

} // namespace unmta::wire
