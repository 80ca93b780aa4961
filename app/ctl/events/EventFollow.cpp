#include "ctl/events/EventFollow.h"

#include "base/Duration.h"
#include "contract/text/Csv.h"
#include "contract/text/EventLines.h"
#include "ctl/GrowingPause.h"
#include "ctl/Output.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 25'000; // below the idle limits of usual proxies
constexpr Millis firstRetry(250);
constexpr Millis longestRetry(10'000);

QString lineOf(const wire::Event &event)
{
    QStringList words{shown(event.timestamp), wire::kindOf(event.type), event.trackingHost, shown(event.recipient)};
    if (event.type == wire::EventType::Click)
        words << event.url;
    if (!event.bot.isEmpty())
        words << u"(bot: %1)"_s.arg(event.bot);
    return words.join(u"  "_s);
}

bool print(const Session &session, const QJsonObject &event)
{
    if (session.format() == "csv"_L1)
        return printRaw(csvLine(event));
    if (session.format() != "table"_L1)
        return printRaw(jsonLine(event));
    const auto decoded = wire::fromJson<wire::Event>(event, wire::UnknownFields::Ignore);
    return printRaw((decoded ? forTerminal(lineOf(*decoded)).toUtf8() : QByteArray()) + '\n');
}

// An engine that restarts, or is busy.
bool mayPass(const Error &error)
{
    static const QStringList codes{
        u"transport.unreachable"_s, u"transport.closed"_s, u"transport.timeout"_s, u"request.stopping"_s,
        u"request.busy"_s,          u"request.too_many"_s, u"event.busy"_s};
    return codes.contains(error.code);
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

// False: the reader of our output has gone.
Result<bool> step(Session &session, const EventSource &source, wire::ChangePage &feed, QString &cursor)
{
    // The feed's place is noted before the events are read: what comes between is read, and announced once more.
    if (const auto waited = waitForActivity(session, feed); !waited)
        return waited.error();
    return source.walk(cursor, [&](const QJsonObject &event) {
        const bool arrived = print(session, event);
        cursor = event.value(u"cursor"_s).toString(cursor); // should the next page not come
        return arrived;
    });
}

} // namespace

Outcome followEvents(Session &session, const FollowInput &input)
{
    const auto longest = parseDuration(input.patience.isEmpty() ? u"5m"_s : input.patience);
    if (!longest)
        return usageError(u"--patience takes a duration, such as 5m."_s);
    const auto source = EventSource::of(session, input.selection);
    if (!source)
        return source.error();
    QString cursor = input.selection.after;
    if (cursor.isEmpty() && !input.fromStart) {
        const auto end = source->end();
        if (!end)
            return end.error();
        cursor = *end;
    }
    if (session.format() == "csv"_L1)
        printRaw(csvHeader());
    wire::ChangePage feed;
    std::optional<GrowingPause> patience; // while nothing comes
    while (true) {
        const auto more = step(session, *source, feed, cursor);
        if (more && !*more)
            return Exit::Done;
        if (more) {
            patience.reset();
            continue;
        }
        const bool passes = mayPass(more.error());
        if (passes && !patience) {
            patience.emplace(*longest, firstRetry, longestRetry);
            printNote(u"The engine does not answer. Trying again for %1."_s.arg(formatDuration(*longest)));
        }
        if (!passes || !patience->pause(session)) {
            printNote(cursor.isEmpty() ? u"Nothing was printed yet."_s
                                       : u"To go on from here: --after %1"_s.arg(cursor));
            return more.error();
        }
        feed = {}; // an engine that comes back has another
    }
}

} // namespace unmta::ctl
