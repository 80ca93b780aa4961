// event follow: prints events as they happen.
#pragma once

#include "ctl/events/EventSelection.h"

namespace unmta::ctl {

struct FollowInput
{
    EventSelection selection;
    bool fromStart = false;
    QString patience; // with an engine that does not answer; a duration
};

// Goes on where it was when the engine comes back in time; says with which cursor to go on when it does not.
[[nodiscard]] Outcome followEvents(Session &session, const FollowInput &input);

} // namespace unmta::ctl
