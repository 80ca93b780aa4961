#include "service/events/EventQuery.h"

#include "store/events/EventFilter.h"

namespace unmta {

store::EventFilter filterOf(const EventQuery &query)
{
    return {.clusterId = query.clusterId,
            .trackingHost = query.trackingHost,
            .kind = query.kind,
            .recipient = query.recipient,
            .messageId = query.messageId,
            .url = query.url,
            .linkName = query.linkName,
            .since = query.since,
            .until = query.until,
            .people = query.people};
}

} // namespace unmta
