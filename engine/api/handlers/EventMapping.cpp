#include "api/handlers/EventMapping.h"

#include "api/handlers/HandlerTools.h"
#include "contract/json/JsonCodec.h"
#include "domain/Hostname.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Result<void> readHost(const ApiCall &call, EventQuery &query)
{
    const QString text = call.query("host");
    if (text.isEmpty())
        return {};
    const auto host = Hostname::parse(text);
    if (!host)
        return badQuery(u"host"_s, u"give a host name, such as track.example.com"_s);
    query.trackingHost = host->ascii();
    return {};
}

Result<void> readTimes(const ApiCall &call, EventQuery &query)
{
    const auto span = call.querySpan();
    if (!span)
        return span.error();
    query.since = span->since;
    query.until = span->until;
    return {};
}

// Events without a recipient are nobody's: who asks for them has lost a name.
Result<void> readTexts(const ApiCall &call, EventQuery &query)
{
    query.recipient = call.query("recipient");
    if (!query.recipient.isEmpty() && recipientKey(query.recipient).isEmpty())
        return badQuery(u"recipient"_s, u"give an address"_s);
    query.messageId = call.query("message_id");
    // A destination, or the name that the link was given.
    const QString link = call.query("link");
    (link.contains(u"://"_s) ? query.url : query.linkName) = link;
    return {};
}

Result<void> readWords(const ApiCall &call, EventQuery &query)
{
    using Order = EventQuery::Order;
    const auto kind = queryWord<LinkKind>(call, "kind", {{u"open"_s, LinkKind::Open}, {u"click"_s, LinkKind::Click}});
    if (!kind)
        return kind.error();
    const auto people = queryWord<bool>(call, "people", {{u"true"_s, true}, {u"false"_s, false}});
    if (!people)
        return people.error();
    const auto order = queryWord<Order>(call, "order",
                                        {{u"asc"_s, Order::Oldest},
                                         {u"desc"_s, Order::Newest},
                                         {u"oldest"_s, Order::Oldest},
                                         {u"newest"_s, Order::Newest}});
    if (!order)
        return order.error();
    query.kind = *kind;
    query.people = *people;
    query.order = order->value_or(Order::Oldest);
    return {};
}

} // namespace

Result<EventQuery> eventQueryOf(const ApiCall &call, const QString &clusterId)
{
    EventQuery query{.clusterId = clusterId};
    for (const auto read : {readHost, readTimes, readTexts, readWords}) {
        if (const auto good = read(call, query); !good)
            return good.error();
    }
    return query;
}

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
