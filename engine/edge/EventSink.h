// Where the edge's events go: the port that the recorder fills.
#pragma once

#include "domain/events/EventBatch.h"

namespace unmta::edge {

class EventSink
{
public:
    virtual ~EventSink() = default;
    // Called on edge workers, several at once; must not block.
    virtual void record(EventBatch batch) = 0;
    // Called before that many answers leave whose events are not durable yet: puts what was handed over so far where a
    // killed process does not lose it. Takes a bounded time, however slow the disk.
    virtual void keep(std::size_t answers) = 0;
};

} // namespace unmta::edge
