// Does on a thread of its own what may hang with the disk, so that whoever asks for it waits for a bounded time. One
// thing at a time: while one that was given up is still under way, everything else is refused at once, so the order of
// what reaches the disk is the order in which it was asked for.
#pragma once

#include "base/Clock.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace unmta::store {

class DiskHand
{
public:
    DiskHand();
    ~DiskHand(); // waits for what is under way

    // One caller at a time. What `work` returns, or none when it has not been done in that time or could not be begun.
    // Work that was given up goes on, with what it has captured.
    [[nodiscard]] std::optional<int> run(std::function<int()> work, Millis patience);
    // Returns when nothing is under way.
    void wait();

private:
    void serve();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::function<int()> m_work; // from here on under m_mutex; empty: none is waiting to be begun
    bool m_busy = false;         // from the moment that work is given until it is done
    int m_outcome = 0;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace unmta::store
