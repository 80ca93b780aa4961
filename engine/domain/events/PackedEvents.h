// Events one after another in as few bytes as are cheap to write: what workers hand over, what the store keeps first,
// and what the spool holds. resources/docs/contributor/events.md has the layout and a test vector.
#pragma once

#include "domain/events/EventView.h"

#include <QByteArray>

#include <optional>
#include <span>

namespace unmta {

void packEvent(QByteArray &to, const EventView &event);
// Half surrogates, which UTF-8 cannot spell, become "?"; an id that is no UUID becomes one made from its text.
void packEvent(QByteArray &to, const TrackingEvent &event);
[[nodiscard]] QByteArray packEvents(std::span<const TrackingEvent> events);

// Walks through packed events. The views point into them.
class PackedEvents
{
public:
    explicit PackedEvents(QByteArrayView packed)
        : m_rest(packed)
    {}

    // False at the end, and where the bytes are damaged; isWhole() tells which. `event` is undefined then.
    [[nodiscard]] bool next(EventView &event);
    [[nodiscard]] std::optional<EventView> next();
    [[nodiscard]] bool isWhole() const { return m_isWhole; }

private:
    QByteArrayView m_rest;
    bool m_isWhole = true;
};

} // namespace unmta
