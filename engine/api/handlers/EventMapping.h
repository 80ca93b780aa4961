// An event as it travels, also to webhooks.
#pragma once

#include "contract/wire/Event.h"
#include "domain/TrackingEvent.h"

namespace unmta {

[[nodiscard]] wire::Event toWire(const TrackingEvent &event);

// As a list of the API has it, as compact text, behind what is there. Any thread.
void appendEventText(QByteArray &text, std::int64_t seq, const TrackingEvent &event);

} // namespace unmta
