#include "api/handlers/EventMapping.h"

#include "contract/json/JsonCodec.h"

namespace unmta {

wire::Event toWire(const TrackingEvent &event)
{
    wire::Event result;
    result.eventId = event.eventId;
    result.type = event.kind == LinkKind::Open ? wire::EventType::Open : wire::EventType::Click;
    result.timestamp = event.timestamp;
    result.clusterId = event.clusterId;
    result.trackingHost = event.trackingHost;
    result.messageId = event.messageId;
    result.recipient = event.recipient;
    result.url = event.url;
    result.linkIndex = event.linkIndex;
    result.linkName = event.linkName;
    result.ip = event.ip;
    result.userAgent = event.userAgent;
    result.bot = event.bot;
    result.meta = event.meta;
    return result;
}

void appendEventText(QByteArray &text, std::int64_t seq, const TrackingEvent &event)
{
    wire::Event shown = toWire(event);
    shown.cursor = QString::number(seq);
    wire::writeText(text, shown);
}

} // namespace unmta
