#include "store/tables/webhooks/WebhookNoticeTable.h"

#include "store/Database.h"
#include "store/Statement.h"

#include <QJsonDocument>

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<void> WebhookNoticeTable::insert(const WebhookNotice &notice)
{
    Statement statement(m_database, u"INSERT INTO webhook_notice (type, cluster_id, host, at, data) "
                                    "SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM webhook)"_s);
    return statement.bind(QString(webhookTypeName(notice.type)))
        .bind(notice.clusterId)
        .bind(notice.host)
        .bind(notice.at)
        .bind(QString::fromUtf8(QJsonDocument(notice.data).toJson(QJsonDocument::Compact)))
        .run();
}

Result<std::int64_t> WebhookNoticeTable::lastSeq() const
{
    Statement statement(m_database, highestNumber(m_database.dialect(), "webhook_notice"_L1, "seq"_L1));
    const auto last = statement.row([](const Statement &row) { return row.integer(0); });
    if (!last)
        return last.error();
    return last->value_or(0);
}

Result<void> WebhookNoticeTable::visit(const std::optional<QString> &clusterId, std::int64_t after, std::int64_t upTo,
                                       const std::function<bool(const WebhookNotice &notice)> &visit) const
{
    QString sql = u"SELECT seq, type, cluster_id, host, at, data FROM webhook_notice WHERE seq > ? AND seq <= ?"_s;
    if (clusterId)
        sql += " AND (cluster_id = ? OR cluster_id IS NULL)"_L1;
    Statement statement(m_database, sql + " ORDER BY seq"_L1);
    statement.bind(after).bind(upTo);
    if (clusterId)
        statement.bind(*clusterId);
    if (const auto ran = statement.run(); !ran)
        return ran;
    while (statement.next()) {
        const auto type = webhookTypeFrom(statement.text(1));
        if (!type)
            continue; // of a later release
        const WebhookNotice notice{
            statement.integer(0),      *type,
            statement.optionalText(2), statement.text(3),
            statement.time(4),         QJsonDocument::fromJson(statement.text(5).toUtf8()).object()};
        if (!visit(notice))
            return {};
    }
    return statement.outcome();
}

Result<std::int64_t> WebhookNoticeTable::prune(TimePoint before, int limit)
{
    Statement statement(m_database, u"DELETE FROM webhook_notice WHERE seq IN (SELECT seq FROM webhook_notice "
                                    "WHERE at < ? ORDER BY at LIMIT ?)"_s);
    if (const auto pruned = statement.bind(before).bind(clampLimit(limit)).run(); !pruned)
        return pruned.error();
    return statement.changedRows();
}

} // namespace unmta::store
