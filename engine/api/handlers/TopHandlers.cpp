#include "api/handlers/EventMapping.h"
#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/domains/ClusterService.h"
#include "service/events/EventReaders.h"
#include "service/events/figures/EventFigures.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr int topByDefault = 10;
constexpr int topAtMost = 100;

struct TopQuestion
{
    QString clusterId;
    TimePoint since;
    TimePoint until;
    int limit = topByDefault;
};

// The last seven days, unless other ones are named.
Result<TopQuestion> questionOf(const ClusterService &clusters, const Clock &clock, const ApiCall &call)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    const auto span = call.querySpan();
    if (!span)
        return span.error();
    const auto limit = call.queryInt("limit", topByDefault, 1, topAtMost);
    if (!limit)
        return limit.error();
    TopQuestion question{cluster->id, {}, span->until.value_or(clock.now()), *limit};
    question.since = span->since.value_or(question.until - std::chrono::hours(24 * 7));
    if (question.since > question.until)
        return badQuery(u"since"_s, u"give a time that is not after until"_s);
    return question;
}

void listTopHosts(ApiDispatcher &dispatcher, const EventFigures &figures, const Result<TopQuestion> &question,
                  const ApiAnswer &answer)
{
    if (!question)
        return answer(question.error());
    onWorker(
        dispatcher, [&figures, q = *question] { return figures.topHosts(q.clusterId, q.since, q.until, q.limit); },
        [answer](const Result<QList<HostFigures>> &hosts) {
            if (!hosts)
                return answer(hosts.error());
            QJsonArray array;
            for (const auto &[host, counts] : *hosts) {
                array.append(wire::toJson(
                    wire::TopHost{host, counts.opens, counts.clicks, counts.opensByPeople, counts.clicksByPeople}));
            }
            answer(listResponse(array, {}));
        });
}

ApiResponse responseOf(const TopLinksSeen &seen)
{
    wire::TopLinks top;
    for (const LinkFigures &link : seen.links)
        top.links.append({QString::fromUtf8(link.url), link.clicks, link.clicksByPeople});
    top.clicks = seen.clicks;
    top.missedAtMost = seen.missedAtMost;
    top.countedSince = seen.countedSince;
    return dataResponse(wire::toJson(top));
}

void getTopLinks(EventReaders &readers, const ApiCall &call, const Result<TopQuestion> &question,
                 const ApiAnswer &answer)
{
    if (!question)
        return answer(question.error());
    auto query = eventQueryOf(call, question->clusterId);
    if (!query)
        return answer(query.error());
    query->since = question->since;
    query->until = question->until;
    readers.topLinks(*query, question->limit, call.isAwaited, [answer](const Result<TopLinksSeen> &seen) {
        const Result<ApiResponse> response = seen ? responseOf(*seen) : Result<ApiResponse>(seen.error());
        return [answer, response] { answer(response); };
    });
}

} // namespace

void addTopHandlers(ApiDispatcher &dispatcher, const ClusterService &clusters, const EventFigures &figures,
                    EventReaders &readers, const Clock &clock)
{
    dispatcher.on(api::listTopHosts, [&](const ApiCall &call, const ApiAnswer &answer) {
        listTopHosts(dispatcher, figures, questionOf(clusters, clock, call), answer);
    });
    dispatcher.on(api::getTopLinks, [&](const ApiCall &call, const ApiAnswer &answer) {
        getTopLinks(readers, call, questionOf(clusters, clock, call), answer);
    });
}

} // namespace unmta
