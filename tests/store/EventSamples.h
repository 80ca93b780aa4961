// Events for the tests of events.db.
#pragma once

#include "domain/events/EventBatch.h"
#include "domain/events/PackedEvents.h"
#include "support/FakeRandom.h"

namespace unmta::test {

inline const TimePoint eventStart = fromUnixMs(1'790'000'000'000);

// What a worker hands over for one request.
inline EventBatch batchOf(const TrackingEvent &event, EventBatch::Done done)
{
    return {packEvents(std::span(&event, 1)), 1, std::move(done)};
}

struct EventMaker
{
    FakeRandom random;

    [[nodiscard]] TrackingEvent event(LinkKind kind, const QString &host = QStringLiteral("track.example.com"),
                                      TimePoint at = eventStart)
    {
        TrackingEvent event;
        event.eventId = makeEventId(at, random);
        event.kind = kind;
        event.timestamp = at;
        event.clusterId = QStringLiteral("0a0b0c0d");
        event.domainId = 7;
        event.trackingHost = host;
        event.messageId = QStringLiteral("<m1@example.com>");
        event.recipient = QStringLiteral("ann@example.net");
        event.ip = QStringLiteral("192.0.2.7");
        event.userAgent = QStringLiteral("Mozilla/5.0");
        if (kind == LinkKind::Click) {
            event.url = QStringLiteral("https://example.com/a?b=c&d=%3D");
            event.linkIndex = 3;
            event.linkName = QStringLiteral("offer");
        }
        return event;
    }

    [[nodiscard]] std::vector<TrackingEvent> opens(std::size_t count)
    {
        std::vector<TrackingEvent> events;
        for (std::size_t i = 0; i < count; ++i)
            events.push_back(event(LinkKind::Open));
        return events;
    }
};

} // namespace unmta::test
