// Readiness checks as lines for people: what doctor and setup print.
#pragma once

#include "ctl/Session.h"

namespace unmta::ctl {

// Asks everybody now. Who may only read gets what is known.
[[nodiscard]] Answer<wire::Readiness> probedReadiness(Session &session);

// Refused when a check has failed. What is to do is no fault.
[[nodiscard]] Exit exitOf(const wire::Readiness &readiness);

// A line per check; beneath those that are not ready what to do and what was seen.
void printReadiness(const wire::Readiness &readiness);

} // namespace unmta::ctl
