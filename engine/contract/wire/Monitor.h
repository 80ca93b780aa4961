// The daily checks of active domains, and the records that deleted ones left behind.
#pragma once

#include "base/Clock.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

struct Monitor
{
    QString state;       // "running", "held"
    QString reason;      // while held: "canaries" (DNS cannot be believed) or "breaker" (too much changed at once)
    QString explanation; // a sentence; empty while running
    std::optional<TimePoint> heldSince;
    std::optional<TimePoint> nextTryAt;
    QStringList wouldStrike; // the domains that releasing would strike; the first hundred
    qint64 wouldStrikeCount = 0;
    qint64 checkedInRound = 0;
    qint64 running = 0; // checks under way
    bool operator==(const Monitor &) const = default;
};

// A deleted domain whose record was still there when it was last looked for.
struct DanglingRecord
{
    QString name;
    QString target; // where it leads; nothing answers there any more
    TimePoint deletedAt;
    TimePoint lastSeenAt;
    bool operator==(const DanglingRecord &) const = default;
};

} // namespace unmta::wire
