// Stored events judged once more: by the rules of a table that has changed meanwhile, and by what stands beside them.
// Pure, and made for merging segments: no text is copied.
#pragma once

#include "domain/bots/Behaviour.h"
#include "domain/bots/BotMatcher.h"
#include "domain/events/EventView.h"

#include <functional>

namespace unmta {

// An event as it is stored; views need to hold for the call only.
struct StoredEvent
{
    TimePoint timestamp;
    LinkKind kind = LinkKind::Open;
    QByteArrayView clusterId;
    QByteArrayView messageId;
    QByteArrayView recipient;
    QByteArrayView url;
    int linkIndex = 0;
    QByteArrayView ip;        // as the privacy settings of its time allowed: whole, truncated, empty
    QByteArrayView userAgent; // the same: whole, up to 512 characters of it, empty
    QByteArrayView bot;       // the verdict that it has
};

// Points to the same bytes.
[[nodiscard]] StoredEvent storedEvent(const EventView &view);

// The same for all events of one message and recipient.
[[nodiscard]] std::uint64_t runHash(const StoredEvent &event);

// Why an event is what it is: a rule of the table, a behaviour, or nothing new.
class BotReason
{
public:
    BotReason() = default; // nothing speaks against a person
    static BotReason rule(BotRuleId id) { return BotReason(id); }
    static BotReason behaviour(Behaviour which)
    {
        return BotReason(static_cast<std::uint16_t>(firstBehaviour + int(which)));
    }
    // What the request had, and what is not stored, spoke for the verdict that it has.
    static BotReason asStored() { return BotReason(stored); }

    [[nodiscard]] bool isStored() const { return m_code == stored; }
    [[nodiscard]] bool isBehaviour() const { return m_code >= firstBehaviour && m_code < stored; }
    [[nodiscard]] Behaviour behaviour() const { return Behaviour(m_code - firstBehaviour); }
    [[nodiscard]] BotRuleId rule() const { return m_code < firstBehaviour ? m_code : noBotRule; }

    bool operator==(const BotReason &) const = default;

private:
    explicit BotReason(std::uint16_t code)
        : m_code(code)
    {}

    static constexpr std::uint16_t firstBehaviour = 0xff00;
    static constexpr std::uint16_t stored = 0xfffe;

    std::uint16_t m_code = noBotRule;
};

class EventJudge
{
public:
    enum class Scope : std::uint8_t
    {
        Behaviour, // verdicts of requests stay as they are: the table is the one that gave them
        Everything,
    };

    // What is known of the run that begins with this event (the earliest of its cluster, message and recipient). Asked
    // for few runs: only where a verdict hangs on it. Where it is not known, such verdicts stay as they are.
    using ContextOf = std::function<RunContext(const StoredEvent &first)>;

    // The matcher outlives the judge. One judge per thread: it keeps its work space.
    explicit EventJudge(const BotMatcher &matcher, BehaviourRules rules = {});

    // The reasons, by the events' places; valid until the next call. Events of many messages, in any order.
    //
    // A verdict of a request is taken back only when all that could have spoken for it is stored and does not: the
    // agent and the address, and it is none of method or header. A behaviour's verdict is given to persons only, and
    // always judged anew. Events without message id or recipient have no neighbours.
    [[nodiscard]] std::span<const BotReason> judge(std::span<const StoredEvent> events, Scope scope,
                                                   const ContextOf &contextOf);

    // The verdict that the event then has; valid as long as the matcher and the event's own.
    [[nodiscard]] QByteArrayView verdict(BotReason reason, const StoredEvent &event) const;
    // "barracuda", "link_burst"; empty when nothing speaks, the stored verdict for asStored().
    [[nodiscard]] QByteArrayView reasonName(BotReason reason, const StoredEvent &event) const;

private:
    struct Place // in the order of runs and time
    {
        std::uint64_t run;
        TimePoint time;
        std::uint32_t event;
    };

    [[nodiscard]] BotReason ofRequest(const StoredEvent &event, Scope scope) const;
    void order(std::span<const StoredEvent> events);
    [[nodiscard]] bool isHosting(const StoredEvent &event) const;
    [[nodiscard]] bool canBehave(std::span<const StoredEvent> events, std::span<const Place> run) const;
    void keepWhatIsKnown(std::span<const StoredEvent> events, std::span<const Place> run);
    void judgeRunAt(std::span<const StoredEvent> events, std::span<const Place> run, const ContextOf &contextOf);

    const BotMatcher &m_matcher;
    BehaviourRules m_rules;
    std::chrono::milliseconds m_closest; // what lies further apart is not compared, but for opens
    std::vector<BotReason> m_reasons;
    std::vector<Place> m_places;
    std::vector<BehaviourEvent> m_run;
    std::vector<Behaviour> m_behaviours;
};

} // namespace unmta
