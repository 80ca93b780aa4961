#include "edge/AnswerBoard.h"

#include "base/threads/ThisThread.h"

#include <algorithm>

namespace unmta::edge {

namespace {

// How often the thread wakes at most; answers leave this much before their bound rather than after it.
constexpr Millis grain{5};

} // namespace

bool HeldAnswers::release()
{
    if (m_released.exchange(true))
        return false;
    m_answers.send();
    if (m_left)
        m_left(m_size);
    return true;
}

AnswerBoard::AnswerBoard(Millis bound, const Clock &clock, std::function<void(std::size_t)> leaving,
                         std::function<void(std::size_t answers)> late)
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
    std::vector<std::shared_ptr<HeldAnswers>> rest;
    for (Item &item : m_items)
        rest.push_back(std::move(item.answers));
    release(rest);
}

void AnswerBoard::hold(std::shared_ptr<HeldAnswers> answers)
{
    const std::lock_guard lock(m_mutex);
    m_items.push_back({m_clock.steady() + m_bound, std::move(answers)});
    if (m_items.size() == 1)
        m_changed.notify_one();
}

void AnswerBoard::release(const std::vector<std::shared_ptr<HeldAnswers>> &answers)
{
    std::size_t late = 0;
    for (const auto &held : answers)
        late += held->released() ? 0 : held->size();
    if (late > 0)
        m_leaving(late);
    for (const auto &held : answers) {
        if (held->release())
            m_late(held->size());
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
        std::vector<std::shared_ptr<HeldAnswers>> due;
        while (!m_items.empty() && (m_items.front().due <= now || m_items.front().answers->released())) {
            due.push_back(std::move(m_items.front().answers));
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
