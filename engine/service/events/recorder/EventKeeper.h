// Has events whose answers must leave now written to the spool, on a thread of its own: whoever waits for that waits
// for a bounded time only, even where the file system stands still.
#pragma once

#include "base/Clock.h"

#include <QByteArray>

#include <condition_variable>
#include <functional>
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
        quint64 generation = 0;                                 // of `next`; that of `current` is one less
        std::shared_ptr<const std::vector<QByteArray>> current; // PackedEvents.h, one per hand-over
        std::size_t currentFrom = 0;                            // those before are committed or kept already
        std::vector<QByteArray> next;
        quint64 answeredEarly = 0;
    };

    // True when the system has taken it. Runs on the keeper's thread.
    using Write = std::function<bool(const Work &)>;

    explicit EventKeeper(Write write)
        : m_write(std::move(write))
    {}
    ~EventKeeper(); // stop()

    void start();
    // Any thread, idempotent. Later work is refused.
    void stop();

    // Any thread. True when it has been written; false at once while something that nobody waits for any more has not.
    [[nodiscard]] bool keep(Work work, Millis patience);

private:
    void run();

    const Write m_write;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Work> m_work; // from here on under m_mutex
    bool m_busy = false;        // from the moment that work is given until it is written
    bool m_written = false;     // what became of the last one
    bool m_ending = true;
};

} // namespace unmta
