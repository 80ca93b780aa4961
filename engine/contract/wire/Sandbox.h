// The sandbox's simulated provider and its clock.
#pragma once

#include "base/Clock.h"

#include <QString>

namespace unmta::wire {

// A record of the sandbox's simulated provider.
struct DnsRecord
{
    QString name;
    QString type;
    QString value;
    int ttl = 60;
    bool operator==(const DnsRecord &) const = default;
};

struct ClockInput
{
    QString advance; // a duration, for example "24h"
};

struct ClockState
{
    TimePoint time;
    bool operator==(const ClockState &) const = default;
};

} // namespace unmta::wire
