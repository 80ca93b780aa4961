#include "ctl/Commands.h"
#include "ctl/EventExport.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsPageSize = 1000;
constexpr int waitMs = 25'000; // below the idle limits of usual proxies

struct EventInput
{
    QString domain;
    QString kind;
    QString after;
    int limit = 100;
    QString order; // empty: the newest, in the order in which they came
    QString format = u"csv"_s;
    bool fromStart = false;
};

// Those of the cluster, or of one tracking domain.
const auto &operationOf(const EventInput &input)
{
    return input.domain.isEmpty() ? api::listEvents : api::listDomainEvents;
}

Result<QStringList> pathFor(Session &session, const EventInput &input)
{
    return session.inCluster(input.domain.isEmpty() ? QStringList() : QStringList{input.domain});
}

// Walks the pages behind `cursor` until the last one for now and leaves the cursor there. `visit` answers false to
// stop.
Result<bool> eachEvent(Session &session, const QStringList &path, const EventInput &input, QString &cursor,
                       const std::function<bool(const QJsonObject &)> &visit)
{
    while (true) {
        const QueryItems query{
            {u"kind"_s, input.kind}, {u"after"_s, cursor}, {u"limit"_s, QString::number(eventsPageSize)}};
        const auto page = session.call(operationOf(input), path, query);
        if (!page.body)
            return page.body.error();
        const QJsonArray events = page.body->value(u"data"_s).toArray();
        for (const auto &event : events) {
            if (!visit(event.toObject()))
                return false;
        }
        const QJsonObject meta = page.body->value(u"meta"_s).toObject();
        const QString next = meta.value(u"next"_s).toString();
        if (!next.isEmpty())
            cursor = next;
        if (next.isEmpty() || !meta.value(u"more"_s).toBool())
            return true;
    }
}

QString lineOf(const wire::Event &event)
{
    QStringList words{shown(event.timestamp), wire::kindOf(event.type), event.trackingHost, shown(event.recipient)};
    if (event.type == wire::EventType::Click)
        words << event.url;
    if (!event.bot.isEmpty())
        words << u"(bot: %1)"_s.arg(event.bot);
    return words.join(u"  "_s);
}

QJsonArray reversed(const QJsonArray &array)
{
    QJsonArray result;
    for (const auto &value : array)
        result.prepend(value);
    return result;
}

Outcome listEvents(Session &session, const EventInput &input)
{
    const auto path = pathFor(session, input);
    if (!path)
        return path.error();
    // Like the end of a log: the last ones, in the order in which they came.
    const bool lastOnes = input.order.isEmpty() && input.after.isEmpty();
    const QueryItems query{
        {u"kind"_s, input.kind}, {u"after"_s, input.after}, {u"order"_s, lastOnes ? u"newest"_s : input.order}};
    auto events = session.list(operationOf(input), *path, query, input.limit);
    if (events.entries && lastOnes)
        events.entries = reversed(*events.entries);
    return presentList(
        session, events, Table({u"TIME"_s, u"KIND"_s, u"HOST"_s, u"MESSAGE"_s, u"RECIPIENT"_s, u"BOT"_s, u"URL"_s}),
        [](const wire::Event &e) {
            return QStringList{shown(e.timestamp), wire::kindOf(e.type), e.trackingHost, shown(e.messageId),
                               shown(e.recipient), shown(e.bot),         shown(e.url)};
        },
        u"There is no event."_s);
}

// The change feed says when it is worth asking again.
Result<void> waitForActivity(Session &session, wire::ChangePage &feed)
{
    const int wait = feed.epoch.isEmpty() ? 0 : waitMs;
    ApiRequest request = plainRequest(
        api::getChanges, {},
        {{u"epoch"_s, feed.epoch}, {u"since"_s, QString::number(feed.next)}, {u"wait"_s, u"%1ms"_s.arg(wait)}});
    request.timeoutMs += wait;
    const auto page = Answer<wire::ChangePage>{session.send(std::move(request))}.value();
    if (!page)
        return page.error();
    feed = *page;
    return {};
}

Outcome follow(Session &session, const EventInput &input)
{
    const auto path = pathFor(session, input);
    if (!path)
        return path.error();
    QString cursor = input.after;
    const auto skip = [](const QJsonObject &) { return true; };
    const auto print = [&session](const QJsonObject &event) {
        if (session.json())
            return printRaw(jsonLine(event));
        const auto decoded = wire::fromJson<wire::Event>(event, wire::UnknownFields::Ignore);
        return printRaw((decoded ? forTerminal(lineOf(*decoded)).toUtf8() : QByteArray()) + '\n');
    };
    if (input.after.isEmpty() && !input.fromStart) {
        if (const auto end = eachEvent(session, *path, input, cursor, skip); !end)
            return end.error();
    }
    wire::ChangePage feed;
    while (true) {
        // The feed's place is noted before the events are read: what comes between is read, and announced once more.
        if (const auto waited = waitForActivity(session, feed); !waited)
            return waited.error();
        const auto more = eachEvent(session, *path, input, cursor, print);
        if (!more)
            return more.error();
        if (!*more)
            return Exit::Done; // the reader of our output has gone
    }
}

Outcome exportAll(Session &session, const EventInput &input)
{
    const auto path = pathFor(session, input);
    if (!path)
        return path.error();
    const bool csv = input.format == u"csv"_s;
    if (csv)
        printRaw(csvHeader());
    QString cursor = input.after;
    const auto done = eachEvent(session, *path, input, cursor, [csv](const QJsonObject &event) {
        return printRaw(csv ? csvLine(event) : jsonLine(event));
    });
    if (!done)
        return done.error();
    if (!*done)
        return Error(u"output.failed"_s, {}, {{u"message"_s, u"The events could not all be written."_s}});
    return Exit::Done;
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
    const auto input = std::make_shared<EventInput>();
    const auto bind = [input](Outcome (*command)(Session &, const EventInput &)) {
        return [input, command](Session &session) { return command(session, *input); };
    };
    const Command group = root.group("event", "Opens and clicks of recipients");
    const auto filtered = [&](const char *name, const char *help) {
        const Command command = group.command(name, help);
        command.option("--domain", &input->domain, "Only those of this tracking domain")
            .choice("--kind", &input->kind, {u"open"_s, u"click"_s}, "Only opens or only clicks")
            .option("--after", &input->after, "Begin behind this cursor (meta.next of the API)");
        return command;
    };
    filtered("list", "List the last events, oldest first")
        .choice("--order", &input->order, {u"newest"_s, u"oldest"_s},
                "Which come first (default: the last ones, oldest first)")
        .number("--limit", &input->limit, 1, 100'000, "How many")
        .does(bind(listEvents));
    filtered("follow", "Print events as they happen, until interrupted")
        .flag("--from-start", &input->fromStart, "Print those that there are already, too")
        .does(bind(follow));
    filtered("export", "Write all events to standard output")
        .choice("--format", &input->format, {u"csv"_s, u"ndjson"_s, u"jsonl"_s},
                "CSV or one JSON object per line, under either name (default: csv)")
        .does(bind(exportAll));
    const auto doomed = std::make_shared<DeleteInput>();
    group.command("delete", "Delete all events of one recipient, for ever")
        .option("--recipient", &doomed->recipient, "Whose; the case of letters makes no difference", true)
        .flag("--yes", &doomed->yes, "Do not ask")
        .does([doomed](Session &session) { return deleteEvents(session, *doomed); });
}

} // namespace unmta::ctl
