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
    // Called before that many answers leave whose events are not durable yet: puts what was handed over so far where a
    // killed process does not lose it. Takes a bounded time, however slow the disk.
    virtual void keep(std::size_t answers) = 0;
};

} // namespace unmta::edge
