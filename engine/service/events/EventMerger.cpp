#include "service/events/EventMerger.h"

#include "base/Log.h"
#include "store/events/EventLog.h"

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto failurePause = 5s;

} // namespace

EventMerger::EventMerger(store::EventLog &log, SegmentWorker &worker, MergeRules rules)
    : m_log(log)
    , m_worker(worker)
    , m_job(worker)
    , m_rules(rules)
{}

void EventMerger::start(Instant now)
{
    recount(now);
    m_lastAt = now;
    // Nobody knows how long they have waited.
    m_firstAt = now - m_rules.patience;
}

bool EventMerger::hurry(Millis age, Instant now)
{
    if (m_events > 0 && now - m_firstAt >= age)
        m_isHurried = true;
    return m_isHurried;
}

void EventMerger::recount(Instant now)
{
    const auto backlog = m_log.backlog();
    if (!backlog)
        return fail(backlog.error(), now);
    if (m_events == 0)
        m_firstAt = now;
    m_events = backlog->events;
    m_batches = backlog->batches;
    m_hasRows = backlog->hasRows;
}

void EventMerger::committed(std::size_t events, Instant now)
{
    if (events == 0)
        return;
    if (m_events == 0)
        m_firstAt = now;
    m_events += static_cast<std::int64_t>(events);
    ++m_batches;
    m_lastAt = now;
}

std::optional<EventMerger::Instant> EventMerger::dueAt() const
{
    if (m_job.isUnderWay() || m_worker.isBusy() || !m_rules.isOn)
        return std::nullopt;
    if (m_failure)
        return m_retryAt;
    if (m_isHurried || m_hasRows || !m_judgings.empty() || !m_clusters.isEmpty() || m_events >= m_rules.events ||
        m_batches >= m_rules.batches)
        return Instant::min();
    if (m_events == 0)
        return std::nullopt;
    const Instant patient = m_firstAt + m_rules.patience;
    return m_events < m_rules.quietEvents ? patient : std::min(patient, m_lastAt + m_rules.quiet);
}

void EventMerger::step(Instant now, bool mayBegin)
{
    if (const auto change = m_job.take())
        finish(*change, now);
    const auto due = dueAt();
    if (mayBegin && due && *due <= now)
        begin(now);
}

void EventMerger::begin(Instant now)
{
    // A failure may have been about the numbers.
    if (std::exchange(m_failure, {}))
        recount(now);
    if (m_hasRows) {
        m_job.begin([](const store::SegmentPlanner &planner) { return planner.mergeRows(planner.rowsAtOnce); });
    } else if (!m_clusters.isEmpty()) {
        m_job.begin([cluster = m_clusters.takeFirst()](const store::SegmentPlanner &planner) {
            return planner.compact(cluster);
        });
    } else if (mayJudge()) {
        beginJudging();
    } else if (m_events > 0) {
        m_job.begin(
            [size = m_rules.events](const store::SegmentPlanner &planner) { return planner.mergeBatches(size); });
    }
}

void EventMerger::finish(const Result<store::SegmentChange> &change, Instant now)
{
    if (!m_judgings.empty() && m_judgings.front().reaching)
        return finishJudging(change);
    if (!change)
        return fail(change.error(), now);
    if (change->isEmpty()) {
        m_hasRows = false; // or the cluster's segments are large enough
        return;
    }
    const auto applied = m_log.apply(*change);
    if (!applied)
        return fail(applied.error(), now);
    if (!*applied)
        return recount(now); // somebody has pruned what was merged
    for (const QString &cluster : change->clusters) {
        if (!m_clusters.contains(cluster))
            m_clusters << cluster;
    }
    m_merged += change->taken;
    if (change->batches > 0) {
        m_mergedUpTo = change->batchesUpTo;
        m_events -= change->taken;
        m_batches -= change->batches;
        m_firstAt = now;
        m_isHurried = m_isHurried && m_events > 0;
    }
}

void EventMerger::fail(const Error &error, Instant now)
{
    if (!m_failure)
        qCWarning(lcStore).noquote() << u"events are not merged for now: "_s + describe(error);
    m_failure = error;
    m_retryAt = now + failurePause;
    refuse(error);
}

void EventMerger::judge(JudgingRequest request)
{
    Judging &judging = m_judgings.emplace_back();
    judging.request = std::move(request);
    judging.last = m_log.lastSeq();
}

void EventMerger::refuse(const Error &why)
{
    std::deque<Judging> given;
    given.swap(m_judgings);
    for (const Judging &each : given) {
        if (each.reaching)
            m_job.abandon();
        each.request.done(why);
    }
}

bool EventMerger::mayJudge() const
{
    return !m_judgings.empty() && (m_events == 0 || m_mergedUpTo >= m_judgings.front().last);
}

void EventMerger::beginJudging()
{
    Judging &judging = m_judgings.front();
    judging.reaching = std::make_shared<std::int64_t>(0);
    m_job.begin([cluster = judging.request.clusterId, after = judging.reached, last = judging.last,
                 reaching = judging.reaching](const store::SegmentPlanner &planner) -> Result<store::SegmentChange> {
        auto progress = planner.judge(cluster, after, last);
        if (!progress)
            return progress.error();
        *reaching = progress->reached;
        return std::move(progress->change);
    });
}

void EventMerger::finishJudging(const Result<store::SegmentChange> &change)
{
    Judging &judging = m_judgings.front();
    const auto reaching = std::exchange(judging.reaching, {});
    const auto applied = !change || change->isEmpty() ? Result<bool>(true) : m_log.apply(*change);
    const bool failed = !change || !applied;
    if (!failed && *applied) { // otherwise somebody has pruned or merged it: once more from the same place
        judging.reached = *reaching;
        judging.changed += change->judged;
    }
    if (!failed && judging.reached < judging.last)
        return;
    const Judging done = std::move(judging);
    m_judgings.pop_front();
    done.request.done(failed ? Result<std::int64_t>(change ? applied.error() : change.error()) : done.changed);
}

} // namespace unmta
