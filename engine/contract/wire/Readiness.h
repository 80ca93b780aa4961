// What is still missing until a recipient can be tracked, as a list of named checks.
#pragma once

#include "base/Clock.h"

#include <QList>
#include <QString>

#include <optional>

namespace unmta::wire {

enum class ReadinessState
{
    Ready,
    Todo,   // the operator has not done it yet
    Failed, // it was tried, or was well, and is not
    Unknown // nobody could say, or nobody has looked yet
};

struct ReadinessCheck
{
    QString id; // "target_zone", …: service/readiness/Readiness.h
    ReadinessState state = ReadinessState::Unknown;
    QString sentence;
    QString fix;                        // empty: nothing to do; lines after the first are to be copied as they are
    QString evidence;                   // what was seen, perhaps in several lines
    std::optional<TimePoint> checkedAt; // none: not looked at yet
    bool operator==(const ReadinessCheck &) const = default;
};

struct Readiness
{
    bool isReady = false; // nothing is to do, and nothing has failed
    QList<ReadinessCheck> checks;
    bool operator==(const Readiness &) const = default;
};

} // namespace unmta::wire
