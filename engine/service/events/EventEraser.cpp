#include "service/events/EventEraser.h"

#include "base/Log.h"
#include "store/events/EventLog.h"

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
    m_phase = Phase::Merge;
    m_last = m_log.lastSeq();
    m_reached = 0;
    m_deleted = 0;
    m_dueAt = now;
    // Before the first deletion, so that whatever happens on the way, the next start finds it.
    if (const auto noted = m_store.noteRemains(); !noted)
        abort(noted.error());
}

std::optional<EventEraser::Instant> EventEraser::dueAt() const
{
    const bool needsWorker = m_phase == Phase::Merge || m_phase == Phase::Erase;
    return needsWorker && m_worker.isBusy() ? std::nullopt : m_dueAt;
}

void EventEraser::abort(const Error &why)
{
    if (!m_request)
        return;
    answer(why);
    m_job.abandon();
    m_merger.recount(Instant::clock::now());
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
    const auto outcome = stepOfPhase();
    if (outcome && *outcome)
        endPhase(now);
    else if (outcome && m_phase != Phase::EmptyLog)
        m_dueAt = now;
    else
        rest(outcome, now);
}

Result<bool> EventEraser::stepOfPhase()
{
    switch (m_phase) {
    case Phase::Merge:
        return merge();
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

Result<bool> EventEraser::apply(const Result<store::SegmentChange> &change)
{
    if (!change)
        return change.error();
    if (change->isEmpty())
        return true;
    const auto applied = m_log.apply(*change);
    if (applied && *applied)
        m_deleted += change->deleted;
    return applied;
}

// What waits is left out where it becomes part of a segment.
Result<bool> EventEraser::merge()
{
    if (const auto change = m_job.take()) {
        if (const auto applied = apply(*change); !applied)
            return applied;
    }
    const auto waits = m_store.unmerged(m_last);
    if (!waits)
        return waits.error();
    if (waits->isNothing())
        return true;
    m_job.begin([erased = m_request->recipient, rows = waits->rows](const store::SegmentPlanner &planner) {
        return rows ? planner.mergeRows(planner.rowsAtOnce) : planner.mergeBatches(planner.eventsAtOnce, erased);
    });
    return false;
}

Result<bool> EventEraser::erase()
{
    if (const auto change = m_job.take()) {
        const auto applied = apply(*change);
        if (!applied)
            return applied;
        if (*applied)
            m_reached = *m_reaching;
    }
    if (m_reached >= m_last)
        return true;
    m_reaching = std::make_shared<std::int64_t>(0);
    m_job.begin([erased = m_request->recipient, after = m_reached, last = m_last,
                 reaching = m_reaching](const store::SegmentPlanner &planner) -> Result<store::SegmentChange> {
        auto erasure = planner.erase(erased, after, last);
        if (!erasure)
            return erasure.error();
        *reaching = erasure->reached;
        return std::move(erasure->change);
    });
    return false;
}

void EventEraser::endPhase(Instant now)
{
    m_dueAt = now;
    switch (m_phase) {
    case Phase::Merge:
        m_phase = Phase::Erase;
        break;
    case Phase::Erase:
        m_merger.recount(now);
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
    if (m_phase == Phase::Merge || m_phase == Phase::Erase)
        return abort(outcome.error());
    if (!outcome && m_request)
        qCWarning(lcStore).noquote() << u"what was deleted is not overwritten for now: "_s + describe(outcome.error());
    answer(m_deleted);
    m_dueAt = now + restPause;
}

} // namespace unmta
