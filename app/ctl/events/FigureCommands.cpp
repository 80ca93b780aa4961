#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct FigureInput
{
    QString since;
    QString until;
    QString domain;
    QString bucket;
    QString host;
    QString messageId;
    QString people;
    int limit = 10;
};

using Figures = std::shared_ptr<FigureInput>;

// The two ends under the names that the operation gives them.
Result<QueryItems> span(Session &session, const FigureInput &input, const QString &since, const QString &until)
{
    const auto from = session.timeOf(input.since);
    if (!from)
        return from.error();
    const auto to = session.timeOf(input.until);
    if (!to)
        return to.error();
    return QueryItems{{since, *from}, {until, *to}};
}

Outcome activity(Session &session, const FigureInput &input)
{
    const auto path = session.inCluster(input.domain.isEmpty() ? QStringList() : QStringList{input.domain});
    if (!path)
        return path.error();
    const auto query = span(session, input, u"from"_s, u"to"_s);
    if (!query)
        return query.error();
    return presentList(
        session,
        session.call(input.domain.isEmpty() ? api::getClusterActivity : api::getDomainActivity, *path,
                     *query + QueryItems{{u"bucket"_s, input.bucket}}),
        Table({u"START"_s, u"OPENS"_s, u"BY PEOPLE"_s, u"CLICKS"_s, u"BY PEOPLE"_s}),
        [](const wire::ActivityBucket &b) {
            return QStringList{shown(b.start), QString::number(b.opens), QString::number(b.opensByPeople),
                               QString::number(b.clicks), QString::number(b.clicksByPeople)};
        },
        u"There were no opens or clicks."_s);
}

Outcome topHosts(Session &session, const FigureInput &input)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    const auto query = span(session, input, u"since"_s, u"until"_s);
    if (!query)
        return query.error();
    return presentList(
        session,
        session.call(api::listTopHosts, *path, *query + QueryItems{{u"limit"_s, QString::number(input.limit)}}),
        Table({u"HOST"_s, u"OPENS"_s, u"BY PEOPLE"_s, u"CLICKS"_s, u"BY PEOPLE"_s}),
        [](const wire::TopHost &h) {
            return QStringList{h.host, QString::number(h.opens), QString::number(h.opensByPeople),
                               QString::number(h.clicks), QString::number(h.clicksByPeople)};
        },
        u"There were no opens or clicks."_s);
}

void printLinks(const wire::TopLinks &top)
{
    Table table({u"CLICKS"_s, u"BY PEOPLE"_s, u"LINK"_s});
    for (const wire::TopLink &link : top.links)
        table.add({QString::number(link.clicks), QString::number(link.clicksByPeople), link.url});
    table.print(u"There were no clicks."_s);
    if (top.countedSince)
        printNote(u"There are too many events: only those since %1 were counted."_s.arg(shown(*top.countedSince)));
    if (top.missedAtMost > 0) {
        printNote(u"There are too many different links: each may have up to %1 clicks more."_s.arg(
            QString::number(top.missedAtMost)));
    }
}

Outcome topLinks(Session &session, const FigureInput &input)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    const auto query = span(session, input, u"since"_s, u"until"_s);
    if (!query)
        return query.error();
    return present(session,
                   session.call(api::getTopLinks, *path,
                                *query + QueryItems{{u"limit"_s, QString::number(input.limit)},
                                                    {u"host"_s, input.host},
                                                    {u"message_id"_s, input.messageId},
                                                    {u"people"_s, input.people}}),
                   printLinks);
}

void addSpan(const Command &command, const Figures &input)
{
    command.option("--since", &input->since, "From this time on: RFC 3339, or how long ago, such as 30d (default: 7d)")
        .option("--until", &input->until, "Before this time");
}

} // namespace

void addFigureCommands(Command root)
{
    const auto input = std::make_shared<FigureInput>();
    const Command counted = root.command("activity", "Count opens and clicks over time");
    addSpan(counted, input);
    counted.option("--domain", &input->domain, "Only those of this tracking domain")
        .choice("--bucket", &input->bucket, {u"hour"_s, u"day"_s}, "The steps (default: day)")
        .does([input](Session &session) { return activity(session, *input); });
    const Command top = root.group("top", "What is opened and clicked most");
    const Command hosts = top.command("hosts", "The host names with the most clicks and opens by people");
    addSpan(hosts, input);
    hosts.number("--limit", &input->limit, 1, 100, "How many (default: 10)").does([input](Session &session) {
        return topHosts(session, *input);
    });
    const Command links = top.command("links", "The links with the most clicks");
    addSpan(links, input);
    links.number("--limit", &input->limit, 1, 100, "How many (default: 10)")
        .option("--host", &input->host, "Only those of this host name")
        .option("--message-id", &input->messageId, "Only those of this message")
        .choice("--people", &input->people, {u"true"_s, u"false"_s}, "Only clicks of people, or only the others")
        .does([input](Session &session) { return topLinks(session, *input); });
}

} // namespace unmta::ctl
