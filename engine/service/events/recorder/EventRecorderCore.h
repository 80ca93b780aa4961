// The thread behind EventRecorder, and what callers share with it. Internal to EventRecorder.
#pragma once

#include "service/events/EventEraser.h"
#include "service/events/EventRecorder.h"
#include "service/events/recorder/ActivityNews.h"
#include "service/events/recorder/CommitPace.h"
#include "service/events/recorder/EventKeeper.h"
#include "service/events/recorder/EventLosses.h"
#include "service/events/recorder/LogCheckpointer.h"
#include "store/Database.h"
#include "store/events/EventLog.h"
#include "store/events/spool/EventSpool.h"

#include <chrono>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <future>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace unmta {

class EventRecorder::Core
{
public:
    Core(RecorderConfig config, const Clock &clock, Recorded recorded, StatusChanged statusChanged)
        : m_config(std::move(config))
        , m_clock(clock)
        , m_recordedNews(std::move(recorded))
        , m_statusChanged(std::move(statusChanged))
        , m_spool(m_config.path)
        , m_losses(m_config.path, clock)
        , m_keeper([this](const EventKeeper::Work &work) { return writeToSpool(work); })
        , m_retention(m_config.retention)
        , m_pace(m_config.commitPause, m_config.busyCommitPause, std::thread::hardware_concurrency(), instant(),
                 processorTime())
    {}

    Result<void> start();
    void stop();
    void record(EventBatch batch);
    void keep(std::size_t answers);
    void erase(ErasureRequest request);
    void judge(JudgingRequest request);
    RecorderStatus status() const;
    void setRetention(std::optional<Millis> retention);
    void setPaused(bool paused);
    void setHeld(const std::optional<Error> &why);
    bool isStill() const;
    void letGo(std::int64_t upTo);
    void lossesTold();

private:
    using Instant = std::chrono::steady_clock::time_point;

    static constexpr std::chrono::seconds reportPause{1};

    struct Queue
    {
        std::shared_ptr<std::vector<QByteArray>> packed = std::make_shared<std::vector<QByteArray>>(); // per batch
        std::vector<std::size_t> sizes;                                                                // in events
        std::vector<Done> callbacks;
        std::vector<std::optional<EventOrigin>> origins;
        std::size_t events = 0;
        quint64 generation = 0;     // of the spool
        std::size_t kept = 0;       // so many of the batches, from the first, were handed to the keeper
        std::size_t keptEvents = 0; // what they hold
    };
    // What belongs to the recorder thread alone.
    struct Desk;

    // Pauses are real time whatever the injected clock does: they are about this disk.
    static Instant instant() { return std::chrono::steady_clock::now(); }
    // Of the whole process.
    static CommitPace::Span processorTime()
    {
        return std::chrono::duration_cast<CommitPace::Span>(std::chrono::duration<double>(std::clock()) /
                                                            CLOCKS_PER_SEC);
    }

    void run(std::promise<Result<void>> opened);
    store::DatabasePlace place() const;
    Result<std::unique_ptr<store::Database>> openStore() const;
    void letGoNow(Desk &desk);
    void noteStill(const Desk &desk);
    void work(Desk &desk);
    Queue takeQueue(Instant wakeAt, const Desk &desk);
    Queue exchangeQueue();
    void commit(Desk &desk, Queue queue);
    void commitSome(Desk &desk, const QByteArray &packed, std::size_t events, std::span<const Done> callbacks,
                    const std::optional<EventOrigin> &origin);
    void settle(quint64 generation);
    Result<void> recover(Desk &desk);
    Result<void> saveTotal(Desk &desk);
    void tidySpool(Desk &desk);
    void closeSpool(Desk &desk);
    [[nodiscard]] bool writeToSpool(const EventKeeper::Work &work);
    [[nodiscard]] bool hasWork() const;
    void answerRefused();
    void beginErasure(Desk &desk, Instant now);
    Result<void> emptySpool(Desk &desk);
    void stepErasure(Desk &desk, Instant now);
    void refuseErasures(Desk &desk);
    void beginJudgings(Desk &desk);
    void refuseJudgings(Desk &desk, const Error &why);
    void noteOutcome(const Result<void> &outcome, quint64 events);
    void probe(Desk &desk);
    void prune(Desk &desk);
    void report(const Desk &desk);
    [[nodiscard]] bool isNews() const;
    [[nodiscard]] std::optional<Error> trouble() const;
    bool isPaused() const;
    bool isHeld() const;
    Instant nextWake(const Desk &desk) const;

    const RecorderConfig m_config;
    const Clock &m_clock;
    const Recorded m_recordedNews;
    const StatusChanged m_statusChanged;
    store::EventSpool m_spool;
    EventLosses m_losses; // locks below m_mutex
    EventKeeper m_keeper; // writes to both
    std::thread m_thread;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    Queue m_queue;                                            // from here to the next blank line: under m_mutex
    std::shared_ptr<const std::vector<QByteArray>> m_current; // being committed
    std::size_t m_currentKept = 0;
    std::size_t m_currentEvents = 0;
    std::size_t m_currentKeptEvents = 0;
    bool m_spoolUsed = false; // since it was last tidied
    quint64 m_answeredEarly = 0;
    quint64 m_recovered = 0;
    std::deque<ErasureRequest> m_erasures; // not begun
    std::deque<JudgingRequest> m_judgings; // not handed to the merger
    bool m_running = false;
    bool m_stopping = false;
    bool m_retentionChanged = false;
    std::optional<Millis> m_retention;
    std::optional<Error> m_failure; // of the last commit
    Instant m_refuseUntil;          // while there is a failure
    bool m_paused = false;
    std::optional<Error> m_held;
    bool m_heldChanged = false;
    bool m_isStill = false;    // while held: nothing is under way any more
    bool m_overloaded = false; // since the last report
    quint64 m_recorded = 0;
    std::int64_t m_letGo = 0;    // up to this event; 0: nothing
    bool m_told = false;         // about losses, which is to be written down
    std::vector<Done> m_refused; // of events that count as dropped already
    quint64 m_committing = 0;
    std::optional<Instant> m_writingSince;
    quint64 m_unmerged = 0;
    quint64 m_merged = 0;
    bool m_segmentsReady = false; // the worker has something

    CommitPace m_pace; // the rest belongs to the recorder thread
    Instant m_commitFrom;
    Instant m_tidyAt;
    Instant m_pruneAt;
    quint64 m_totalStored = 0;  // of m_answeredEarly
    bool m_unrecovered = false; // the spool holds events of an earlier run
    Instant m_reportedAt;
    RecorderStatus m_reported;
};

struct EventRecorder::Core::Desk
{
    Desk(store::Database &database, Core &core);

    store::EventLog log;
    std::optional<LogCheckpointer> checkpointer; // where the events lie in a file
    ActivityNews news;
    SegmentWorker worker;
    EventMerger merger;
    EventEraser eraser;
};

} // namespace unmta
