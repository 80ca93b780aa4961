// Prepares segments (store/events/SegmentPlanner.h) on a thread and a connection of its own, one piece of work at a
// time, while the recorder's thread commits. The recorder's thread gives and takes.
#pragma once

#include "base/Result.h"
#include "base/threads/JobThread.h"
#include "store/Database.h"
#include "store/events/SegmentPlanner.h"

#include <atomic>
#include <functional>
#include <memory>

namespace unmta {

class SegmentWorker
{
public:
    // Its connection may have failed to open.
    using Work = std::function<void(const Result<store::SegmentPlanner> &planner)>;

    // `ready` is called on the worker's thread whenever work is done.
    SegmentWorker(store::DatabasePlace events, std::function<void()> ready);

    // Not while it is busy.
    void begin(Work work);
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    // After the work under way. Idempotent.
    void stop() { m_thread.stop(); }

private:
    void run(const Work &work);

    const store::DatabasePlace m_place;
    const std::function<void()> m_ready;
    std::atomic<bool> m_isBusy = false;
    std::unique_ptr<store::Database> m_database; // the thread's, also to be closed there
    JobThread m_thread;                          // last: it uses the others
};

} // namespace unmta
