// The owners of tracking domains, keys and events.
#pragma once

#include "base/Clock.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

struct Cluster
{
    QString id;
    QString name;
    QString fallbackHost;
    std::optional<QString> defaultTrackingDomain;
    QString trackingHost; // the one in force for new mail
    TimePoint createdAt;
    QStringList notifyTo = {}; // mail addresses; empty: those of the installation
    qint64 downgraded = 0;     // of its tracking domains: links are dead that worked before
    bool operator==(const Cluster &) const = default;
};

struct ClusterInput
{
    QString name;
};

// A change of a cluster names what changes.
struct ClusterChange
{
    std::optional<QString> name;
    std::optional<QStringList> notifyTo; // an empty list: the installation's notify.to
};

} // namespace unmta::wire
