#include "api/handlers/EventMapping.h"
#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/events/EventReaders.h"
#include "service/events/EventSummary.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

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
    auto query = eventQueryOf(call, clusterId);
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
    const auto query = eventQueryOf(call, cluster->id);
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
