#include "service/events/EventRecorderCore.h"

#include "base/Log.h"
#include "base/ThreadName.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The first of them waits for all: beyond this a bigger transaction saves nothing.
constexpr std::size_t commitEvents = 8192;
constexpr auto reportPause = 1s;
constexpr int pruneStep = 256;
constexpr auto pruneRest = 20ms;
constexpr auto pruneInterval = 10min;
constexpr auto pausedPause = 250ms;
// Answers that may wait for their losses to be written down; recipients have fewer connections.
constexpr std::size_t maxRefused = 20'000;

} // namespace

Result<void> EventRecorder::Core::start()
{
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    m_thread = std::thread([this, promise = std::move(opened)]() mutable { run(std::move(promise)); });
    auto result = outcome.get();
    if (!result)
        m_thread.join();
    return result;
}

void EventRecorder::Core::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void EventRecorder::Core::record(TrackingEvent event, Done done)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        const bool queueFull = m_queue.events->size() >= m_config.maxQueued;
        const bool running = m_running && !m_stopping;
        const bool failing = m_paused || (m_failure && instant() < m_refuseUntil);
        if (running && !failing && !queueFull) {
            wake = m_queue.events->empty();
            m_queue.events->push_back(std::move(event));
            m_queue.callbacks.push_back(std::move(done));
            done = nullptr;
        } else if (running && failing) {
            m_losses.addUnwritten(1);
            if (m_refused.size() < maxRefused) {
                wake = m_refused.empty();
                m_refused.push_back(std::move(done));
                done = nullptr;
            }
        } else {
            m_losses.addRefused(1);
            m_overloaded = m_overloaded || running;
        }
    }
    if (done)
        done(false);
    if (wake)
        m_wake.notify_one();
}

RecorderStatus EventRecorder::Core::status() const
{
    const std::lock_guard lock(m_mutex);
    RecorderStatus status;
    if (m_failure)
        status.error = *m_failure;
    else if (m_paused)
        status.error = Error(u"store.full"_s, {}, {{u"path"_s, m_config.path}});
    else if (m_overloaded)
        status.error = Error(u"recorder.overloaded"_s);
    status.healthy = status.error.code.isEmpty();
    status.recorded = m_recorded;
    const store::Losses losses = m_losses.present();
    status.dropped = losses.dropped;
    status.droppedBefore = m_losses.before();
    status.untold = losses.untold;
    status.droppingSince = losses.since;
    status.queued = m_queue.events->size() + m_committing;
    status.unexpanded = m_unexpanded;
    status.answeredEarly = m_answeredEarly;
    status.unsynced = m_queue.kept + m_currentKept;
    status.recovered = m_recovered;
    if (m_writingSince)
        status.writingFor = std::chrono::duration_cast<Millis>(instant() - *m_writingSince);
    return status;
}

void EventRecorder::Core::lossesTold()
{
    {
        const std::lock_guard lock(m_mutex);
        m_losses.told();
        m_told = true;
    }
    m_wake.notify_one();
}

void EventRecorder::Core::setRetention(std::optional<Millis> retention)
{
    {
        const std::lock_guard lock(m_mutex);
        m_retention = retention;
        m_retentionChanged = true;
    }
    m_wake.notify_one();
}

void EventRecorder::Core::setPaused(bool paused)
{
    {
        const std::lock_guard lock(m_mutex);
        m_paused = paused;
    }
    m_wake.notify_one();
}

bool EventRecorder::Core::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

Result<std::unique_ptr<store::Database>> EventRecorder::Core::openStore() const
{
    auto database = store::Database::open({m_config.path, u"events"_s});
    if (database && m_config.maxPages) {
        const QString limit = u"PRAGMA max_page_count = %1"_s.arg(qlonglong{*m_config.maxPages});
        if (const auto set = (*database)->execute(limit); !set)
            return set.error();
    }
    return database;
}

void EventRecorder::Core::run(std::promise<Result<void>> opened)
{
    nameThisThread("recorder");
    const auto database = openStore();
    if (!database) {
        opened.set_value(database.error());
        return;
    }
    store::EventLog log(**database);
    EventExpander expander(log, m_config.expandStep, m_config.expandDelay, m_expanded);
    EventEraser eraser(**database, expander);
    if (auto spool = m_spool.open(); !spool) {
        opened.set_value(spool.error());
        return;
    }
    m_losses.load();
    m_reported.dropped = m_losses.before(); // no news
    m_keeper.start();
    const auto recovered = recover(log, expander);
    if (!recovered)
        noteOutcome(recovered, 0);
    expander.start(instant());
    eraser.start(instant());
    m_pruneAt = instant();
    {
        const std::lock_guard lock(m_mutex);
        m_running = true;
        m_unexpanded = expander.backlog();
    }
    opened.set_value({});
    work(log, expander, eraser);
    refuseErasures(eraser);
    closeSpool(log);
}

void EventRecorder::Core::answerRefused()
{
    std::vector<Done> refused;
    {
        const std::lock_guard lock(m_mutex);
        refused.swap(m_refused);
        m_told = false;
    }
    m_losses.write();
    for (const Done &done : refused)
        done(false);
}

void EventRecorder::Core::work(store::EventLog &log, EventExpander &expander, EventEraser &eraser)
{
    for (;;) {
        Queue queue = takeQueue(nextWake(expander, eraser), eraser);
        if (!queue.events->empty())
            commit(log, expander, std::move(queue));
        answerRefused();
        {
            const std::lock_guard lock(m_mutex);
            // What is not expanded yet is durable; the next start finds it.
            if (m_stopping && m_queue.events->empty())
                return;
            if (std::exchange(m_retentionChanged, false))
                m_pruneAt = instant();
        }
        const Instant now = instant();
        if (expander.dueAt() && *expander.dueAt() <= now && !isPaused())
            expander.step(now);
        beginErasure(log, expander, eraser, now);
        stepErasure(eraser, now);
        if (m_pruneAt <= now)
            prune(log);
        probe(log, expander);
        tidySpool(log);
        report(expander);
    }
}

// Under m_mutex.
bool EventRecorder::Core::hasWork() const
{
    return m_stopping || m_retentionChanged || m_told || !m_queue.events->empty() || !m_refused.empty();
}

// Waits for events or for the next thing to do without any.
EventRecorder::Core::Queue EventRecorder::Core::takeQueue(Instant wakeAt, const EventEraser &eraser)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, wakeAt, [&] { return hasWork() || (!m_erasures.empty() && !eraser.hasRequest()); });
    if (m_queue.events->empty()) {
        m_committing = 0;
        return {};
    }
    return exchangeQueue();
}

// Under m_mutex.
EventRecorder::Core::Queue EventRecorder::Core::exchangeQueue()
{
    m_committing = m_queue.events->size();
    Queue fresh;
    fresh.generation = m_queue.generation + 1;
    m_current = m_queue.events;
    m_currentKept = m_queue.kept;
    return std::exchange(m_queue, std::move(fresh));
}

void EventRecorder::Core::commit(store::EventLog &log, EventExpander &expander, Queue queue)
{
    for (std::size_t first = 0; first < queue.events->size(); first += commitEvents) {
        const std::size_t size = std::min(commitEvents, queue.events->size() - first);
        commitChunk(log, expander, std::span(std::as_const(*queue.events)).subspan(first, size),
                    std::span(queue.callbacks).subspan(first, size));
    }
    settle(queue.generation);
}

void EventRecorder::Core::commitChunk(store::EventLog &log, EventExpander &expander,
                                      std::span<const TrackingEvent> events, std::span<const Done> callbacks)
{
    std::optional<quint64> total;
    {
        const std::lock_guard lock(m_mutex);
        if (m_answeredEarly != m_totalStored)
            total = m_answeredEarly;
        m_writingSince = instant();
    }
    const auto outcome = log.append(events, total);
    noteOutcome(outcome, events.size());
    if (outcome && total)
        m_totalStored = *total;
    if (outcome)
        expander.committed(events.size(), instant());
    if (!outcome)
        m_losses.write();
    for (const Done &done : callbacks)
        done(outcome.ok());
}

void EventRecorder::Core::noteOutcome(const Result<void> &outcome, quint64 events)
{
    const std::lock_guard lock(m_mutex);
    m_committing -= std::min(m_committing, events);
    m_writingSince.reset();
    if (outcome) {
        m_recorded += events;
        m_failure.reset();
        return;
    }
    m_losses.addUnwritten(events);
    m_failure = outcome.error();
    m_refuseUntil = instant() + m_config.retryPause;
}

// Without traffic nobody would notice that the disk works again.
void EventRecorder::Core::probe(store::EventLog &log, EventExpander &expander)
{
    {
        const std::lock_guard lock(m_mutex);
        const bool ill = m_failure || m_unrecovered;
        const bool resting = m_paused || (m_failure && instant() < m_refuseUntil);
        if (!ill || resting || !m_queue.events->empty())
            return;
    }
    const auto outcome = m_unrecovered ? recover(log, expander) : log.probe();
    noteOutcome(outcome, 0);
    if (outcome)
        expander.committed(0, instant());
}

void EventRecorder::Core::prune(store::EventLog &log)
{
    std::optional<Millis> retention;
    {
        const std::lock_guard lock(m_mutex);
        retention = m_retention;
    }
    m_pruneAt = instant() + pruneInterval;
    if (!retention)
        return;
    const auto pruned = log.prune(m_clock.now() - *retention, pruneStep);
    if (!pruned)
        qCWarning(lcStore).noquote() << u"old events stay for now: "_s + describe(pruned.error());
    else if (*pruned == pruneStep)
        m_pruneAt = instant() + pruneRest;
}

// Falling ill is told at once, everything else at most once a second.
void EventRecorder::Core::report(const EventExpander &expander)
{
    {
        const std::lock_guard lock(m_mutex);
        m_unexpanded = expander.backlog();
    }
    const RecorderStatus present = status();
    const bool fellIll = m_reported.healthy && !present.healthy;
    const Instant now = instant();
    if (!fellIll && (!isNews(present) || now < m_reportedAt + reportPause))
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_overloaded = false;
    }
    if (present.dropped != m_reported.dropped)
        m_losses.sync(); // against a power cut, at most once a second
    m_reported = present;
    m_reportedAt = now;
    if (m_statusChanged)
        m_statusChanged(present);
}

bool EventRecorder::Core::isNews(const RecorderStatus &status) const
{
    return status.error.code != m_reported.error.code || status.dropped != m_reported.dropped;
}

EventRecorder::Core::Instant EventRecorder::Core::nextWake(const EventExpander &expander,
                                                           const EventEraser &eraser) const
{
    Instant wake = m_pruneAt;
    // While paused these do nothing; nobody tells when that ends.
    const Instant earliest = isPaused() ? instant() + pausedPause : Instant::min();
    for (const auto &due : {expander.dueAt(), eraser.dueAt()}) {
        if (due)
            wake = std::min(wake, std::max(*due, earliest));
    }
    if (isNews(status()))
        wake = std::min(wake, m_reportedAt + reportPause);
    const std::lock_guard lock(m_mutex);
    if (m_failure)
        wake = std::min(wake, m_refuseUntil);
    else if (m_spoolUsed && !m_unrecovered && !m_paused)
        wake = std::min(wake, m_tidyAt);
    return wake;
}

} // namespace unmta
