// An event as it travels, also to webhooks.
#pragma once

#include "contract/wire/Event.h"
#include "domain/TrackingEvent.h"

namespace unmta {

[[nodiscard]] wire::Event toWire(const TrackingEvent &event);

} // namespace unmta
