// Some events on their way to the store, and who waits for them: what is handed over at once.
#pragma once

#include <QByteArray>

#include <cstdint>
#include <functional>
#include <optional>

namespace unmta {

// Which events.db it was first recorded in, and that one's number for the last of the events. A store takes each of its
// events once, however often they are handed over.
struct EventOrigin
{
    std::int64_t source = 0;
    std::int64_t lastSeq = 0;
};

struct EventBatch
{
    // True when they are durable, false when they could not be recorded. Runs exactly once, in any thread.
    using Done = std::function<void(bool durable)>;

    QByteArray packed; // PackedEvents.h
    std::size_t events = 0;
    Done done;
    std::optional<EventOrigin> origin = {}; // none: this is where it is first recorded
};

} // namespace unmta
