#include "service/events/EventEraser.h"

#include "base/Log.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds restPause{1};

} // namespace

void EventEraser::start(Instant now)
{
    const auto remains = m_store.hasRemains();
    if (remains && !*remains)
        return;
    m_phase = Phase::Fill;
    m_dueAt = now;
}

void EventEraser::begin(ErasureRequest request, Instant now)
{
    m_request = std::move(request);
    m_phase = Phase::Expand;
    m_reached = 0;
    m_deleted = 0;
    m_dueAt = now;
    if (const auto taken = takeExtent(); !taken)
        abort(taken.error());
}

Result<void> EventEraser::takeExtent()
{
    const auto batch = m_store.lastBatch();
    if (!batch)
        return batch.error();
    m_lastBatch = *batch;
    // Before the first deletion, so that whatever happens on the way, the next start finds it.
    return m_store.noteRemains();
}

void EventEraser::abort(const Error &why)
{
    if (!m_request)
        return;
    answer(why);
    m_phase = Phase::Fill;
}

void EventEraser::answer(const Result<std::int64_t> &result)
{
    if (!m_request)
        return;
    const ErasureRequest request = *std::exchange(m_request, {});
    request.done(result);
}

void EventEraser::step(Instant now)
{
    const auto outcome = stepOfPhase(now);
    if (outcome && *outcome)
        endPhase(now);
    else if (outcome && m_phase != Phase::EmptyLog)
        m_dueAt = now;
    else
        rest(outcome, now);
}

Result<bool> EventEraser::stepOfPhase(Instant now)
{
    switch (m_phase) {
    case Phase::Expand:
        return expand(now);
    case Phase::Erase:
        return erase();
    case Phase::Fill:
        return m_store.fill();
    case Phase::Clear:
        return m_store.clear();
    case Phase::EmptyLog:
        break;
    }
    return m_store.emptyLog();
}

// What waits is not deleted from its batch: the sums would then depend on how quick one was.
Result<bool> EventEraser::expand(Instant now)
{
    const auto first = m_store.firstBatch();
    if (!first)
        return first.error();
    if (*first > 0 && *first <= m_lastBatch) {
        m_expander.step(now);
        if (m_expander.failure())
            return *m_expander.failure();
        return false;
    }
    const auto last = m_store.lastEvent();
    if (!last)
        return last.error();
    m_lastEvent = *last;
    return true;
}

Result<bool> EventEraser::erase()
{
    const auto step = m_store.erase(m_request->recipient, m_reached, m_lastEvent);
    if (!step)
        return step.error();
    m_deleted += step->deleted;
    m_reached = step->reached;
    return m_reached >= m_lastEvent;
}

void EventEraser::endPhase(Instant now)
{
    m_dueAt = now;
    switch (m_phase) {
    case Phase::Expand:
        m_phase = Phase::Erase;
        break;
    case Phase::Erase:
        m_phase = Phase::Fill;
        break;
    case Phase::Fill:
        m_phase = Phase::Clear;
        break;
    case Phase::Clear:
        m_phase = Phase::EmptyLog;
        break;
    case Phase::EmptyLog:
        m_dueAt.reset();
        answer(m_deleted);
        break;
    }
}

// Nobody waits for the remains: the rows are gone, and this goes on by itself.
void EventEraser::rest(const Result<bool> &outcome, Instant now)
{
    if (m_phase == Phase::Expand || m_phase == Phase::Erase)
        return abort(outcome.error());
    if (!outcome && m_request)
        qCWarning(lcStore).noquote() << u"what was deleted is not overwritten for now: "_s + describe(outcome.error());
    answer(m_deleted);
    m_dueAt = now + restPause;
}

} // namespace unmta
