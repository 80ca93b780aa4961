// Some events on their way to the store, and who waits for them: what is handed over at once.
#pragma once

#include <QByteArray>

#include <functional>

namespace unmta {

struct EventBatch
{
    // True when they are durable, false when they could not be recorded. Runs exactly once, in any thread.
    using Done = std::function<void(bool durable)>;

    QByteArray packed; // PackedEvents.h
    std::size_t events = 0;
    Done done;
};

} // namespace unmta
