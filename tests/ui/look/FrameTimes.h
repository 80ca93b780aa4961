// How long the window's thread works: for one frame, and at a stretch without looking at anything else. Work of this
// thread, not time on the wall, so that a busy machine tells the same.
#pragma once

#include <QCoreApplication>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <utility>

namespace unmta::test {

inline constexpr double frameMs = 16;
inline constexpr double blockMs = 50;

inline double threadCpuMs()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return double(spent.tv_sec) * 1e3 + double(spent.tv_nsec) / 1e6;
}

class FrameTimes
{
public:
    explicit FrameTimes(QWidget &window)
        : m_window(window)
    {}

    // Once with `act`, everything that it posts, and the painting.
    void add(const std::function<void()> &act)
    {
        const double before = threadCpuMs();
        act();
        QCoreApplication::sendPostedEvents();
        m_window.repaint();
        m_taken.append(threadCpuMs() - before);
    }
    // Prints them, and begins anew. False when it was too slow.
    [[nodiscard]] bool tell(const char *what)
    {
        std::sort(m_taken.begin(), m_taken.end());
        const double median = m_taken.at(m_taken.size() / 2);
        const double most = m_taken.last();
        std::printf("%-28s %5lld frames   median %6.2f   p99 %6.2f   longest %6.2f ms\n", what,
                    static_cast<long long>(m_taken.size()), median, m_taken.at(m_taken.size() * 99 / 100), most);
        m_taken.clear();
        return median <= frameMs && most <= blockMs;
    }

private:
    QWidget &m_window;
    QList<double> m_taken;
};

// Wants to run all the time: the most work between two of its beats is the longest block.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setInterval(1); // one of 0 waits until there is nothing else to do
        connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
        m_timer.start();
    }
    // Since this was asked for last, with what has been done since the last beat.
    double longestMs()
    {
        beat();
        return std::exchange(m_longest, 0);
    }

private:
    void beat()
    {
        const double now = threadCpuMs();
        m_longest = std::max(m_longest, now - m_last);
        m_last = now;
    }

    QTimer m_timer;
    double m_last = threadCpuMs();
    double m_longest = 0;
};

} // namespace unmta::test
