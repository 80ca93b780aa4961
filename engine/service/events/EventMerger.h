// Decides when committed events are merged into segments, and sees to it: after some thousands have gathered, or when
// those that wait have waited for long. Each step is prepared by the SegmentWorker and made in one short transaction.
// Lives on the recorder thread.
#pragma once

#include "base/Clock.h"
#include "base/Error.h"
#include "base/Result.h"
#include "service/events/MergeRules.h"
#include "service/events/SegmentJob.h"

#include <QStringList>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace unmta::store {
class EventLog;
}

namespace unmta {

// A cluster's stored events are to be judged again, by the compiled-in rules and by their behaviour.
struct JudgingRequest
{
    // How many have another verdict now; or an error, and some of them may have.
    using Done = std::function<void(const Result<std::int64_t> &changed)>;

    QString clusterId;
    Done done;
};

class EventMerger
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    // Both outlive the merger.
    EventMerger(store::EventLog &log, SegmentWorker &worker, MergeRules rules);

    // Takes what an earlier run left behind.
    void start(Instant now);
    void committed(std::size_t events, Instant now);
    // Asks the store anew how much waits: somebody else has merged.
    void recount(Instant now);

    // Merges what waits, if any of it has waited for so long. True: that is under way.
    bool hurry(Millis age, Instant now);

    // After those that were asked for before, and after what waits now has been merged.
    void judge(JudgingRequest request);
    // Gives up what was asked for.
    void refuse(const Error &why);

    // None: nothing to do, or the worker is at it.
    [[nodiscard]] std::optional<Instant> dueAt() const;
    [[nodiscard]] std::int64_t unmerged() const { return m_events; }
    // Events that have become part of a segment since the start.
    [[nodiscard]] std::int64_t merged() const { return m_merged; }
    // Makes what has been prepared, and begins what is due, unless somebody else has the worker.
    void step(Instant now, bool mayBegin);
    [[nodiscard]] bool isWorking() const { return m_job.isUnderWay(); }

private:
    struct Judging
    {
        JudgingRequest request;
        std::int64_t last = 0; // event that is meant
        std::int64_t reached = 0;
        std::int64_t changed = 0;
        std::shared_ptr<std::int64_t> reaching; // the worker's while it works
    };

    void begin(Instant now);
    void finish(const Result<store::SegmentChange> &change, Instant now);
    void beginJudging();
    void finishJudging(const Result<store::SegmentChange> &change);
    // Whether all that is meant is in segments.
    [[nodiscard]] bool mayJudge() const;
    void fail(const Error &error, Instant now);

    store::EventLog &m_log;
    SegmentWorker &m_worker;
    SegmentJob m_job;
    const MergeRules m_rules;
    std::int64_t m_events = 0;
    std::int64_t m_merged = 0;
    std::int64_t m_batches = 0;
    bool m_hasRows = false; // of an earlier release
    QStringList m_clusters; // whose youngest segments may be small
    Instant m_firstAt;      // of what waits
    Instant m_lastAt;
    bool m_isHurried = false;
    std::deque<Judging> m_judgings;
    std::int64_t m_mergedUpTo = 0; // event
    std::optional<Error> m_failure;
    Instant m_retryAt;
};

} // namespace unmta
