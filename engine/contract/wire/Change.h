// The change feed: what changed, not how.
#pragma once

#include <QList>
#include <QString>

namespace unmta::wire {

enum class ChangeAction : std::uint8_t
{
    Added,
    Changed,
    Removed
};

// What changed, not how: readers ask for the state themselves.
struct Change
{
    qint64 sequence = 0;
    // "domain", "cluster", "settings", "token", "notification", "activity", "certificate", "monitor", "dangling",
    // "dns_record"
    QString kind;
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
