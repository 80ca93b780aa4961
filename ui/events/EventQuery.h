// Which events are wanted: what the engine is asked, so that a search finds all of them and not only those that are
// shown.
#pragma once

#include "base/Clock.h"
#include "contract/Operations.h"

#include <chrono>
#include <optional>

namespace unmta::ui {

struct EventQuery
{
    enum class Field : std::uint8_t
    {
        Recipient,
        MessageId,
        Link,
        Host
    };
    enum class Who : std::uint8_t
    {
        Everybody,
        People,
        Programs
    };

    QString kind; // "open", "click"; empty: both
    Who who = Who::Everybody;
    Field field = Field::Recipient;
    QString text;                             // of the field, whole; empty: any
    std::optional<std::chrono::hours> within; // before now; none: ever

    // Anything but the kind, which says for itself what is shown.
    [[nodiscard]] bool isFiltering() const { return who != Who::Everybody || !text.isEmpty() || within; }
    // The parameters of listEvents.
    [[nodiscard]] QueryItems items(TimePoint now) const;

    bool operator==(const EventQuery &) const = default;
};

} // namespace unmta::ui
