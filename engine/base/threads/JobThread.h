// One thread that does one job after another, for what may take its time. What is not begun when it ends is not done.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace unmta {

class JobThread
{
public:
    using Job = std::function<void()>;

    // Whether somebody waits for what it does (base/threads/ThisThread.h).
    enum class Place
    {
        AmongOthers,
        BehindOthers
    };

    // The name has at most 15 characters. `atEnd` is done last, also where jobs are left.
    explicit JobThread(const char *name, Job atEnd = {}, Place place = Place::AmongOthers);
    ~JobThread(); // stop()
    JobThread(const JobThread &) = delete;
    JobThread &operator=(const JobThread &) = delete;

    // Any thread. After stop() nothing happens.
    void post(Job job);
    // After the job under way. Idempotent; not on the thread itself.
    void stop();

private:
    void run(const char *name, Place place);

    const Job m_atEnd;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs; // under m_mutex
    bool m_isEnding = false;
    std::thread m_thread; // last: everything above exists when it starts
};

} // namespace unmta
