// Finds the events that go next and packs them into objects. Reads only; any thread that may block, on a connection of
// its own to events.db.
#pragma once

#include "base/Result.h"
#include "domain/TrackingEvent.h"
#include "domain/shipping/ShippingProgress.h"

#include <functional>
#include <optional>

namespace unmta {

namespace store {
class Database;
}

// Puts one event as a line's JSON behind what is there. Any thread.
using EventLine = std::function<void(QByteArray &text, std::int64_t seq, const TrackingEvent &event)>;

struct PackedObject
{
    QByteArray content;
    QByteArray sha256; // of the content, in hex
    std::int64_t firstSeq = 0;
    std::int64_t lastSeq = 0;
    std::int64_t events = 0;
};

// What goes next, and the first of its objects.
struct ShippingPlan
{
    std::int64_t last = 0;
    QList<ShippingPart> parts;
    PackedObject first;
};

class ObjectPacker
{
public:
    // More lines than this begin another object, however short they are.
    static constexpr std::int64_t mostEvents = 1'000'000;

    ObjectPacker(store::Database &database, const EventLine &line)
        : m_database(database)
        , m_line(line)
    {}

    // The events behind that number that make one object, or two where they are of two days. None: there are none.
    [[nodiscard]] Result<std::optional<ShippingPlan>> plan(const QString &clusterId, std::int64_t cursor,
                                                           const ShippingTarget &target) const;
    // What was planned, with the events that are still there.
    [[nodiscard]] Result<PackedObject> pack(const QString &clusterId, const ShippingPiece &piece) const;

private:
    store::Database &m_database;
    const EventLine &m_line;
};

} // namespace unmta
