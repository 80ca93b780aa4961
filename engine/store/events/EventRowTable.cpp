#include "store/events/EventRowTable.h"

#include "domain/events/PackedEvents.h"
#include "store/Database.h"
#include "store/Names.h"
#include "store/Statement.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsPerRun = 512;

QString selectRows(const QString &rest)
{
    return u"SELECT seq, event_id, kind, timestamp, cluster_id, domain_id, tracking_host, message_id, recipient, url, "
           "link_index, link_name, ip, user_agent, bot, meta FROM event_row "_s +
           rest;
}

TrackingEvent readEvent(const Statement &row)
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
    return event;
}

Result<EventRun> readRun(Statement &statement)
{
    const auto rows = statement.rows([](const Statement &row) {
        return Numbered<TrackingEvent>{row.integer(0), readEvent(row)};
    });
    if (!rows)
        return rows.error();
    QByteArray packed;
    for (const auto &row : *rows)
        packEvent(packed, row.item);
    auto run = decodeBatch(packed, 0);
    for (std::size_t i = 0; run && i < run->items.size(); ++i)
        run->items[i].seq = (*rows)[static_cast<qsizetype>(i)].row;
    return run;
}

} // namespace

Result<EventRowTable::Bounds> EventRowTable::bounds(const QString &clusterId) const
{
    const auto edge = [&](QLatin1StringView order) -> Result<std::int64_t> {
        Statement statement(m_database,
                            u"SELECT seq FROM event_row WHERE cluster_id = ? ORDER BY seq %1 LIMIT 1"_s.arg(order));
        const auto seq = statement.bind(clusterId).row([](const Statement &row) { return row.integer(0); });
        if (!seq)
            return seq.error();
        return seq->value_or(0);
    };
    const auto first = edge("ASC"_L1);
    if (!first || *first == 0)
        return first ? Result<Bounds>(Bounds{}) : Result<Bounds>(first.error());
    const auto last = edge("DESC"_L1);
    if (!last)
        return last.error();
    return Bounds{*first, *last};
}

Result<bool> EventRowTable::holds(const EventId &id) const
{
    const QUuid uuid = QUuid::fromRfc4122(QByteArrayView(id.data(), qsizetype(id.size())));
    Statement statement(m_database, u"SELECT 1 FROM event_row WHERE event_id = ?"_s);
    const auto found = statement.bind(uuid.toString(QUuid::WithoutBraces)).row([](const Statement &) { return true; });
    if (!found)
        return found.error();
    return found->has_value();
}

Result<EventRun> EventRowTable::oldest(int limit) const
{
    Statement statement(m_database, selectRows(u"ORDER BY seq LIMIT ?"_s));
    return readRun(statement.bind(limit));
}

Result<void> EventRowTable::visit(const QString &clusterId, std::int64_t after, std::int64_t before, ReadOrder order,
                                  const std::function<bool(EventRun run)> &visit) const
{
    for (;;) {
        Statement statement(m_database,
                            selectRows(u"WHERE cluster_id = ? AND seq > ? AND seq < ? ORDER BY seq %1 LIMIT ?"_s.arg(
                                order == ReadOrder::Newest ? "DESC"_L1 : "ASC"_L1)));
        auto run = readRun(statement.bind(clusterId).bind(after).bind(before).bind(rowsPerRun));
        if (!run)
            return run.error();
        if (run->items.empty())
            return {};
        const std::int64_t reached = run->items.back().seq;
        (order == ReadOrder::Newest ? before : after) = reached;
        if (order == ReadOrder::Newest)
            std::reverse(run->items.begin(), run->items.end());
        if (!visit(*std::move(run)))
            return {};
    }
}

Result<std::int64_t> EventRowTable::removeUpTo(std::int64_t seq)
{
    Statement statement(m_database, u"DELETE FROM event_row WHERE seq <= ?"_s);
    if (const auto removed = statement.bind(seq).run(); !removed)
        return removed.error();
    return statement.changedRows();
}

Result<bool> EventRowTable::hasBefore(TimePoint time) const
{
    Statement statement(m_database, u"SELECT 1 FROM event_row WHERE timestamp < ? LIMIT 1"_s);
    const auto found = statement.bind(time).row([](const Statement &row) { return row.integer(0); });
    if (!found)
        return found.error();
    return found->has_value();
}

Result<std::int64_t> EventRowTable::removeBefore(TimePoint time, int limit)
{
    Statement statement(m_database, u"DELETE FROM event_row WHERE seq IN "
                                    "(SELECT seq FROM event_row WHERE timestamp < ? ORDER BY timestamp LIMIT ?)"_s);
    if (const auto pruned = statement.bind(time).bind(limit).run(); !pruned)
        return pruned.error();
    return statement.changedRows();
}

} // namespace unmta::store
