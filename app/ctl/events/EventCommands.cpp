#include "contract/text/Csv.h"
#include "contract/text/EventLines.h"
#include "ctl/Commands.h"
#include "ctl/Show.h"
#include "ctl/events/EventExport.h"
#include "ctl/events/EventFollow.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct ListInput
{
    EventSelection selection;
    int limit = 100;
    QString order; // empty: the newest, in the order in which they came
};

QJsonArray reversed(const QJsonArray &array)
{
    QJsonArray result;
    for (const auto &value : array)
        result.prepend(value);
    return result;
}

Outcome listEvents(Session &session, const ListInput &input)
{
    const auto source = EventSource::of(session, input.selection);
    if (!source)
        return source.error();
    // Like the end of a log: the last ones, in the order in which they came.
    const bool lastOnes = input.order.isEmpty() && input.selection.after.isEmpty();
    auto events = source->list(input.selection.after, lastOnes ? u"desc"_s : input.order, input.limit);
    if (events.entries && lastOnes)
        events.entries = reversed(*events.entries);
    return presentList(
        session, events, Table({u"TIME"_s, u"KIND"_s, u"HOST"_s, u"MESSAGE"_s, u"RECIPIENT"_s, u"BOT"_s, u"URL"_s}),
        [](const wire::Event &e) {
            return QStringList{shown(e.timestamp), wire::kindOf(e.type), e.trackingHost, shown(e.messageId),
                               shown(e.recipient), shown(e.bot),         shown(e.url)};
        },
        u"There is no such event."_s);
}

struct TopInput
{
    EventSelection selection;
    QString by = u"recipient"_s;
    int limit = 20;
};

// "12", or "12 (9 by people)" where programs were among them.
QString counted(qint64 all, qint64 byPeople)
{
    return all == byPeople ? QString::number(all) : u"%1 (%2 by people)"_s.arg(all).arg(byPeople);
}

void showTop(const QString &by, const wire::EventSummary &summary)
{
    Table table({by.toUpper(), u"CLICKS"_s, u"OPENS"_s, u"FIRST"_s, u"LAST"_s});
    for (const wire::EventGroup &group : summary.top) {
        const QString name = group.linkName.isEmpty() ? shown(group.key) : u"%1 (%2)"_s.arg(group.key, group.linkName);
        table.add({name, counted(group.clicks, group.clicksByPeople), counted(group.opens, group.opensByPeople),
                   shown(group.firstAt), shown(group.lastAt)});
    }
    table.print(u"There is no such event."_s);
    if (summary.groups > summary.top.size())
        printLine(u"These are %1 of %2."_s.arg(summary.top.size()).arg(summary.groups));
    if (!summary.isComplete)
        printLine(u"There are more than the engine tells apart: narrow it down, by --since for example."_s);
}

Outcome topEvents(Session &session, const TopInput &input)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    const auto source = EventSource::of(session, input.selection);
    if (!source)
        return source.error();
    const auto summary =
        session.call(api::summarizeEvents, *path,
                     source->filters() + QueryItems{{u"by"_s, input.by}, {u"limit"_s, QString::number(input.limit)}});
    if (summary.body && (session.format() == "csv"_L1 || session.format() == "ndjson"_L1)) {
        printRows(summary.body->value(u"data"_s).toObject().value(u"top"_s).toArray(), session.format());
        return Exit::Done;
    }
    return present(session, summary, [&input](const wire::EventSummary &found) { showTop(input.by, found); });
}

struct DeleteInput
{
    QString recipient;
    bool yes = false;
};

Outcome deleteEvents(Session &session, const DeleteInput &input)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    const QueryItems query{{u"recipient"_s, input.recipient}};
    if (!input.yes) {
        const auto counted = session.call(api::countEvents, *path, query).value();
        if (!counted)
            return counted.error();
        const auto confirmed = confirm(
            u"Every event of %1 will be deleted for ever; at present there are %2. Sums of opens and clicks stay."_s
                .arg(input.recipient)
                .arg(counted->events),
            input.recipient, false);
        if (!confirmed)
            return confirmed.error();
    }
    return present(session, session.call(api::deleteEvents, *path, query), [&input](const wire::EventDeletion &done) {
        printLine(done.deleted == 0 ? u"There was no event of %1."_s.arg(input.recipient)
                  : done.deleted == 1
                      ? u"1 event of %1 is deleted."_s.arg(input.recipient)
                      : u"%1 events of %2 are deleted."_s.arg(QString::number(done.deleted), input.recipient));
    });
}

} // namespace

void addEventCommands(Command root)
{
    const Command group = root.group("event", "Opens and clicks of recipients");

    const auto listed = std::make_shared<ListInput>();
    const Command list = group.command("list", "List the last events, oldest first");
    addSelection(list, listed->selection);
    list.choice("--order", &listed->order, {u"asc"_s, u"desc"_s, u"newest"_s, u"oldest"_s},
                "Which come first (default: the last ones, oldest first)")
        .number("--limit", &listed->limit, 1, 100'000, "How many")
        .does([listed](Session &session) { return listEvents(session, *listed); });

    const auto followed = std::make_shared<FollowInput>();
    const Command follow = group.command("follow", "Print events as they happen, until interrupted");
    addSelection(follow, followed->selection);
    follow.flag("--from-start", &followed->fromStart, "Print those that there are already, too")
        .option("--patience", &followed->patience, "How long to wait for an engine that does not answer (default: 5m)")
        .does([followed](Session &session) { return followEvents(session, *followed); });

    const auto exported = std::make_shared<ExportInput>();
    const Command exporting = group.command("export", "Write all events to standard output or a file");
    addSelection(exporting, exported->selection);
    exporting
        .choice("--format", &exported->format, {u"csv"_s, u"ndjson"_s, u"jsonl"_s, u"sqlite"_s},
                "CSV, one JSON object per line (under either name), or an SQLite database (default: csv)")
        .option("--output", &exported->output, "File to write, complete or not at all")
        .flag("--force", &exported->force, "Replace the file when it is there already")
        .does([exported](Session &session) { return exportEvents(session, *exported); });

    const auto summed = std::make_shared<TopInput>();
    const Command top = group.command("top", "Add events up: who opened and clicked, which links are clicked most");
    addFilters(top, summed->selection);
    top.choice("--by", &summed->by, {u"recipient"_s, u"link"_s, u"message"_s}, "What each row is about")
        .number("--limit", &summed->limit, 1, 1000, "How many rows, those with the most clicks first (default: 20)")
        .does([summed](Session &session) { return topEvents(session, *summed); });

    const auto doomed = std::make_shared<DeleteInput>();
    group.command("delete", "Delete all events of one recipient, for ever")
        .option("--recipient", &doomed->recipient, "Whose; the case of letters makes no difference", true)
        .flag("--yes", &doomed->yes, "Do not ask")
        .does([doomed](Session &session) { return deleteEvents(session, *doomed); });
}

} // namespace unmta::ctl
