// Answers that wait for their event to be durable, each for a bounded time.
#pragma once

#include "base/Clock.h"
#include "http/HttpHandler.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace unmta::edge {

// An answer that leaves once: when its event is durable, or when the wait is over. Any thread.
class HeldAnswer
{
public:
    HeldAnswer(http::Responder responder, http::HttpResponse response)
        : m_responder(std::move(responder))
        , m_response(std::move(response))
    {}
    // False when it has already left.
    bool release();
    [[nodiscard]] bool released() const { return m_released; }

private:
    std::atomic<bool> m_released = false;
    http::Responder m_responder;
    http::HttpResponse m_response;
};

// Releases held answers when their time is over. All wait equally long, so the first in is the first out.
class AnswerBoard
{
public:
    // Both are called on the board's thread (and by the destructor): `leaving` before a number of answers leave that
    // must not wait any longer, `late` for each of them that did so.
    AnswerBoard(Millis bound, const Clock &clock, std::function<void(std::size_t answers)> leaving,
                std::function<void()> late);
    // Releases what is left.
    ~AnswerBoard();

    void hold(std::shared_ptr<HeldAnswer> answer);

private:
    struct Item
    {
        std::chrono::steady_clock::time_point due;
        std::shared_ptr<HeldAnswer> answer;
    };

    void run();
    void release(const std::vector<std::shared_ptr<HeldAnswer>> &answers);

    const Millis m_bound;
    const Clock &m_clock;
    const std::function<void(std::size_t)> m_leaving;
    const std::function<void()> m_late;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Item> m_items;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace unmta::edge
