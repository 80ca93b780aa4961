#include "store/tables/webhooks/WebhookDeliveryTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/Statement.h"
#include "store/server/Dialect.h"

#include <limits>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString selectDeliveries(QLatin1StringView rest)
{
    return "SELECT id, webhook_id, kind, message_id, at, calls, events, attempt, from_event, from_notice, to_event, "
           "to_notice, status, took, error, problem, answer, next_attempt_at FROM webhook_delivery "_L1 +
           rest;
}

WebhookDelivery readDelivery(const Statement &row)
{
    WebhookDelivery delivery;
    delivery.id = row.integer(0);
    delivery.webhookId = row.integer(1);
    delivery.kind = valueOf<WebhookDelivery::Kind>(webhookDeliveryNames, row.text(2));
    delivery.messageId = row.text(3);
    delivery.at = row.time(4);
    delivery.calls = static_cast<int>(row.integer(5));
    delivery.events = static_cast<int>(row.integer(6));
    delivery.attempt = static_cast<int>(row.integer(7));
    delivery.from = {row.integer(8), row.integer(9)};
    delivery.to = {row.integer(10), row.integer(11)};
    delivery.status = static_cast<int>(row.integer(12));
    delivery.took = Millis(row.integer(13));
    delivery.error = row.text(14);
    delivery.problem = row.text(15);
    delivery.answer = row.bytes(16);
    delivery.nextAttemptAt = row.optionalTime(17);
    return delivery;
}

} // namespace

Result<std::int64_t> WebhookDeliveryTable::insert(const WebhookDelivery &delivery)
{
    Statement statement(m_database,
                        u"INSERT INTO webhook_delivery (webhook_id, kind, message_id, at, calls, events, attempt, "
                        "from_event, from_notice, to_event, to_notice, status, took, error, problem, answer, "
                        "next_attempt_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s +
                            returningId(m_database.dialect()));
    const auto inserted = statement.bind(delivery.webhookId)
                              .bind(nameOf(webhookDeliveryNames, delivery.kind))
                              .bind(delivery.messageId)
                              .bind(delivery.at)
                              .bind(delivery.calls)
                              .bind(delivery.events)
                              .bind(delivery.attempt)
                              .bind(delivery.from.event)
                              .bind(delivery.from.notice)
                              .bind(delivery.to.event)
                              .bind(delivery.to.notice)
                              .bind(delivery.status)
                              .bind(std::int64_t{delivery.took.count()})
                              .bind(delivery.error)
                              .bind(delivery.problem)
                              .bind(delivery.answer)
                              .bind(delivery.nextAttemptAt)
                              .run();
    if (!inserted)
        return inserted.error();
    const std::int64_t id = statement.insertedId();
    Statement old(m_database, u"DELETE FROM webhook_delivery WHERE webhook_id = ? AND id <= (SELECT id FROM "
                              "webhook_delivery WHERE webhook_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)"_s);
    if (const auto dropped = old.bind(delivery.webhookId).bind(delivery.webhookId).bind(rowsKept).run(); !dropped)
        return dropped.error();
    return id;
}

Result<Page<WebhookDelivery>> WebhookDeliveryTable::list(std::int64_t webhookId, const QString &after, int limit) const
{
    const auto from = parseCursor(after, std::numeric_limits<std::int64_t>::max());
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    Statement statement(m_database, selectDeliveries("WHERE webhook_id = ? AND id < ? ORDER BY id DESC LIMIT ?"_L1));
    const auto rows = statement.bind(webhookId).bind(*from).bind(size + 1).rows([](const Statement &row) {
        return Numbered<WebhookDelivery>{row.integer(0), readDelivery(row)};
    });
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

Result<std::optional<WebhookDelivery>> WebhookDeliveryTable::byId(std::int64_t webhookId, std::int64_t id) const
{
    Statement statement(m_database, selectDeliveries("WHERE webhook_id = ? AND id = ?"_L1));
    return statement.bind(webhookId).bind(id).row(readDelivery);
}

Result<void> WebhookDeliveryTable::forgetAnswersWith(const QString &clusterId, const QString &text)
{
    // A few thousand rows of a kilobyte, looked through here: SQL knows the case of ASCII letters only.
    Statement statement(m_database, u"SELECT d.id, d.answer FROM webhook_delivery d JOIN webhook w "
                                    "ON w.id = d.webhook_id WHERE (w.cluster_id = ? OR w.cluster_id IS NULL) "
                                    "AND length(d.answer) > 0"_s);
    const auto answers = statement.bind(clusterId).rows(
        [](const Statement &row) { return std::pair(row.integer(0), QString::fromUtf8(row.bytes(1))); });
    if (!answers)
        return answers.error();
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    for (const auto &[id, answer] : *answers) {
        if (!answer.contains(text, Qt::CaseInsensitive))
            continue;
        Statement forget(m_database, u"UPDATE webhook_delivery SET answer = ? WHERE id = ?"_s);
        if (const auto done = forget.bind(QByteArray()).bind(id).run(); !done)
            return done;
    }
    return transaction->commit();
}

} // namespace unmta::store
