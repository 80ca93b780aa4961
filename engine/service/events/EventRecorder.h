// Makes events durable before their answers leave: workers hand batches over, one thread commits whatever has gathered
// as one row, with its sums, then tells each of them. From then on it is listed. What was committed is merged into
// segments later; the thread itself only makes what another one has prepared. Events whose answers cannot wait for a
// slow disk are kept in a spool (store/events/spool/EventSpool.h): a killed process loses none of them, a power cut
// those that the disk had not taken.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Activity.h"
#include "domain/events/EventBatch.h"
#include "service/events/MergeRules.h"
#include "store/DatabasePlace.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace unmta {

struct ErasureRequest;
struct JudgingRequest;

struct RecorderConfig
{
    QString path;                   // of events.db, beside which the spool and the ledger of losses lie
    store::DatabasePlace place{};   // where the events go instead, where it has a server
    std::size_t maxQueued = 50'000; // events waiting for a commit; more are refused
    // Under load, commits begin so far apart (recorder/CommitPace.h): the second while the processors have no time to
    // spare. Otherwise a recipient who comes alone waits for the disk only.
    std::chrono::microseconds commitPause{800};
    std::chrono::microseconds busyCommitPause{2'500};
    Millis retryPause{250}; // after a failed commit: events are refused at once until then
    Millis newsPause{100};  // `recorded` is told at most that often
    MergeRules merge{};
    std::optional<Millis> retention{};      // none: events are kept for ever
    std::optional<std::int64_t> maxPages{}; // limit on the size of events.db, in pages of 4 KiB
};

struct RecorderStatus
{
    bool healthy = true;  // false since a commit failed and until one succeeds
    Error error;          // why it is not healthy: "store.full", …, or "recorder.overloaded" (queue full)
    quint64 recorded = 0; // events made durable since the start
    quint64 dropped = 0;  // events that could not be, over restarts
    quint64 droppedBefore =
        0;              // of them, by earlier runs: recorded + dropped - droppedBefore = answered since the start
    quint64 untold = 0; // of them, because the store could not be written, since `droppingSince`
    std::optional<TimePoint> droppingSince{}; // the first such since lossesTold(), over restarts; none: there is none
    quint64 queued = 0;                       // waiting for a commit
    quint64 unmerged = 0;                     // durable, not yet part of a segment
    quint64 merged = 0;                       // became part of a segment since the start
    quint64 answeredEarly = 0;                // answers that left before their event was durable, over restarts
    quint64 unsynced = 0;                     // kept from a kill, not durable yet: what a power cut can take
    Millis writingFor{0};                     // how long the commit that is under way has taken so far
    quint64 recovered = 0; // events of an earlier, killed run that this start made durable; not in `recorded`
};

class EventRecorder
{
public:
    using Done = EventBatch::Done;
    using Recorded = std::function<void(const QList<ActivityIncrease> &)>;
    using StatusChanged = std::function<void(const RecorderStatus &)>;

    // `clock` outlives the recorder; it only says which events are older than the retention. Both callbacks run on the
    // recorder thread; `statusChanged` when health changes, and at most once a second while events are being dropped.
    // The recorder itself logs nothing of that.
    EventRecorder(RecorderConfig config, const Clock &clock, Recorded recorded, StatusChanged statusChanged);
    ~EventRecorder(); // stop()

    // Opens (and migrates) events.db on the recorder thread, takes in what a killed run had kept, and waits for that.
    // Errors: those of store::Database.
    [[nodiscard]] Result<void> start();
    // Refuses new events, commits what is queued, tells everybody, ends the thread. Idempotent.
    void stop();

    // Any thread; never blocks on the disk. The batch's `done` runs on the recorder thread after the commit, or with
    // false when the batch is refused: on the recorder thread while the disk fails, once the loss is written down where
    // it outlives the process, or at once on the caller's thread (queue full, not running, too many refused already).
    // It must be short and must not call back into the recorder.
    void record(EventBatch batch);

    // Any thread but the recorder's. That many answers are about to leave without waiting for their events: writes all
    // that is not durable yet where a killed process does not lose it. Waits for a bounded time, and not for the disk:
    // only a file system that takes no writes at all makes it give up.
    void keep(std::size_t answers);

    // Any thread. Deletes what has been recorded of one recipient, wherever it lies by now: queued, kept, packed or
    // stored. Events that come meanwhile may or may not go. `done` runs once, on the recorder thread, or on the
    // caller's when it is refused. Errors: request.stopping, and those of the store.
    void erase(ErasureRequest request);

    // Any thread. Judges again what has been recorded of a cluster by now. `done` runs once, on the recorder thread, or
    // on the caller's when it is refused. Errors: request.stopping, and those of the store.
    void judge(JudgingRequest request);

    // Any thread.
    [[nodiscard]] RecorderStatus status() const;
    // Any thread. What was recorded up to there lies somewhere else by now (EventCarrier), and goes.
    void letGo(std::int64_t upTo);
    // Any thread: while paused, events are refused and nothing is written, so that they take no room from what is more
    // important; the status is that of a full disk.
    void setPaused(bool paused);
    // Any thread: while held, events are recorded as ever, and what was recorded stays as it is: nothing is merged,
    // judged again or deleted. Whoever asks for that gets `why`. isStill() once what was under way has ended.
    void setHeld(const std::optional<Error> &why);
    [[nodiscard]] bool isStill() const;
    // Any thread: people have been told what was lost since `droppingSince`, and that it is over.
    void lossesTold();
    // Any thread: `events.retention` changed. None: for ever.
    void setRetention(std::optional<Millis> retention);

private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace unmta
