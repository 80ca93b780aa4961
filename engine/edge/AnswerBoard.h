// Answers that wait for their event to be durable, each for a bounded time.
#pragma once

#include "base/Clock.h"
#include "http/HttpHandler.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace unmta::edge {

// Answers that leave once: when their events are durable, or when the wait is over. Any thread.
class HeldAnswers
{
public:
    // `left` is called once, with their number, after they have left.
    HeldAnswers(http::ResponderBatch answers, std::function<void(std::size_t answers)> left)
        : m_size(answers.size())
        , m_answers(std::move(answers))
        , m_left(std::move(left))
    {}
    // False when they have already left.
    bool release();
    [[nodiscard]] bool released() const { return m_released; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    std::atomic<bool> m_released = false;
    const std::size_t m_size;
    http::ResponderBatch m_answers;
    const std::function<void(std::size_t)> m_left;
};

// Releases held answers when their time is over. All wait equally long, so the first in is the first out.
class AnswerBoard
{
public:
    // Both are called on the board's thread (and by the destructor): `leaving` before a number of answers leave that
    // must not wait any longer, `late` with how many of them did so.
    AnswerBoard(Millis bound, const Clock &clock, std::function<void(std::size_t answers)> leaving,
                std::function<void(std::size_t answers)> late);
    // Releases what is left.
    ~AnswerBoard();

    void hold(std::shared_ptr<HeldAnswers> answers);

private:
    struct Item
    {
        std::chrono::steady_clock::time_point due;
        std::shared_ptr<HeldAnswers> answers;
    };

    void run();
    void release(const std::vector<std::shared_ptr<HeldAnswers>> &answers);

    const Millis m_bound;
    const Clock &m_clock;
    const std::function<void(std::size_t)> m_leaving;
    const std::function<void(std::size_t)> m_late;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Item> m_items;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace unmta::edge
