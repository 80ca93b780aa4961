// Segments: some thousands of events of one cluster, by columns and compressed. The layout, byte for byte and with a
// test vector: resources/docs/contributor/events.md. Any thread.
#pragma once

#include "store/events/segments/EventRun.h"

#include <QString>

#include <span>

namespace unmta::store {

struct Segment
{
    std::int64_t firstSeq = 0;
    std::int64_t lastSeq = 0;
    QString clusterId;
    std::int64_t events = 0;
    std::int64_t firstTime = 0; // milliseconds since 1970, of the earliest event; not that of the first
    std::int64_t lastTime = 0;
    QByteArray filter; // KeyFilter.h
    QByteArray body;
};

// At least one event; all are of that cluster, which is not written down again.
[[nodiscard]] Segment encodeSegment(const QString &clusterId, std::span<const EventRun::Item> events);

// Errors: store.corrupt.
[[nodiscard]] Result<EventRun> decodeSegment(const QString &clusterId, std::int64_t firstSeq, std::int64_t events,
                                             const QByteArray &body);

} // namespace unmta::store
