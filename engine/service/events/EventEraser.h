// Deletes one recipient's events after another, in steps between which the recorder's thread does what cannot wait, and
// then the remains: what the file and its write-ahead log keep of deleted things. Lives on the recorder thread.
#pragma once

#include "base/Result.h"
#include "service/events/EventMerger.h"
#include "store/events/EventErasure.h"

#include <functional>
#include <optional>

namespace unmta {

struct ErasureRequest
{
    // How many there were; or an error, and some of them may be left.
    using Done = std::function<void(Result<std::int64_t> deleted)>;

    store::RecipientOfCluster recipient;
    Done done;
};

class EventEraser
{
public:
    using Instant = EventMerger::Instant;

    // All outlive the eraser.
    EventEraser(store::Database &database, store::EventLog &log, EventMerger &merger, SegmentWorker &worker)
        : m_store(database)
        , m_log(log)
        , m_merger(merger)
        , m_worker(worker)
        , m_job(worker)
    {}

    // Cleans up what an earlier run left.
    void start(Instant now);
    // All that is in events.db by now is meant. Not while there is a request.
    void begin(ErasureRequest request, Instant now);
    [[nodiscard]] bool hasRequest() const { return m_request.has_value(); }
    // Gives the request up.
    void abort(const Error &why);

    // None: nothing to do, or the worker is at it.
    [[nodiscard]] std::optional<Instant> dueAt() const;
    void step(Instant now);

private:
    enum class Phase : std::uint8_t
    {
        Merge, // until what waits is in segments
        Erase,
        Fill, // from here on without a hurry: what is asked for is done
        Clear,
        EmptyLog,
    };

    // True: the phase has ended.
    [[nodiscard]] Result<bool> stepOfPhase();
    [[nodiscard]] Result<bool> merge();
    [[nodiscard]] Result<bool> erase();
    [[nodiscard]] Result<bool> apply(const Result<store::SegmentChange> &change);
    void endPhase(Instant now);
    void rest(const Result<bool> &outcome, Instant now);
    void answer(const Result<std::int64_t> &result);

    store::EventErasure m_store;
    store::EventLog &m_log;
    EventMerger &m_merger;
    SegmentWorker &m_worker;
    SegmentJob m_job;
    std::optional<ErasureRequest> m_request;
    Phase m_phase = Phase::Merge;
    std::optional<Instant> m_dueAt; // none: nothing to do
    std::int64_t m_last = 0;        // event that is meant
    std::int64_t m_reached = 0;
    std::shared_ptr<std::int64_t> m_reaching; // the worker's while it works
    std::int64_t m_deleted = 0;
};

} // namespace unmta
