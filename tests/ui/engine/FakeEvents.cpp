// The events of the engine in memory: lists, sums, deletion.
#include "ui/FakeEngine.h"
#include "ui/engine/FakeAnswers.h"

namespace unmta::test {

using namespace answers;
using wire::ChangeAction;

namespace {

// By the parameters of listEvents.
bool isWanted(const wire::Event &event, const ApiRequest &request)
{
    const std::pair<QString, QString> texts[]{
        {u"kind"_s, wire::kindOf(event.type)}, {u"recipient"_s, event.recipient},
        {u"message_id"_s, event.messageId},    {u"link"_s, event.url},
        {u"host"_s, event.trackingHost},       {u"people"_s, event.bot.isEmpty() ? u"true"_s : u"false"_s}};
    for (const auto &[name, value] : texts) {
        const QString wanted = queryOf(request, name);
        if (!wanted.isEmpty() && wanted != value)
            return false;
    }
    const auto since = fromIso8601(queryOf(request, u"since"_s));
    const auto until = fromIso8601(queryOf(request, u"until"_s));
    return (!since || event.timestamp >= *since) && (!until || event.timestamp < *until);
}

} // namespace

void FakeEngine::handleEvents(const QStringList &path, const ApiRequest &request, const Respond &respond)
{
    if (request.method == Method::Delete || path.value(3) == u"count") {
        const QString recipient = queryOf(request, u"recipient"_s);
        const auto isTheirs = [&recipient](const wire::Event &event) {
            return event.recipient.compare(recipient, Qt::CaseInsensitive) == 0;
        };
        if (path.value(3) == u"count")
            return respond(
                reply(wire::toJson(wire::EventCount{std::count_if(events.begin(), events.end(), isTheirs)})));
        if (deletionRefusal)
            return respond(refusal(503, *deletionRefusal));
        deletedRecipients << recipient;
        const wire::EventDeletion done{events.removeIf(isTheirs)};
        change(ChangeKind::Events, path.value(1), ChangeAction::Removed);
        return respond(reply(wire::toJson(done)));
    }
    respond(path.value(3) == u"summary" ? sumsOf(request) : eventsOf(request));
}

// As the engine does, it stops after having read for a while. A cursor is how many events lie before its place.
ApiResponse FakeEngine::eventsOf(const ApiRequest &request) const
{
    const bool isOldestFirst = queryOf(request, u"order"_s) != u"desc";
    const QString after = queryOf(request, u"after"_s);
    const qsizetype limit = queryOf(request, u"limit"_s).toLongLong();
    qsizetype at = !after.isEmpty() ? after.toLongLong() : isOldestFirst ? 0 : events.size();
    const auto isEnd = [&] { return isOldestFirst ? at == events.size() : at == 0; };
    QList<wire::Event> page;
    for (qsizetype read = 0; !isEnd() && page.size() < limit && read < eventsReadAtOnce; ++read) {
        const wire::Event &event = events.at(isOldestFirst ? at++ : --at);
        if (isWanted(event, request))
            page.append(event);
    }
    const QJsonValue next = isOldestFirst || at > 0 ? QJsonValue(QString::number(at)) : QJsonValue();
    return reply(arrayOf(page), 200, {{u"next"_s, next}, {u"more"_s, !isEnd()}});
}

ApiResponse FakeEngine::sumsOf(const ApiRequest &request) const
{
    const QString by = queryOf(request, u"by"_s);
    wire::EventSummary sums;
    QMap<QString, wire::EventGroup> groups;
    for (const wire::Event &event : events) {
        if (!isWanted(event, request))
            continue;
        const bool isOpen = event.type == wire::EventType::Open;
        const int byPerson = event.bot.isEmpty() ? 1 : 0;
        ++(isOpen ? sums.opens : sums.clicks);
        (isOpen ? sums.opensByPeople : sums.clicksByPeople) += byPerson;
        if (by == u"link" && isOpen)
            continue;
        const QString key = by == u"link" ? event.url : by == u"message" ? event.messageId : event.recipient;
        wire::EventGroup &group = groups[key];
        if (group.opens + group.clicks == 0)
            group.firstAt = event.timestamp;
        group.key = key;
        group.lastAt = event.timestamp;
        ++(isOpen ? group.opens : group.clicks);
        (isOpen ? group.opensByPeople : group.clicksByPeople) += byPerson;
    }
    sums.groups = groups.size();
    sums.top = groups.values();
    std::stable_sort(sums.top.begin(), sums.top.end(), [](const wire::EventGroup &a, const wire::EventGroup &b) {
        return std::pair(a.clicks, a.opens) > std::pair(b.clicks, b.opens);
    });
    sums.top = sums.top.mid(0, queryOf(request, u"limit"_s).toInt());
    return reply(wire::toJson(sums));
}

} // namespace unmta::test
