// What is still missing until a recipient can be tracked. A value per check; their ids and order are those of the API.
#pragma once

#include "base/Clock.h"

#include <QList>
#include <QString>

#include <optional>

namespace unmta {

enum class ReadinessState : std::uint8_t
{
    Ready,
    Todo,   // the operator has not done it yet
    Failed, // it was tried, or was well, and is not
    Unknown // nobody could say, or nobody has looked yet
};

struct ReadinessCheck
{
    QString id;
    ReadinessState state = ReadinessState::Unknown;
    QString sentence;
    QString fix = {};      // empty: nothing to do; lines after the first are to be copied as they are
    QString evidence = {}; // what was seen, perhaps in several lines
    std::optional<TimePoint> checkedAt = {};

    bool operator==(const ReadinessCheck &) const = default;
};

} // namespace unmta
