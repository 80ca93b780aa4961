// Which events are wanted, as the services are asked for them.
#pragma once

#include "base/Clock.h"
#include "domain/TrackingEvent.h"

#include <QString>

#include <optional>

namespace unmta {

namespace store {
struct EventFilter;
}

// All that is given must be so of an event.
struct EventQuery
{
    enum class Order : std::uint8_t
    {
        Oldest, // first, as they were recorded
        Newest,
    };

    QString clusterId;
    QString trackingHost = {}; // empty: any; so with the other texts
    std::optional<LinkKind> kind = {};
    QString recipient = {}; // whoever has the same recipientKey()
    QString messageId = {};
    QString url = {};
    QString linkName = {};
    std::optional<TimePoint> since = {}; // not before
    std::optional<TimePoint> until = {}; // before
    std::optional<bool> people = {};     // without a bot verdict, or with one
    Order order = Order::Oldest;
};

// Without the order, which is the reader's.
[[nodiscard]] store::EventFilter filterOf(const EventQuery &query);

} // namespace unmta
