#include "store/events/EventTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/Statement.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString selectEvents(const QString &rest)
{
    return "SELECT seq, event_id, kind, timestamp, cluster_id, domain_id, tracking_host, message_id, recipient, url, "
           "link_index, link_name, ip, user_agent, bot, meta FROM event "_L1 +
           rest;
}

Numbered<TrackingEvent> readEvent(const Statement &row)
{
    TrackingEvent event;
    event.eventId = row.text(1);
    event.kind = valueOf<LinkKind>(linkKindNames, row.text(2));
    event.timestamp = row.time(3);
    event.clusterId = row.text(4);
    event.domainId = row.integer(5);
    event.trackingHost = row.text(6);
    event.messageId = row.text(7);
    event.recipient = row.text(8);
    event.url = row.text(9);
    event.linkIndex = static_cast<int>(row.integer(10));
    event.linkName = row.text(11);
    event.ip = row.text(12);
    event.userAgent = row.text(13);
    event.bot = row.text(14);
    const QJsonObject meta = QJsonDocument::fromJson(row.text(15).toUtf8()).object();
    for (auto it = meta.constBegin(); it != meta.constEnd(); ++it)
        event.meta.insert(it.key(), it.value().toString());
    return {row.integer(0), event};
}

Result<QList<Numbered<TrackingEvent>>> query(Database &database, const EventFilter &filter, QLatin1StringView range,
                                             std::int64_t from, int limit)
{
    QString rest = u"WHERE cluster_id = ?"_s;
    if (!filter.trackingHost.isEmpty())
        rest += " AND tracking_host = ?"_L1;
    if (filter.domainId)
        rest += " AND domain_id = ?"_L1;
    if (filter.kind)
        rest += " AND kind = ?"_L1;
    Statement statement(database, selectEvents(rest + range));
    statement.bind(filter.clusterId);
    if (!filter.trackingHost.isEmpty())
        statement.bind(filter.trackingHost);
    if (filter.domainId)
        statement.bind(*filter.domainId);
    if (filter.kind)
        statement.bind(nameOf(linkKindNames, *filter.kind));
    return statement.bind(from).bind(limit).rows(readEvent);
}

} // namespace

Result<Page<TrackingEvent>> EventTable::after(const EventFilter &filter, const QString &cursor, int limit) const
{
    const auto from = parseCursor(cursor, 0);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    const auto rows = query(m_database, filter, " AND seq > ? ORDER BY seq LIMIT ?"_L1, *from, size);
    if (!rows)
        return rows.error();
    Page<TrackingEvent> page;
    for (const auto &row : *rows)
        page.items.append(row.item);
    if (!rows->isEmpty())
        page.next = QString::number(rows->last().row);
    return page;
}

Result<Page<TrackingEvent>> EventTable::before(const EventFilter &filter, const QString &cursor, int limit) const
{
    const auto from = parseCursor(cursor, std::numeric_limits<std::int64_t>::max());
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    const auto rows = query(m_database, filter, " AND seq < ? ORDER BY seq DESC LIMIT ?"_L1, *from, size + 1);
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

} // namespace unmta::store
