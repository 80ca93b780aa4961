// The engines that share a store on a server.
#pragma once

#include "base/Clock.h"

#include <QString>

#include <optional>

namespace unmta::wire {

struct Node
{
    QString id;
    QString name; // of its computer
    QString version;
    QString state;          // "active", "draining", "silent"
    bool hasUpkeep = false; // it is the one that checks, orders, mails, and calls webhooks
    bool isThis = false;    // the one that answers
    TimePoint startedAt;
    TimePoint seenAt;             // its last sign of life
    qint64 behindSeconds = 0;     // since it has taken in the last of what others have changed
    qint64 requests = 0;          // since its start
    qint64 requestsPerSecond = 0; // a moment ago
    qint64 eventsWaiting = 0;     // recorded there, and not in the store yet
    qint64 certificates = 0;      // that it can show
    bool operator==(const Node &) const = default;
};

} // namespace unmta::wire
