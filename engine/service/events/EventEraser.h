// Deletes one recipient's events after another, in steps between which the recorder's thread does what cannot wait, and
// then the remains: what the file and its write-ahead log keep of deleted things. Lives on the recorder thread.
#pragma once

#include "base/Result.h"
#include "service/events/EventExpander.h"
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
    using Instant = EventExpander::Instant;

    // `expander` outlives the eraser.
    EventEraser(store::Database &database, EventExpander &expander)
        : m_store(database)
        , m_expander(expander)
    {}

    // Cleans up what an earlier run left.
    void start(Instant now);
    // All that is in events.db by now is meant. Not while there is a request.
    void begin(ErasureRequest request, Instant now);
    [[nodiscard]] bool hasRequest() const { return m_request.has_value(); }
    // Gives the request up.
    void abort(const Error &why);

    [[nodiscard]] std::optional<Instant> dueAt() const { return m_dueAt; }
    void step(Instant now);

private:
    enum class Phase : std::uint8_t
    {
        Expand, // until what waits is in the table
        Erase,
        Fill, // from here on without a hurry: what is asked for is done
        Clear,
        EmptyLog,
    };

    [[nodiscard]] Result<void> takeExtent();
    // True: the phase has ended.
    [[nodiscard]] Result<bool> stepOfPhase(Instant now);
    [[nodiscard]] Result<bool> expand(Instant now);
    [[nodiscard]] Result<bool> erase();
    void endPhase(Instant now);
    void rest(const Result<bool> &outcome, Instant now);
    void answer(const Result<std::int64_t> &result);

    store::EventErasure m_store;
    EventExpander &m_expander;
    std::optional<ErasureRequest> m_request;
    Phase m_phase = Phase::Expand;
    std::optional<Instant> m_dueAt; // none: nothing to do
    std::int64_t m_lastBatch = 0;
    std::int64_t m_lastEvent = 0;
    std::int64_t m_reached = 0;
    std::int64_t m_deleted = 0;
};

} // namespace unmta
