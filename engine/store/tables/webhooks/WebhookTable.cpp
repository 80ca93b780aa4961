#include "store/tables/webhooks/WebhookTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/SecretBox.h"
#include "store/Statement.h"
#include "store/server/Dialect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

SecretPlace webhookPlace(const QString &column, const QString &secretName)
{
    return {u"webhook"_s, column, secretName};
}

QJsonValue jsonOf(const std::optional<TimePoint> &time)
{
    return time ? QJsonValue(qint64{toUnixMs(*time)}) : QJsonValue();
}

QJsonValue jsonOf(const std::optional<WebhookPosition> &position)
{
    return position ? QJsonValue(QJsonArray{qint64{position->event}, qint64{position->notice}}) : QJsonValue();
}

std::optional<TimePoint> timeOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(fromUnixMs(value.toInteger())) : std::nullopt;
}

std::optional<WebhookPosition> positionOf(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    return WebhookPosition{value[0].toInteger(), value[1].toInteger()};
}

QString textOf(const WebhookWalk &walk)
{
    const QJsonObject object{{u"at"_s, jsonOf(std::optional(walk.at))},
                             {u"end"_s, jsonOf(walk.end)},
                             {u"since"_s, jsonOf(walk.since)},
                             {u"until"_s, jsonOf(walk.until)},
                             {u"pending"_s, jsonOf(walk.pending)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

WebhookWalk walkOf(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    return {positionOf(object.value(u"at"_s)).value_or(WebhookPosition()), positionOf(object.value(u"end"_s)),
            timeOf(object.value(u"since"_s)), timeOf(object.value(u"until"_s)), positionOf(object.value(u"pending"_s))};
}

QString namesOf(const QList<WebhookType> &types)
{
    QStringList names;
    for (const WebhookType type : types)
        names << webhookTypeName(type);
    return names.join(u' ');
}

QString selectWebhooks(QLatin1StringView rest)
{
    return "SELECT id, cluster_id, url, types, hosts, people_only, is_batch, secret_name, secret_sealed, "
           "former_sealed, former_until, created_at, state, failures, first_failed_at, next_attempt_at, "
           "last_success_at, last_error, present, replay FROM webhook "_L1 +
           rest;
}

WebhookHealth healthOf(const Statement &row)
{
    WebhookHealth::Fields health;
    health.state = valueOf<WebhookState>(webhookStateNames, row.text(12));
    health.failures = static_cast<int>(row.integer(13));
    health.firstFailedAt = row.optionalTime(14);
    health.nextAttemptAt = row.optionalTime(15);
    health.lastSuccessAt = row.optionalTime(16);
    health.lastError = row.text(17);
    return WebhookHealth::fromStore(std::move(health));
}

Result<Webhook> readWebhook(const Statement &row, const SecretBox &secrets)
{
    Webhook webhook;
    webhook.id = row.integer(0);
    webhook.clusterId = row.optionalText(1);
    webhook.url = row.text(2);
    const QStringList types = row.text(3).split(u' ', Qt::SkipEmptyParts);
    for (const QString &name : types) {
        if (const auto type = webhookTypeFrom(name))
            webhook.types << *type;
    }
    webhook.hosts = row.text(4).split(u' ', Qt::SkipEmptyParts);
    webhook.peopleOnly = row.flag(5);
    webhook.isBatch = row.flag(6);
    auto secret = secrets.unseal(row.bytes(8), webhookPlace(u"secret"_s, row.text(7)));
    if (!secret)
        return secret.error();
    webhook.secret = *std::move(secret);
    webhook.formerUntil = row.optionalTime(10);
    if (webhook.formerUntil) {
        auto former = secrets.unseal(row.bytes(9), webhookPlace(u"former"_s, row.text(7)));
        if (!former)
            return former.error();
        webhook.formerSecret = *std::move(former);
    }
    webhook.createdAt = row.time(11);
    webhook.health = healthOf(row);
    webhook.present = walkOf(row.text(18));
    if (const QString replay = row.text(19); !replay.isEmpty())
        webhook.replay = walkOf(replay);
    return webhook;
}

Result<QList<Webhook>> readAll(Statement &statement, const SecretBox &secrets)
{
    if (const auto ran = statement.run(); !ran)
        return ran.error();
    QList<Webhook> webhooks;
    while (statement.next()) {
        auto webhook = readWebhook(statement, secrets);
        if (!webhook)
            return webhook.error();
        webhooks.append(*std::move(webhook));
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    return webhooks;
}

void bindProgress(Statement &statement, const Webhook &webhook)
{
    const WebhookHealth::Fields &health = webhook.health.fields();
    statement.bind(nameOf(webhookStateNames, health.state))
        .bind(health.failures)
        .bind(health.firstFailedAt)
        .bind(health.nextAttemptAt)
        .bind(health.lastSuccessAt)
        .bind(health.lastError)
        .bind(textOf(webhook.present))
        .bind(webhook.replay ? textOf(*webhook.replay) : QString());
}

} // namespace

Result<std::int64_t> WebhookTable::insert(const Webhook &webhook, const QString &secretName)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    // The numbers of what was deleted are not used again.
    Statement last(m_database, highestNumber(m_database.dialect(), "webhook_notice"_L1, "seq"_L1));
    const auto notice = last.row([](const Statement &row) { return row.integer(0); });
    if (!notice)
        return notice.error();
    Webhook fresh = webhook;
    fresh.present.at.notice = notice->value_or(0);
    Statement statement(m_database,
                        u"INSERT INTO webhook (cluster_id, url, types, hosts, people_only, is_batch, secret_name, "
                        "secret_sealed, created_at, state, failures, first_failed_at, next_attempt_at, "
                        "last_success_at, last_error, present, replay) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s +
                            returningId(m_database.dialect()));
    statement.bind(fresh.clusterId)
        .bind(fresh.url)
        .bind(namesOf(fresh.types))
        .bind(fresh.hosts.join(u' '))
        .bind(fresh.peopleOnly)
        .bind(fresh.isBatch)
        .bind(secretName)
        .bind(m_secrets.seal(fresh.secret, webhookPlace(u"secret"_s, secretName)))
        .bind(fresh.createdAt);
    bindProgress(statement, fresh);
    if (const auto inserted = statement.run(); !inserted)
        return inserted.error();
    const std::int64_t id = statement.insertedId();
    if (const auto done = transaction->commit(); !done)
        return done.error();
    return id;
}

Result<std::optional<Webhook>> WebhookTable::byId(std::int64_t id) const
{
    Statement statement(m_database, selectWebhooks("WHERE id = ?"_L1));
    auto found = readAll(statement.bind(id), m_secrets);
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<Webhook>() : std::optional(found->takeFirst());
}

Result<QList<Webhook>> WebhookTable::of(const std::optional<QString> &clusterId) const
{
    Statement statement(m_database, clusterId ? selectWebhooks("WHERE cluster_id = ? ORDER BY id"_L1)
                                              : selectWebhooks("WHERE cluster_id IS NULL ORDER BY id"_L1));
    if (clusterId)
        statement.bind(*clusterId);
    return readAll(statement, m_secrets);
}

Result<Page<Webhook>> WebhookTable::page(const std::optional<QString> &clusterId, const QString &after, int limit) const
{
    const auto from = parseCursor(after, 0);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    const auto owner = clusterId ? "WHERE cluster_id = ? AND id > ? ORDER BY id LIMIT ?"_L1
                                 : "WHERE cluster_id IS NULL AND id > ? ORDER BY id LIMIT ?"_L1;
    Statement statement(m_database, selectWebhooks(owner));
    if (clusterId)
        statement.bind(*clusterId);
    const auto found = readAll(statement.bind(*from).bind(size + 1), m_secrets);
    if (!found)
        return found.error();
    QList<Numbered<Webhook>> rows;
    for (const Webhook &webhook : *found)
        rows.append({webhook.id, webhook});
    return pageOf(rows, size);
}

Result<QList<Webhook>> WebhookTable::all() const
{
    Statement statement(m_database, selectWebhooks("ORDER BY id"_L1));
    return readAll(statement, m_secrets);
}

Result<void> WebhookTable::update(const Webhook &webhook)
{
    Statement statement(m_database, u"UPDATE webhook SET url = ?, types = ?, hosts = ?, people_only = ?, is_batch = ?, "
                                    "state = ?, failures = ?, first_failed_at = ?, next_attempt_at = ?, "
                                    "last_success_at = ?, last_error = ?, present = ?, replay = ? WHERE id = ?"_s);
    statement.bind(webhook.url)
        .bind(namesOf(webhook.types))
        .bind(webhook.hosts.join(u' '))
        .bind(webhook.peopleOnly)
        .bind(webhook.isBatch);
    bindProgress(statement, webhook);
    return statement.bind(webhook.id).runOnExisting();
}

Result<void> WebhookTable::updateSecrets(const Webhook &webhook)
{
    Statement name(m_database, u"SELECT secret_name FROM webhook WHERE id = ?"_s);
    const auto secretName = name.bind(webhook.id).row([](const Statement &row) { return row.text(0); });
    if (!secretName)
        return secretName.error();
    if (!*secretName)
        return Error(u"store.not_found"_s);
    Statement statement(m_database, u"UPDATE webhook SET secret_sealed = ?, former_sealed = ?, former_until = ? "
                                    "WHERE id = ?"_s);
    return statement.bind(m_secrets.seal(webhook.secret, webhookPlace(u"secret"_s, **secretName)))
        .bind(m_secrets.seal(webhook.formerSecret, webhookPlace(u"former"_s, **secretName)))
        .bind(webhook.formerUntil)
        .bind(webhook.id)
        .runOnExisting();
}

Result<void> WebhookTable::updateProgress(const Webhook &webhook)
{
    Statement statement(m_database, u"UPDATE webhook SET state = ?, failures = ?, first_failed_at = ?, "
                                    "next_attempt_at = ?, last_success_at = ?, last_error = ?, present = ?, "
                                    "replay = ? WHERE id = ?"_s);
    bindProgress(statement, webhook);
    return statement.bind(webhook.id).runOnExisting();
}

Result<void> WebhookTable::remove(std::int64_t id)
{
    Statement statement(m_database, u"DELETE FROM webhook WHERE id = ?"_s);
    return statement.bind(id).runOnExisting();
}

} // namespace unmta::store
