#include "edge/AnswerBoard.h"

#include "base/ThreadName.h"

#include <algorithm>

namespace unmta::edge {

namespace {

// How often the thread wakes at most; answers leave this much before their bound rather than after it.
constexpr Millis grain{5};

} // namespace

bool HeldAnswer::release()
{
    if (m_released.exchange(true))
        return false;
    m_responder.send(std::move(m_response));
    return true;
}

AnswerBoard::AnswerBoard(Millis bound, const Clock &clock, std::function<void(std::size_t)> leaving,
                         std::function<void()> late)
    : m_bound(std::max(bound - grain, Millis(1)))
    , m_clock(clock)
    , m_leaving(std::move(leaving))
    , m_late(std::move(late))
    , m_thread([this] { run(); })
{}

AnswerBoard::~AnswerBoard()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
    std::vector<std::shared_ptr<HeldAnswer>> rest;
    for (Item &item : m_items)
        rest.push_back(std::move(item.answer));
    release(rest);
}

void AnswerBoard::hold(std::shared_ptr<HeldAnswer> answer)
{
    const std::lock_guard lock(m_mutex);
    m_items.push_back({m_clock.steady() + m_bound, std::move(answer)});
    if (m_items.size() == 1)
        m_changed.notify_one();
}

void AnswerBoard::release(const std::vector<std::shared_ptr<HeldAnswer>> &answers)
{
    const auto late = std::count_if(answers.begin(), answers.end(), [](const auto &a) { return !a->released(); });
    if (late > 0)
        m_leaving(static_cast<std::size_t>(late));
    for (const auto &answer : answers) {
        if (answer->release())
            m_late();
    }
}

void AnswerBoard::run()
{
    nameThisThread("late-answers");
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (m_items.empty()) {
            m_changed.wait(lock, [this] { return m_ending || !m_items.empty(); });
            continue;
        }
        const auto now = m_clock.steady();
        std::vector<std::shared_ptr<HeldAnswer>> due;
        while (!m_items.empty() && (m_items.front().due <= now || m_items.front().answer->released())) {
            due.push_back(std::move(m_items.front().answer));
            m_items.pop_front();
        }
        lock.unlock();
        release(due);
        due.clear();
        lock.lock();
        if (!m_items.empty() && !m_ending) {
            const auto pause = m_items.front().due - now;
            m_changed.wait_for(lock, std::max<std::chrono::steady_clock::duration>(pause, grain),
                               [this] { return m_ending; });
        }
    }
}

} // namespace unmta::edge
