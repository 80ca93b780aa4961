#include "api/handlers/EventMapping.h"

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

} // namespace unmta
