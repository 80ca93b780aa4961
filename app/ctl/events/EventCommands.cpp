#include "ctl/Commands.h"
#include "ctl/Csv.h"
#include "ctl/Show.h"
#include "ctl/events/EventExport.h"
#include "ctl/events/EventFollow.h"
#include "ctl/events/EventText.h"

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

    const auto doomed = std::make_shared<DeleteInput>();
    group.command("delete", "Delete all events of one recipient, for ever")
        .option("--recipient", &doomed->recipient, "Whose; the case of letters makes no difference", true)
        .flag("--yes", &doomed->yes, "Do not ask")
        .does([doomed](Session &session) { return deleteEvents(session, *doomed); });
}

} // namespace unmta::ctl
