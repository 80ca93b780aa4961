// The change feed: what changed, not how.
#pragma once

#include "base/ChangeKind.h"

#include <QList>
#include <QString>

namespace unmta::wire {

using unmta::ChangeAction;
using unmta::ChangeKind;

// What changed, not how: readers ask for the state themselves.
struct Change
{
    qint64 sequence = 0;
    ChangeKind kind = ChangeKind::Unknown;
    QString clusterId;
    QString subject; // the domain's name, the cluster's id, …
    ChangeAction action = ChangeAction::Changed;
    bool operator==(const Change &) const = default;
};

struct ChangePage
{
    QString epoch;
    qint64 next = 0;    // pass it as `since`
    bool reset = false; // changes were missed: read everything anew
    QList<Change> changes;
    bool operator==(const ChangePage &) const = default;
};

} // namespace unmta::wire
