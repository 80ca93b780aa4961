// The owner of tracking domains, keys and events.
#pragma once

#include "base/Clock.h"

#include <QString>
#include <QStringList>

#include <cstdint>

namespace unmta {

struct Cluster
{
    QString id; // 8 lower-case hex digits
    QString name;
    TimePoint createdAt;
    QStringList notifyTo = {};   // addresses for mail about it; empty: those of the installation
    std::int64_t downgraded = 0; // of its tracking domains: links are dead that worked before; told, never set

    bool operator==(const Cluster &) const = default;
};

} // namespace unmta
