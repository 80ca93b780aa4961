#include "ctl/events/EventSelection.h"

#include <QJsonArray>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsPageSize = 1000;

} // namespace

void addFilters(const Command &command, EventSelection &selection)
{
    command.choice("--kind", &selection.kind, {u"open"_s, u"click"_s}, "Only opens or only clicks")
        .option("--host", &selection.host, "Only those of this host name")
        .option("--recipient", &selection.recipient, "Only those of this recipient, by the whole address")
        .option("--message-id", &selection.messageId, "Only those of this message")
        .option("--link", &selection.link, "Only clicks on this link, by its destination or its name")
        .option("--since", &selection.since, "Only those from this time on: RFC 3339, or how long ago, such as 24h")
        .option("--until", &selection.until, "Only those before this time")
        .choice("--people", &selection.people, {u"true"_s, u"false"_s}, "Only those of people, or only the others");
}

void addSelection(const Command &command, EventSelection &selection)
{
    command.option("--domain", &selection.domain, "Only those of this tracking domain");
    addFilters(command, selection);
    command.option("--after", &selection.after, "Begin behind this cursor: an event's, or meta.next of the API");
}

Result<EventSource> EventSource::of(Session &session, const EventSelection &selection)
{
    const auto path = session.inCluster(selection.domain.isEmpty() ? QStringList() : QStringList{selection.domain});
    if (!path)
        return path.error();
    const auto since = session.timeOf(selection.since);
    if (!since)
        return since.error();
    const auto until = session.timeOf(selection.until);
    if (!until)
        return until.error();
    EventSource source(session, *path);
    source.m_filters = {{u"kind"_s, selection.kind},
                        {u"host"_s, selection.host},
                        {u"recipient"_s, selection.recipient},
                        {u"message_id"_s, selection.messageId},
                        {u"link"_s, selection.link},
                        {u"since"_s, *since},
                        {u"until"_s, *until},
                        {u"people"_s, selection.people}};
    return source;
}

const Operation<QueryItems, wire::Page<wire::Event>> &EventSource::operation() const
{
    return m_path.size() == 1 ? api::listEvents : api::listDomainEvents;
}

Result<QJsonObject> EventSource::page(const QueryItems &query) const
{
    return m_session.send(plainRequest(operation(), m_path, query));
}

Result<QString> EventSource::end() const
{
    const auto newest = page({{u"order"_s, u"desc"_s}, {u"limit"_s, u"1"_s}});
    if (!newest)
        return newest.error();
    return newest->value(u"data"_s).toArray().first().toObject().value(u"cursor"_s).toString();
}

Result<bool> EventSource::walk(QString &cursor, const std::function<bool(const QJsonObject &event)> &visit) const
{
    while (true) {
        const auto answer =
            page(m_filters + QueryItems{{u"after"_s, cursor}, {u"limit"_s, QString::number(eventsPageSize)}});
        if (!answer)
            return answer.error();
        const QJsonArray events = answer->value(u"data"_s).toArray();
        for (const auto &event : events) {
            if (!visit(event.toObject()))
                return false;
        }
        const QJsonObject meta = answer->value(u"meta"_s).toObject();
        const QString next = meta.value(u"next"_s).toString();
        if (!next.isEmpty())
            cursor = next;
        if (next.isEmpty() || !meta.value(u"more"_s).toBool())
            return true;
    }
}

Items<wire::Event> EventSource::list(const QString &after, const QString &order, int limit) const
{
    return m_session.list(operation(), m_path, m_filters + QueryItems{{u"after"_s, after}, {u"order"_s, order}}, limit);
}

} // namespace unmta::ctl
