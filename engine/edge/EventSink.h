// Where the edge's events go: the port that the recorder fills.
#pragma once

#include "domain/TrackingEvent.h"

#include <functional>

namespace unmta::edge {

class EventSink
{
public:
    virtual ~EventSink() = default;
    // Called on edge workers, several at once; must not block. `done` is called once, from any thread, maybe at once:
    // true when the event is durable, false when it could not be recorded.
    virtual void record(TrackingEvent event, std::function<void(bool durable)> done) = 0;
};

} // namespace unmta::edge
