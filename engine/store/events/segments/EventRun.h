// Events with their numbers, decoded from a batch or a segment, and the bytes that they point into.
#pragma once

#include "base/Result.h"
#include "domain/events/EventView.h"

#include <QByteArray>

#include <limits>
#include <vector>

namespace unmta::store {

// No event has this number.
inline constexpr std::int64_t endOfEvents = std::numeric_limits<std::int64_t>::max();

enum class ReadOrder : std::uint8_t
{
    Oldest, // first
    Newest,
};

struct EventRun
{
    struct Item
    {
        std::int64_t seq = 0;
        EventView event;
    };

    std::vector<Item> items; // in the order of their numbers
    QByteArray bytes;        // keep it as long as the items; may be moved, not changed
    QByteArray more;         // the same
};

// A batch's events have the numbers from `firstSeq` on. Errors: store.corrupt.
[[nodiscard]] Result<EventRun> decodeBatch(const QByteArray &packed, std::int64_t firstSeq);

[[nodiscard]] Error damagedEvents(const QString &what, std::int64_t seq);

} // namespace unmta::store
