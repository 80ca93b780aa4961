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
    QString text;                                        // of the field, whole; empty: any
    QList<std::pair<Field, QString>> also;               // must be so, too; of other fields, each once
    std::optional<std::chrono::hours> within;            // before now; none: ever
    std::optional<std::pair<TimePoint, TimePoint>> span; // not before the first, and before the second; in its place
    bool isOldestFirst = false;                          // of lists

    // Anything but the kind, which says for itself what is shown.
    [[nodiscard]] bool isFiltering() const
    {
        return who != Who::Everybody || !text.isEmpty() || !also.isEmpty() || within || span;
    }
    // The same, but only what is `text` in this field as well.
    [[nodiscard]] EventQuery narrowed(Field by, const QString &to) const;
    // The parameters of listEvents, but for the order.
    [[nodiscard]] QueryItems items(TimePoint now) const;

    bool operator==(const EventQuery &) const = default;
};

} // namespace unmta::ui
