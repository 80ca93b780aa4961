// Verdicts that need an event's neighbours: what one message's recipient did, one after the other. They cannot be given
// while the request is answered, and are given when events are put into segments.
#pragma once

#include "base/Clock.h"
#include "domain/TrackingEvent.h"

#include <QByteArrayView>

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace unmta {

// In the order of their precedence. The name is the event's verdict (`bot`).
enum class Behaviour : std::uint8_t
{
    None,
    AfterHead,        // the same client asked for the head alone a moment before or after
    LinkBurst,        // one client follows several links faster than anybody reads
    InstantClick,     // one client loads the picture for the first time and follows a link at once
    ClickWithoutOpen, // from a data centre, and the message was never opened
};
inline constexpr std::array allBehaviours = {Behaviour::AfterHead, Behaviour::LinkBurst, Behaviour::InstantClick,
                                             Behaviour::ClickWithoutOpen};

// "link_burst"; empty for None.
[[nodiscard]] QByteArrayView behaviourName(Behaviour behaviour);
// None for every other verdict.
[[nodiscard]] Behaviour behaviourNamed(QByteArrayView verdict);
// Whether an open that is not among the events would take the verdict away.
[[nodiscard]] constexpr bool hangsOnContext(Behaviour behaviour)
{
    return behaviour == Behaviour::InstantClick || behaviour == Behaviour::ClickWithoutOpen;
}

// What the verdict of the request makes of an event.
enum class Standing : std::uint8_t
{
    Person,
    HeadRequest,
    LoadedAhead, // apple_privacy, prefetch: says neither that the message was opened nor that it was not
    Program,
};
[[nodiscard]] Standing standingOf(QByteArrayView verdict);
// Whether the message was opened, or may have been.
[[nodiscard]] constexpr bool tellsOfAnOpen(Standing ofOpen)
{
    return ofOpen == Standing::Person || ofOpen == Standing::LoadedAhead;
}

// How fast is too fast. Figures with their reasons: docs/contributor/bots.md.
struct BehaviourRules
{
    struct Burst
    {
        int links; // that many different ones
        std::chrono::milliseconds within;
    };

    std::vector<Burst> bursts{
        {2, std::chrono::seconds(1)}, {3, std::chrono::seconds(3)}, {5, std::chrono::seconds(10)}};
    std::chrono::milliseconds instant{500};
    std::chrono::milliseconds besideHead{10000};
    std::chrono::milliseconds openAfterClick{std::chrono::minutes(10)}; // pictures may be allowed after a click
};

struct BehaviourEvent
{
    TimePoint time;
    LinkKind kind;
    Standing standing;
    bool isHosting;       // its address is one of a data centre
    std::uint64_t client; // equal for the same address and agent
    std::uint64_t link;   // of clicks: equal for the same destination
};

// What is known beyond the events at hand.
struct RunContext
{
    bool opensAreTracked = true; // where no message has a picture, none is ever opened
    bool openedBefore = false;   // an earlier open (of a person, or loaded ahead) that is not among the events
    bool isKnown = true;         // false: nobody could tell whether it was opened before
};

// The events of one message and recipient in the order of time, all that lie within BehaviourRules' longest time of
// each other. Only those of a person get a verdict; `verdicts` has one for each event, None or more. Depends on nothing
// else: once more gives the same.
void judgeRun(std::span<const BehaviourEvent> events, const RunContext &context, const BehaviourRules &rules,
              std::span<Behaviour> verdicts);

} // namespace unmta
