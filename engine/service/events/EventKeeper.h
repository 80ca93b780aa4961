// Writes events whose answers must leave now to the spool, on a thread of its own: whoever waits for that waits for a
// bounded time only, even where the file system stands still.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/TrackingEvent.h"
#include "store/events/EventSpool.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace unmta {

class EventKeeper
{
public:
    // Events of the commit under way, and of the one after it.
    struct Work
    {
        quint64 generation = 0; // of `next`; that of `current` is one less
        std::shared_ptr<const std::vector<TrackingEvent>> current;
        std::size_t currentFrom = 0; // those before are committed or kept already
        std::vector<TrackingEvent> next;
        quint64 answeredEarly = 0;
    };

    explicit EventKeeper(const QString &eventsPath)
        : m_spool(eventsPath)
    {}
    ~EventKeeper(); // stop()

    // Errors: store.not_writable.
    [[nodiscard]] Result<void> start();
    // Any thread, idempotent. Later work is refused.
    void stop();

    // Any thread. True when it has been written.
    [[nodiscard]] bool keep(Work work, Millis patience);

    [[nodiscard]] store::EventSpool &spool() { return m_spool; }

private:
    void run();
    [[nodiscard]] bool write(const Work &work);

    store::EventSpool m_spool;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Work> m_work; // from here on under m_mutex
    bool m_busy = false;        // from the moment that work is given until it is written
    bool m_written = false;     // what became of the last one
    bool m_ending = true;
};

} // namespace unmta
