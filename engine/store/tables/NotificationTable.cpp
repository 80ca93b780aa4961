#include "store/tables/NotificationTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/Statement.h"
#include "store/server/Dialect.h"

#include <QJsonDocument>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString selectNotifications(const QString &rest)
{
    return "SELECT id, kind, cluster_id, domain_id, domain_name, created_at, args, state, attempts, "
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
    Delivery::Fields delivery;
    delivery.state = valueOf<DeliveryState>(deliveryStateNames, row.text(7));
    delivery.attempts = static_cast<int>(row.integer(8));
    delivery.nextAttemptAt = row.optionalTime(9);
    delivery.sentAt = row.optionalTime(10);
    delivery.messageId = row.text(11);
    delivery.lastError = row.text(12);
    delivery.recipients = row.text(13).split(u'\n', Qt::SkipEmptyParts);
    delivery.deliveredTo = row.text(14).split(u'\n', Qt::SkipEmptyParts);
    notification.delivery = Delivery::fromStore(std::move(delivery));
    return notification;
}

// A condition in SQL; the kinds are names of ours.
QString isGoodNews()
{
    return u"kind IN ('%1')"_s.arg(goodNewsKinds().join(u"', '"_s));
}

void bindDelivery(Statement &statement, const Delivery &delivery)
{
    const Delivery::Fields &fields = delivery.fields();
    statement.bind(nameOf(deliveryStateNames, fields.state))
        .bind(fields.attempts)
        .bind(fields.nextAttemptAt)
        .bind(fields.sentAt)
        .bind(fields.messageId)
        .bind(fields.lastError)
        .bind(fields.recipients.join(u'\n'))
        .bind(fields.deliveredTo.join(u'\n'));
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
                        "state, attempts, next_attempt_at, sent_at, message_id, last_error, recipients, "
                        "delivered_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s +
                            returningId(m_database.dialect()));
    statement.bind(notification.kind)
        .bind(notification.clusterId)
        .bind(notification.domainId)
        .bind(notification.domainName)
        .bind(notification.createdAt)
        .bind(QString::fromUtf8(QJsonDocument(notification.args).toJson(QJsonDocument::Compact)));
    bindDelivery(statement, notification.delivery);
    if (const auto inserted = statement.run(); !inserted)
        return inserted.error();
    return statement.insertedId();
}

Result<std::optional<Notification>> NotificationTable::byId(std::int64_t id) const
{
    Statement statement(m_database, selectNotifications(u"WHERE id = ?"_s));
    return statement.bind(id).row(readNotification);
}

Result<Page<Notification>> NotificationTable::list(const QString &clusterId, const QString &after, int limit) const
{
    const auto from = parseCursor(after, std::numeric_limits<std::int64_t>::max());
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    QString rest = u"WHERE id < ?"_s;
    if (!clusterId.isEmpty())
        rest += " AND cluster_id = ?"_L1;
    Statement statement(m_database, selectNotifications(rest + " ORDER BY id DESC LIMIT ?"_L1));
    statement.bind(*from);
    if (!clusterId.isEmpty())
        statement.bind(clusterId);
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

Result<QList<Notification>> NotificationTable::due(TimePoint now, int limit) const
{
    Statement statement(m_database,
                        selectNotifications(u"WHERE state = 'queued' AND (next_attempt_at <= ? OR next_attempt_at > ?) "
                                            "ORDER BY %1, next_attempt_at, id LIMIT ?"_s.arg(isGoodNews())));
    return statement.bind(now).bind(now + Delivery::longestPause).bind(clampLimit(limit)).rows(readNotification);
}

Result<std::int64_t> NotificationTable::queued() const
{
    Statement statement(m_database, u"SELECT count(*) FROM notification WHERE state = 'queued'"_s);
    const auto count = statement.row([](const Statement &row) { return row.integer(0); });
    if (!count)
        return count.error();
    return count->value_or(0);
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
                                                             TimePoint now, bool urgentOnly) const
{
    QString sql = u"SELECT count(DISTINCT message_id), min(sent_at) FROM notification "
                  "WHERE recipients = ? AND sent_at > ? AND sent_at <= ?"_s;
    if (urgentOnly)
        sql += u" AND NOT "_s + isGoodNews();
    Statement statement(m_database, sql);
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
    bindDelivery(statement, notification.delivery);
    statement.bind(notification.id);
    return statement.runOnExisting();
}

Result<QSet<QString>> NotificationTable::relayFailed(TimePoint now, TimePoint again, const QString &words)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    Statement defer(m_database, u"UPDATE notification SET attempts = attempts + 1, next_attempt_at = ?, last_error = ? "
                                "WHERE state = 'queued' AND (next_attempt_at <= ? OR next_attempt_at > ?)"_s);
    if (auto done = defer.bind(again).bind(words).bind(now).bind(now + Delivery::longestPause).run(); !done)
        return done.error();
    Statement giveUp(m_database, u"UPDATE notification SET state = 'failed', next_attempt_at = NULL "
                                 "WHERE state = 'queued' AND attempts >= ? RETURNING coalesce(cluster_id, '')"_s);
    const auto givenUp = giveUp.bind(Delivery::mostAttempts).rows([](const Statement &row) { return row.text(0); });
    if (!givenUp)
        return givenUp.error();
    if (auto done = transaction->commit(); !done)
        return done.error();
    return QSet<QString>(givenUp->begin(), givenUp->end());
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

Result<std::int64_t> NotificationTable::prune(TimePoint before, int limit)
{
    Statement statement(m_database, u"DELETE FROM notification WHERE id IN (SELECT id FROM notification n "
                                    "WHERE created_at < ? AND state <> 'queued' AND NOT (kind = 'certificate.failed' "
                                    "AND EXISTS (SELECT 1 FROM certificate c WHERE c.host = n.domain_name "
                                    "AND c.failures > 0)) ORDER BY created_at LIMIT ?)"_s);
    if (const auto pruned = statement.bind(before).bind(clampLimit(limit)).run(); !pruned)
        return pruned.error();
    return statement.changedRows();
}

} // namespace unmta::store
