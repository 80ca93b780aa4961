#include "store/tables/NotificationTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/Statement.h"

#include <QJsonDocument>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString selectNotifications(const QString &rest)
{
    return "SELECT id, kind, cluster_id, domain_id, domain_name, created_at, args, is_read, state, attempts, "
           "next_attempt_at, sent_at, message_id, last_error, recipients, delivered_to FROM notification "_L1 +
           rest;
}

Notification readNotification(const Statement &row)
{
    Notification notification;
    notification.id = row.integer(0);
    notification.kind = row.text(1);
    notification.clusterId = row.optionalText(2);
    notification.domainId = row.integer(3);
    notification.domainName = row.text(4);
    notification.createdAt = row.time(5);
    notification.args = QJsonDocument::fromJson(row.text(6).toUtf8()).object();
    notification.read = row.flag(7);
    notification.state = valueOf<DeliveryState>(deliveryStateNames, row.text(8));
    notification.attempts = static_cast<int>(row.integer(9));
    notification.nextAttemptAt = row.optionalTime(10);
    notification.sentAt = row.optionalTime(11);
    notification.messageId = row.text(12);
    notification.lastError = row.text(13);
    notification.recipients = row.text(14).split(u'\n', Qt::SkipEmptyParts);
    notification.deliveredTo = row.text(15).split(u'\n', Qt::SkipEmptyParts);
    return notification;
}

Numbered<Notification> readNumbered(const Statement &row)
{
    return {row.integer(0), readNotification(row)};
}

} // namespace

Result<std::int64_t> NotificationTable::insert(const Notification &notification)
{
    Statement statement(m_database,
                        u"INSERT INTO notification (kind, cluster_id, domain_id, domain_name, created_at, args, "
                        "is_read, state, attempts, next_attempt_at, sent_at, message_id, last_error, recipients, "
                        "delivered_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    statement.bind(notification.kind)
        .bind(notification.clusterId)
        .bind(notification.domainId)
        .bind(notification.domainName)
        .bind(notification.createdAt)
        .bind(QString::fromUtf8(QJsonDocument(notification.args).toJson(QJsonDocument::Compact)))
        .bind(notification.read)
        .bind(nameOf(deliveryStateNames, notification.state))
        .bind(notification.attempts)
        .bind(notification.nextAttemptAt)
        .bind(notification.sentAt)
        .bind(notification.messageId)
        .bind(notification.lastError)
        .bind(notification.recipients.join(u'\n'))
        .bind(notification.deliveredTo.join(u'\n'));
    if (const auto inserted = statement.run(); !inserted)
        return inserted.error();
    return statement.insertedId();
}

Result<std::optional<Notification>> NotificationTable::byId(std::int64_t id) const
{
    Statement statement(m_database, selectNotifications(u"WHERE id = ?"_s));
    return statement.bind(id).row(readNotification);
}

Result<Page<Notification>> NotificationTable::list(const NotificationFilter &filter, const QString &after,
                                                   int limit) const
{
    const auto from = parseCursor(after, std::numeric_limits<std::int64_t>::max());
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    QString rest = u"WHERE id < ?"_s;
    if (!filter.clusterId.isEmpty())
        rest += " AND cluster_id = ?"_L1;
    if (filter.unreadOnly)
        rest += " AND is_read = 0"_L1;
    Statement statement(m_database, selectNotifications(rest + " ORDER BY id DESC LIMIT ?"_L1));
    statement.bind(*from);
    if (!filter.clusterId.isEmpty())
        statement.bind(filter.clusterId);
    const auto rows = statement.bind(size + 1).rows(readNumbered);
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

Result<Page<Notification>> NotificationTable::ofDomain(std::int64_t domainId, const QString &after, int limit) const
{
    const auto from = parseCursor(after, std::numeric_limits<std::int64_t>::max());
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    Statement statement(m_database, selectNotifications(u"WHERE domain_id = ? AND id < ? ORDER BY id DESC LIMIT ?"_s));
    const auto rows = statement.bind(domainId).bind(*from).bind(size + 1).rows(readNumbered);
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

Result<std::int64_t> NotificationTable::unreadCount(const QString &clusterId) const
{
    QString sql = u"SELECT count(*) FROM notification WHERE is_read = 0"_s;
    if (!clusterId.isEmpty())
        sql += " AND cluster_id = ?"_L1;
    Statement statement(m_database, sql);
    if (!clusterId.isEmpty())
        statement.bind(clusterId);
    const auto count = statement.row([](const Statement &row) { return row.integer(0); });
    if (!count)
        return count.error();
    return count->value_or(0);
}

Result<void> NotificationTable::markRead(std::int64_t id)
{
    Statement statement(m_database, u"UPDATE notification SET is_read = 1 WHERE id = ?"_s);
    return statement.bind(id).runOnExisting();
}

Result<void> NotificationTable::markAllRead(const QString &clusterId)
{
    QString sql = u"UPDATE notification SET is_read = 1 WHERE is_read = 0"_s;
    if (!clusterId.isEmpty())
        sql += " AND cluster_id = ?"_L1;
    Statement statement(m_database, sql);
    if (!clusterId.isEmpty())
        statement.bind(clusterId);
    return statement.run();
}

Result<QList<Notification>> NotificationTable::due(TimePoint now, int limit) const
{
    Statement statement(m_database,
                        selectNotifications(u"WHERE state = 'queued' AND (next_attempt_at <= ? OR next_attempt_at > ?) "
                                            "ORDER BY next_attempt_at, id LIMIT ?"_s));
    return statement.bind(now).bind(now + longestPause).bind(clampLimit(limit)).rows(readNotification);
}

Result<std::optional<TimePoint>> NotificationTable::nextDue() const
{
    Statement statement(m_database, u"SELECT next_attempt_at FROM notification WHERE state = 'queued' "
                                    "AND next_attempt_at IS NOT NULL ORDER BY next_attempt_at LIMIT 1"_s);
    return statement.row([](const Statement &row) { return row.time(0); });
}

Result<QList<Notification>> NotificationTable::ofMail(const QString &messageId) const
{
    Statement statement(m_database, selectNotifications(u"WHERE message_id = ? AND state = 'queued' ORDER BY id"_s));
    return statement.bind(messageId).rows(readNotification);
}

Result<NotificationTable::Sent> NotificationTable::sentSince(const QStringList &recipients, TimePoint since,
                                                             TimePoint now) const
{
    Statement statement(m_database, u"SELECT count(DISTINCT message_id), min(sent_at) FROM notification "
                                    "WHERE recipients = ? AND sent_at > ? AND sent_at <= ?"_s);
    const auto sent = statement.bind(recipients.join(u'\n')).bind(since).bind(now).row([](const Statement &row) {
        return Sent{row.integer(0), row.optionalTime(1)};
    });
    if (!sent)
        return sent.error();
    return sent->value_or(Sent());
}

Result<void> NotificationTable::updateDelivery(const Notification &notification)
{
    Statement statement(m_database,
                        u"UPDATE notification SET state = ?, attempts = ?, next_attempt_at = ?, sent_at = ?, "
                        "message_id = ?, last_error = ?, recipients = ?, delivered_to = ? WHERE id = ?"_s);
    statement.bind(nameOf(deliveryStateNames, notification.state))
        .bind(notification.attempts)
        .bind(notification.nextAttemptAt)
        .bind(notification.sentAt)
        .bind(notification.messageId)
        .bind(notification.lastError)
        .bind(notification.recipients.join(u'\n'))
        .bind(notification.deliveredTo.join(u'\n'))
        .bind(notification.id);
    return statement.runOnExisting();
}

Result<void> NotificationTable::deferDue(TimePoint now, TimePoint next, int most, const QString &error)
{
    Statement defer(m_database, u"UPDATE notification SET attempts = attempts + 1, next_attempt_at = ?, last_error = ? "
                                "WHERE state = 'queued' AND (next_attempt_at <= ? OR next_attempt_at > ?)"_s);
    if (auto deferred = defer.bind(next).bind(error).bind(now).bind(now + longestPause).run(); !deferred)
        return deferred;
    Statement giveUp(m_database, u"UPDATE notification SET state = 'failed', next_attempt_at = NULL "
                                 "WHERE state = 'queued' AND attempts >= ?"_s);
    return giveUp.bind(most).run();
}

Result<void> NotificationTable::hasten(TimePoint now)
{
    Statement statement(m_database,
                        u"UPDATE notification SET next_attempt_at = ? WHERE state = 'queued' AND attempts > 0"_s);
    return statement.bind(now).run();
}

Result<bool> NotificationTable::hasCertificateTrouble(std::int64_t domainId, const QString &host) const
{
    Statement statement(m_database, u"SELECT kind FROM notification WHERE domain_id = ? AND domain_name = ? "
                                    "AND kind IN ('certificate.failed', 'certificate.recovered') "
                                    "ORDER BY id DESC LIMIT 1"_s);
    const auto kind = statement.bind(domainId).bind(host).row([](const Statement &row) { return row.text(0); });
    if (!kind)
        return kind.error();
    return *kind == u"certificate.failed"_s;
}

Result<void> NotificationTable::prune(TimePoint before)
{
    Statement statement(m_database, u"DELETE FROM notification WHERE created_at < ? AND state <> 'queued'"_s);
    return statement.bind(before).run();
}

} // namespace unmta::store
