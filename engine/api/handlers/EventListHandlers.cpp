#include "api/handlers/EventMapping.h"
#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "domain/Hostname.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/events/EventReaders.h"
#include "service/events/EventSummary.h"

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
    const auto since = call.queryTime("since");
    if (!since)
        return since.error();
    const auto until = call.queryTime("until");
    if (!until)
        return until.error();
    if (*since && *until && **since > **until)
        return badQuery(u"since"_s, u"give a time that is not after until"_s);
    query.since = *since;
    query.until = *until;
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

Result<EventQuery> queryOf(const ApiCall &call, const QString &clusterId)
{
    EventQuery query{.clusterId = clusterId};
    for (const auto read : {readHost, readTimes, readTexts, readWords}) {
        if (const auto good = read(call, query); !good)
            return good.error();
    }
    return query;
}

ApiResponse responseOf(const EventPage &page)
{
    QJsonArray array;
    for (const EventPage::Item &item : page.items) {
        wire::Event event = toWire(item.event);
        event.cursor = item.cursor;
        array.append(wire::toJson(event));
    }
    return listResponse(array, page.next, page.more);
}

// Those of the host alone, unless that is empty.
void answerPage(EventReaders &readers, const ApiCall &call, const QString &clusterId, const QString &host,
                const ApiAnswer &answer)
{
    auto query = queryOf(call, clusterId);
    if (!query)
        return answer(query.error());
    const auto limit = call.queryInt("limit", 100, 1, maxPageSize);
    if (!limit)
        return answer(limit.error());
    const QString after = call.query("after");
    if (!host.isEmpty() && !query->trackingHost.isEmpty() && query->trackingHost != host)
        return answer(responseOf({{}, query->order == EventQuery::Order::Oldest ? after : QString(), false}));
    if (!host.isEmpty())
        query->trackingHost = host;
    readers.list(*query, after, *limit, call.isAwaited, [answer](const Result<EventPage> &page) {
        const Result<ApiResponse> response = page ? responseOf(*page) : Result<ApiResponse>(page.error());
        return [answer, response] { answer(response); };
    });
}

void listEvents(const ClusterService &clusters, EventReaders &readers, const ApiCall &call, const ApiAnswer &answer)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return answer(cluster.error());
    answerPage(readers, call, cluster->id, {}, answer);
}

void listDomainEvents(const DomainService &domains, EventReaders &readers, const ApiCall &call, const ApiAnswer &answer)
{
    const auto domain = domains.find(call.parameter("cluster"), call.parameter("name"));
    if (!domain)
        return answer(domain.error());
    answerPage(readers, call, domain->fields().clusterId, domain->fields().name, answer);
}

wire::EventGroup toWire(const EventGroup &group)
{
    return {group.key,
            group.linkName,
            group.sums.opens,
            group.sums.clicks,
            group.sums.opensByPeople,
            group.sums.clicksByPeople,
            group.first,
            group.last};
}

wire::EventSummary toWire(const EventSummary &summary)
{
    wire::EventSummary result{summary.sums.opens,
                              summary.sums.clicks,
                              summary.sums.opensByPeople,
                              summary.sums.clicksByPeople,
                              summary.groups,
                              summary.isComplete,
                              {}};
    for (const EventGroup &group : summary.top)
        result.top.append(toWire(group));
    return result;
}

void summarize(ApiDispatcher &dispatcher, const ClusterService &clusters, const EventSummarizer &summarizer,
               const ApiCall &call, const ApiAnswer &answer)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return answer(cluster.error());
    const auto query = queryOf(call, cluster->id);
    if (!query)
        return answer(query.error());
    const auto limit = call.queryInt("limit", 100, 1, maxPageSize);
    if (!limit)
        return answer(limit.error());
    const auto by = queryWord<EventGrouping>(call, "by",
                                             {{u"recipient"_s, EventGrouping::Recipient},
                                              {u"link"_s, EventGrouping::Link},
                                              {u"message"_s, EventGrouping::Message}});
    if (!by)
        return answer(by.error());
    onWorker(
        dispatcher,
        [&summarizer, query = *query, by = by->value_or(EventGrouping::Recipient), limit = *limit,
         isAwaited = call.isAwaited] { return summarizer.run(query, by, limit, isAwaited); },
        [answer](const Result<EventSummary> &summary) {
            answer(summary ? Result<ApiResponse>(dataResponse(wire::toJson(toWire(*summary)))) : summary.error());
        });
}

} // namespace

void addEventListHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, const DomainService &domains,
                          EventReaders &readers, const EventSummarizer &summarizer)
{
    dispatcher.on(api::summarizeEvents, [&](const ApiCall &call, const ApiAnswer &answer) {
        summarize(dispatcher, clusters, summarizer, call, answer);
    });
    dispatcher.on(api::listEvents,
                  [&](const ApiCall &call, const ApiAnswer &answer) { listEvents(clusters, readers, call, answer); });
    dispatcher.on(api::listDomainEvents, [&](const ApiCall &call, const ApiAnswer &answer) {
        listDomainEvents(domains, readers, call, answer);
    });
}

} // namespace unmta
