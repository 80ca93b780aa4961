// The thread behind EventRecorder, and what callers share with it. Internal to EventRecorder.
#pragma once

#include "service/events/EventEraser.h"
#include "service/events/EventExpander.h"
#include "service/events/EventKeeper.h"
#include "service/events/EventLosses.h"
#include "service/events/EventRecorder.h"
#include "store/Database.h"
#include "store/events/EventLog.h"
#include "store/events/EventSpool.h"

#include <chrono>
#include <condition_variable>
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
    Core(RecorderConfig config, const Clock &clock, Expanded expanded, StatusChanged statusChanged)
        : m_config(std::move(config))
        , m_clock(clock)
        , m_expanded(std::move(expanded))
        , m_statusChanged(std::move(statusChanged))
        , m_spool(m_config.path)
        , m_losses(m_config.path, clock)
        , m_keeper([this](const EventKeeper::Work &work) { return writeToSpool(work); })
        , m_retention(m_config.retention)
    {}

    Result<void> start();
    void stop();
    void record(TrackingEvent event, Done done);
    void keep(std::size_t answers);
    void erase(ErasureRequest request);
    RecorderStatus status() const;
    void setRetention(std::optional<Millis> retention);
    void setPaused(bool paused);
    void lossesTold();

private:
    using Instant = std::chrono::steady_clock::time_point;

    struct Queue
    {
        std::shared_ptr<std::vector<TrackingEvent>> events = std::make_shared<std::vector<TrackingEvent>>();
        std::vector<EventRecorder::Done> callbacks; // one per event
        quint64 generation = 0;                     // of the spool
        std::size_t kept = 0;                       // so many of the events, from the first, were handed to the keeper
    };

    // Pauses are real time whatever the injected clock does: they are about this disk.
    static Instant instant() { return std::chrono::steady_clock::now(); }

    void run(std::promise<Result<void>> opened);
    Result<std::unique_ptr<store::Database>> openStore() const;
    void work(store::EventLog &log, EventExpander &expander, EventEraser &eraser);
    Queue takeQueue(Instant wakeAt, const EventEraser &eraser);
    Queue exchangeQueue();
    void commit(store::EventLog &log, EventExpander &expander, Queue queue);
    void commitChunk(store::EventLog &log, EventExpander &expander, std::span<const TrackingEvent> events,
                     std::span<const Done> callbacks);
    void settle(quint64 generation);
    Result<void> recover(store::EventLog &log, EventExpander &expander);
    Result<void> saveTotal(store::EventLog &log);
    void tidySpool(store::EventLog &log);
    void closeSpool(store::EventLog &log);
    [[nodiscard]] bool writeToSpool(const EventKeeper::Work &work);
    [[nodiscard]] bool hasWork() const;
    void answerRefused();
    void beginErasure(store::EventLog &log, EventExpander &expander, EventEraser &eraser, Instant now);
    Result<void> emptySpool(store::EventLog &log, EventExpander &expander);
    void stepErasure(EventEraser &eraser, Instant now);
    void refuseErasures(EventEraser &eraser);
    void noteOutcome(const Result<void> &outcome, quint64 events);
    void probe(store::EventLog &log, EventExpander &expander);
    void prune(store::EventLog &log);
    void report(const EventExpander &expander);
    bool isNews(const RecorderStatus &status) const;
    bool isPaused() const;
    Instant nextWake(const EventExpander &expander, const EventEraser &eraser) const;

    const RecorderConfig m_config;
    const Clock &m_clock;
    const Expanded m_expanded;
    const StatusChanged m_statusChanged;
    store::EventSpool m_spool;
    EventLosses m_losses; // locks below m_mutex
    EventKeeper m_keeper; // writes to both
    std::thread m_thread;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    Queue m_queue;                                               // from here to the next blank line: under m_mutex
    std::shared_ptr<const std::vector<TrackingEvent>> m_current; // being committed
    std::size_t m_currentKept = 0;
    bool m_spoolUsed = false; // since it was last tidied
    quint64 m_answeredEarly = 0;
    quint64 m_recovered = 0;
    std::deque<ErasureRequest> m_erasures; // not begun
    bool m_running = false;
    bool m_stopping = false;
    bool m_retentionChanged = false;
    std::optional<Millis> m_retention;
    std::optional<Error> m_failure; // of the last commit
    Instant m_refuseUntil;          // while there is a failure
    bool m_paused = false;
    bool m_overloaded = false; // since the last report
    quint64 m_recorded = 0;
    bool m_told = false;         // about losses, which is to be written down
    std::vector<Done> m_refused; // of events that count as dropped already
    quint64 m_committing = 0;
    std::optional<Instant> m_writingSince;
    quint64 m_unexpanded = 0;

    Instant m_tidyAt; // the rest belongs to the recorder thread
    Instant m_pruneAt;
    quint64 m_totalStored = 0;  // of m_answeredEarly
    bool m_unrecovered = false; // the spool holds events of an earlier run
    Instant m_reportedAt;
    RecorderStatus m_reported;
};

} // namespace unmta
