// Prepares segments (store/events/SegmentPlanner.h) on a thread and a connection of its own, one piece of work at a
// time, while the recorder's thread commits. The recorder's thread gives and takes.
#pragma once

#include "base/Result.h"
#include "store/DatabasePlace.h"
#include "store/events/SegmentPlanner.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace unmta {

class SegmentWorker
{
public:
    // Its connection may have failed to open.
    using Work = std::function<void(const Result<store::SegmentPlanner> &planner)>;

    // `ready` is called on the worker's thread whenever work is done.
    SegmentWorker(store::DatabasePlace events, std::function<void()> ready)
        : m_place(std::move(events))
        , m_ready(std::move(ready))
    {}
    ~SegmentWorker(); // stop()

    void start();
    // After the work under way. Idempotent.
    void stop();

    // Not while it is busy.
    void begin(Work work);
    [[nodiscard]] bool isBusy() const;

private:
    void run();

    const store::DatabasePlace m_place;
    const std::function<void()> m_ready;
    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Work m_work; // from here on under m_mutex
    bool m_isBusy = false;
    bool m_isEnding = true;
};

} // namespace unmta
