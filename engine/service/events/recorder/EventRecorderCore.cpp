#include "service/events/recorder/EventRecorderCore.h"

#include "base/Log.h"
#include "base/threads/ThisThread.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The first of them waits for all: beyond this a bigger transaction saves nothing.
constexpr std::size_t commitEvents = 8192;
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

void EventRecorder::Core::record(EventBatch batch)
{
    Done refused;
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        const bool queueFull = m_queue.events + batch.events > m_config.maxQueued;
        const bool running = m_running && !m_stopping;
        const bool failing = m_paused || (m_failure && instant() < m_refuseUntil);
        if (running && !failing && !queueFull) {
            wake = m_queue.packed->empty();
            m_queue.packed->push_back(std::move(batch.packed));
            m_queue.sizes.push_back(batch.events);
            m_queue.callbacks.push_back(std::move(batch.done));
            m_queue.origins.push_back(batch.origin);
            m_queue.events += batch.events;
        } else if (running && failing && m_refused.size() < maxRefused) {
            m_losses.addUnwritten(batch.events);
            wake = m_refused.empty();
            m_refused.push_back(std::move(batch.done));
        } else {
            if (running && failing)
                m_losses.addUnwritten(batch.events);
            else
                m_losses.addRefused(batch.events);
            m_overloaded = m_overloaded || (running && !failing);
            refused = std::move(batch.done);
        }
    }
    if (refused)
        refused(false);
    if (wake)
        m_wake.notify_one();
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

void EventRecorder::Core::setPaused(bool paused)
{
    {
        const std::lock_guard lock(m_mutex);
        m_paused = paused;
    }
    m_wake.notify_one();
}

void EventRecorder::Core::setHeld(const std::optional<Error> &why)
{
    std::deque<ErasureRequest> erasures;
    std::deque<JudgingRequest> judgings;
    {
        const std::lock_guard lock(m_mutex);
        m_held = why;
        m_heldChanged = true;
        m_isStill = false;
        if (why) {
            erasures.swap(m_erasures);
            judgings.swap(m_judgings);
        }
    }
    m_wake.notify_one();
    for (const ErasureRequest &request : erasures)
        request.done(*why);
    for (const JudgingRequest &request : judgings)
        request.done(*why);
}

bool EventRecorder::Core::isStill() const
{
    const std::lock_guard lock(m_mutex);
    return m_isStill;
}

bool EventRecorder::Core::isHeld() const
{
    const std::lock_guard lock(m_mutex);
    return m_held.has_value();
}

void EventRecorder::Core::letGo(std::int64_t upTo)
{
    {
        const std::lock_guard lock(m_mutex);
        m_letGo = upTo;
    }
    m_wake.notify_one();
}

void EventRecorder::Core::letGoNow(Desk &desk)
{
    std::int64_t upTo = 0;
    {
        const std::lock_guard lock(m_mutex);
        upTo = std::exchange(m_letGo, 0);
    }
    if (upTo == 0)
        return;
    const auto gone = desk.log.letGo(upTo);
    if (!gone)
        qCWarning(lcStore).noquote() << "events that lie elsewhere by now stay" << describe(gone.error());
    if (gone && !*gone) { // those of a store that has moved here are many
        const std::lock_guard lock(m_mutex);
        m_letGo = std::max(m_letGo, upTo);
    }
    desk.merger.recount(instant());
}

bool EventRecorder::Core::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

store::DatabasePlace EventRecorder::Core::place() const
{
    return m_config.place.server ? m_config.place : store::DatabasePlace(m_config.path);
}

Result<std::unique_ptr<store::Database>> EventRecorder::Core::openStore() const
{
    // The disk is waited for, since nothing else is done meanwhile; a server may be silent for as long as it likes.
    const bool isBounded = place().server != nullptr;
    auto database = store::Database::open({.place = place(), .schema = u"events"_s, .isBounded = isBounded});
    if (database) {
        if (const auto set = (*database)->leaveLog(LogCheckpointer::pages); !set)
            return set.error();
    }
    if (database && m_config.maxPages) {
        const QString limit = u"PRAGMA max_page_count = %1"_s.arg(qlonglong{*m_config.maxPages});
        if (const auto set = (*database)->execute(limit); !set)
            return set.error();
    }
    return database;
}

EventRecorder::Core::Desk::Desk(store::Database &database, Core &core)
    : log(database)
    , news(core.m_config.newsPause, core.m_recordedNews)
    , worker(core.place(),
             [&core] {
                 const std::lock_guard lock(core.m_mutex);
                 core.m_segmentsReady = true;
                 core.m_wake.notify_one();
             })
    , merger(log, worker, core.m_config.merge)
    , eraser(database, log, merger, worker)
{
    if (!core.place().server)
        checkpointer.emplace(core.m_config.path);
}

void EventRecorder::Core::run(std::promise<Result<void>> opened)
{
    nameThisThread("recorder");
    const auto database = openStore();
    if (!database) {
        opened.set_value(database.error());
        return;
    }
    Desk desk(**database, *this);
    auto ready = desk.log.open();
    if (ready)
        ready = m_spool.open();
    if (!ready) {
        opened.set_value(ready);
        return;
    }
    m_losses.load();
    m_reported.dropped = m_losses.before(); // no news
    m_keeper.start();
    desk.merger.start(instant());
    if (const auto recovered = recover(desk); !recovered)
        noteOutcome(recovered, 0);
    desk.eraser.start(instant());
    m_pruneAt = instant();
    {
        const std::lock_guard lock(m_mutex);
        m_running = true;
        m_unmerged = static_cast<quint64>(desk.merger.unmerged());
        m_merged = static_cast<quint64>(desk.merger.merged());
    }
    opened.set_value({});
    work(desk);
    desk.worker.stop();
    desk.checkpointer.reset();
    refuseErasures(desk);
    refuseJudgings(desk, Error(u"request.stopping"_s));
    closeSpool(desk);
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

void EventRecorder::Core::work(Desk &desk)
{
    for (;;) {
        Queue queue = takeQueue(nextWake(desk), desk);
        if (!queue.packed->empty())
            commit(desk, std::move(queue));
        answerRefused();
        {
            const std::lock_guard lock(m_mutex);
            // What is not merged yet is durable and listed.
            if (m_stopping && m_queue.packed->empty())
                return;
            if (std::exchange(m_retentionChanged, false))
                m_pruneAt = instant();
        }
        letGoNow(desk);
        const Instant now = instant();
        desk.news.step(now);
        beginJudgings(desk);
        // Both use the worker, and whoever asked for a deletion is waiting.
        const bool isHeld = this->isHeld();
        desk.merger.step(now, !isPaused() && !isHeld && !desk.eraser.hasRequest());
        if (!desk.merger.isWorking()) {
            beginErasure(desk, now);
            stepErasure(desk, now);
        }
        if (m_pruneAt <= now && !isHeld)
            prune(desk);
        if (isHeld)
            noteStill(desk);
        probe(desk);
        tidySpool(desk);
        report(desk);
    }
}

// Under m_mutex.
bool EventRecorder::Core::hasWork() const
{
    return m_stopping || m_retentionChanged || m_heldChanged || m_told || m_letGo > 0 || m_segmentsReady ||
           !m_queue.packed->empty() || !m_refused.empty() || !m_judgings.empty();
}

// Waits for events or for the next thing to do without any.
EventRecorder::Core::Queue EventRecorder::Core::takeQueue(Instant wakeAt, const Desk &desk)
{
    const bool mayErase = !desk.eraser.hasRequest() && !desk.merger.isWorking();
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, wakeAt, [&] { return hasWork() || (mayErase && !m_erasures.empty()); });
    m_segmentsReady = false;
    m_heldChanged = false;
    if (!m_queue.packed->empty())
        m_wake.wait_until(lock, m_commitFrom, [this] { return m_stopping; });
    if (m_queue.packed->empty()) {
        m_committing = 0;
        return {};
    }
    const Instant now = instant();
    if (m_pace.isDue(now))
        m_pace.look(now, processorTime());
    if (m_queue.packed->size() > 1 || m_pace.isBusy())
        m_commitFrom = now + m_pace.pause();
    return exchangeQueue();
}

// Under m_mutex.
EventRecorder::Core::Queue EventRecorder::Core::exchangeQueue()
{
    m_committing = m_queue.events;
    Queue fresh;
    fresh.generation = m_queue.generation + 1;
    m_current = m_queue.packed;
    m_currentEvents = m_queue.events;
    m_currentKept = m_queue.kept;
    m_currentKeptEvents = m_queue.keptEvents;
    return std::exchange(m_queue, std::move(fresh));
}

void EventRecorder::Core::commit(Desk &desk, Queue queue)
{
    const std::vector<QByteArray> &batches = *queue.packed;
    for (std::size_t first = 0; first < batches.size();) {
        std::size_t events = queue.sizes[first];
        qsizetype bytes = batches[first].size();
        std::size_t end = first + 1;
        // What has an origin is noted as taken in the transaction that brings it, and no other's.
        const auto hasOrigin = [&queue](std::size_t i) { return queue.origins[i].has_value(); };
        for (;
             end < batches.size() && !hasOrigin(first) && !hasOrigin(end) && events + queue.sizes[end] <= commitEvents;
             ++end) {
            events += queue.sizes[end];
            bytes += batches[end].size();
        }
        QByteArray packed = batches[first];
        packed.reserve(bytes);
        for (std::size_t i = first + 1; i < end; ++i)
            packed += batches[i];
        commitSome(desk, packed, events, std::span(queue.callbacks).subspan(first, end - first), queue.origins[first]);
        first = end;
    }
    settle(queue.generation);
}

// What was begun before goes to its end. Files are overwritten meanwhile where something was deleted; rows stay.
void EventRecorder::Core::noteStill(const Desk &desk)
{
    const bool isStill = !desk.merger.isWorking() && !desk.eraser.hasRequest();
    const std::lock_guard lock(m_mutex);
    m_isStill = m_held && isStill;
}

void EventRecorder::Core::commitSome(Desk &desk, const QByteArray &packed, std::size_t events,
                                     std::span<const Done> callbacks, const std::optional<EventOrigin> &origin)
{
    std::optional<quint64> total;
    {
        const std::lock_guard lock(m_mutex);
        if (m_answeredEarly != m_totalStored)
            total = m_answeredEarly;
        m_writingSince = instant();
    }
    const auto increases = desk.log.append(packed, total, origin);
    noteOutcome(increases ? Result<void>() : increases.error(), events);
    if (increases && total)
        m_totalStored = *total;
    if (!increases)
        m_losses.write();
    for (const Done &done : callbacks)
        done(increases.ok());
    if (increases) {
        if (desk.checkpointer)
            desk.checkpointer->committed();
        desk.merger.committed(events, instant());
        desk.news.add(*increases);
    }
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

EventRecorder::Core::Instant EventRecorder::Core::nextWake(const Desk &desk) const
{
    Instant wake = std::min(isHeld() ? std::max(m_pruneAt, instant() + pausedPause) : m_pruneAt,
                            desk.news.dueAt().value_or(m_pruneAt));
    // While paused these do nothing; nobody tells when that ends.
    const Instant earliest = isPaused() || isHeld() ? instant() + pausedPause : Instant::min();
    const auto merge = desk.eraser.hasRequest() ? std::nullopt : desk.merger.dueAt();
    const auto erase = desk.merger.isWorking() ? std::nullopt : desk.eraser.dueAt();
    for (const auto &due : {merge, erase}) {
        if (due)
            wake = std::min(wake, std::max(*due, earliest));
    }
    if (isNews())
        wake = std::min(wake, m_reportedAt + reportPause);
    const std::lock_guard lock(m_mutex);
    if (m_failure)
        wake = std::min(wake, m_refuseUntil);
    else if (m_spoolUsed && !m_unrecovered && !m_paused)
        wake = std::min(wake, m_tidyAt);
    return wake;
}

} // namespace unmta
