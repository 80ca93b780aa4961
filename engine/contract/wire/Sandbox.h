// The sandbox's simulated provider and its clock.
#pragma once

#include "base/Clock.h"

#include <QString>
#include <QStringList>

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

// To people, as an installation with a relay would have sent it.
struct SandboxMail
{
    qint64 id = 0;
    TimePoint at;
    QStringList to; // empty: nobody is named yet
    QString subject;
    QString text;
    QString domain; // that it is about; empty: none
    bool operator==(const SandboxMail &) const = default;
};

// Recipients of a mail who are to be played.
struct SandboxAudienceInput
{
    QString cluster;
    int recipients = 1;
    QString trackingHost; // of the links; empty: the one in force
};

// What they are going to do.
struct SandboxAudience
{
    int recipients = 0;
    int opens = 0;
    int clicks = 0;
    bool operator==(const SandboxAudience &) const = default;
};

} // namespace unmta::wire
