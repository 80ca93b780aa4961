// An event as it travels, also to webhooks, and what is asked for of the events.
#pragma once

#include "base/Result.h"
#include "contract/wire/Event.h"
#include "domain/TrackingEvent.h"
#include "service/events/EventQuery.h"

namespace unmta {

struct ApiCall;

// By the parameters that lists of events, their sums and their most clicked links have in common; what is not given
// stands for any. Errors: request.bad_query, with the parameter.
[[nodiscard]] Result<EventQuery> eventQueryOf(const ApiCall &call, const QString &clusterId);

[[nodiscard]] wire::Event toWire(const TrackingEvent &event);

// As a list of the API has it, as compact text, behind what is there. Any thread.
void appendEventText(QByteArray &text, std::int64_t seq, const TrackingEvent &event);

} // namespace unmta
