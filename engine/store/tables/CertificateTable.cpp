#include "store/tables/CertificateTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/SecretBox.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString selectCertificates(QLatin1StringView rest)
{
    return "SELECT host, state, chain_pem, key_sealed, issuer, issuer_name, not_before, not_after, renew_at, "
           "next_attempt_at, failures, error_code, error_message, order_sealed, alert_at FROM certificate "_L1 +
           rest;
}

SecretPlace place(const QString &column, const QString &host)
{
    return {u"certificate"_s, column, host};
}

// Nothing is kept as nothing, so that hosts without a certificate cost no encryption.
QByteArray sealed(const SecretBox &secrets, const QByteArray &plain, const SecretPlace &place)
{
    return plain.isEmpty() ? QByteArray() : secrets.seal(plain, place);
}

Result<QByteArray> unsealed(const SecretBox &secrets, const QByteArray &bytes, const SecretPlace &place)
{
    if (bytes.isEmpty())
        return QByteArray();
    return secrets.unseal(bytes, place);
}

// Everything but the secrets.
Certificate::Fields readShown(const Statement &row)
{
    Certificate::Fields fields;
    fields.host = row.text(0);
    fields.state = valueOf<CertificateState>(certificateStateNames, row.text(1));
    fields.chainPem = row.bytes(2);
    fields.issuer = row.text(4);
    fields.issuerName = row.text(5);
    fields.notBefore = row.optionalTime(6);
    fields.notAfter = row.optionalTime(7);
    fields.renewAt = row.optionalTime(8);
    fields.nextAttemptAt = row.optionalTime(9);
    fields.failures = static_cast<int>(row.integer(10));
    fields.errorCode = row.text(11);
    fields.errorMessage = row.text(12);
    fields.alertAt = row.optionalTime(14);
    return fields;
}

Result<Certificate> readCertificate(const Statement &row, const SecretBox &secrets)
{
    Certificate::Fields fields = readShown(row);
    auto key = unsealed(secrets, row.bytes(3), place(u"key"_s, fields.host));
    if (!key)
        return key.error();
    fields.keyPem = *key;
    auto order = unsealed(secrets, row.bytes(13), place(u"order"_s, fields.host));
    if (!order)
        return order.error();
    fields.orderState = *order;
    return Certificate::fromStore(std::move(fields));
}

} // namespace

Result<void> CertificateTable::upsert(const Certificate &certificate)
{
    const Certificate::Fields &fields = certificate.fields();
    Statement statement(m_database,
                        u"INSERT INTO certificate (host, state, chain_pem, key_sealed, issuer, issuer_name, "
                        "not_before, not_after, renew_at, next_attempt_at, failures, error_code, error_message, "
                        "order_sealed, alert_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                        "ON CONFLICT (host) DO UPDATE SET state = excluded.state, chain_pem = excluded.chain_pem, "
                        "key_sealed = excluded.key_sealed, issuer = excluded.issuer, "
                        "issuer_name = excluded.issuer_name, not_before = excluded.not_before, "
                        "not_after = excluded.not_after, renew_at = excluded.renew_at, "
                        "next_attempt_at = excluded.next_attempt_at, failures = excluded.failures, "
                        "error_code = excluded.error_code, error_message = excluded.error_message, "
                        "order_sealed = excluded.order_sealed, alert_at = excluded.alert_at"_s);
    statement.bind(fields.host)
        .bind(nameOf(certificateStateNames, fields.state))
        .bind(fields.chainPem)
        .bind(sealed(m_secrets, fields.keyPem, place(u"key"_s, fields.host)))
        .bind(fields.issuer)
        .bind(fields.issuerName)
        .bind(fields.notBefore)
        .bind(fields.notAfter)
        .bind(fields.renewAt)
        .bind(fields.nextAttemptAt)
        .bind(fields.failures)
        .bind(fields.errorCode)
        .bind(fields.errorMessage)
        .bind(sealed(m_secrets, fields.orderState, place(u"order"_s, fields.host)))
        .bind(fields.alertAt);
    return statement.run();
}

Result<std::optional<Certificate>> CertificateTable::byHost(const QString &host) const
{
    Statement statement(m_database, selectCertificates("WHERE host = ?"_L1));
    if (const auto ran = statement.bind(host).run(); !ran)
        return ran.error();
    if (!statement.next()) {
        if (const auto end = statement.outcome(); !end)
            return end.error();
        return std::optional<Certificate>();
    }
    auto certificate = readCertificate(statement, m_secrets);
    if (!certificate)
        return certificate.error();
    return std::optional(*certificate);
}

Result<QHash<QString, Certificate>> CertificateTable::shownOf(const QStringList &hosts) const
{
    QHash<QString, Certificate> certificates;
    if (hosts.isEmpty())
        return certificates;
    Statement statement(m_database, selectCertificates("WHERE host IN (%1)"_L1).arg(placesFor(hosts.size())));
    if (const auto ran = statement.bindEach(hosts).run(); !ran)
        return ran.error();
    while (statement.next()) {
        Certificate::Fields fields = readShown(statement);
        certificates.insert(fields.host, Certificate::fromStore(fields));
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    return certificates;
}

Result<QList<Certificate>> CertificateTable::due(TimePoint now, int limit) const
{
    return upTo("WHERE next_attempt_at <= ? ORDER BY next_attempt_at, host LIMIT ?"_L1, now, limit);
}

Result<QList<Certificate>> CertificateTable::alertsDue(TimePoint now, int limit) const
{
    return upTo("WHERE alert_at <= ? ORDER BY alert_at, host LIMIT ?"_L1, now, limit);
}

Result<QList<Certificate>> CertificateTable::upTo(QLatin1StringView rest, TimePoint now, int limit) const
{
    Statement statement(m_database, selectCertificates(rest));
    if (const auto ran = statement.bind(now).bind(clampLimit(limit)).run(); !ran)
        return ran.error();
    QList<Certificate> certificates;
    while (statement.next()) {
        auto certificate = readCertificate(statement, m_secrets);
        if (!certificate)
            return certificate.error();
        certificates.append(*certificate);
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    return certificates;
}

Result<std::optional<TimePoint>> CertificateTable::nextDue() const
{
    Statement statement(m_database, u"SELECT at FROM (SELECT min(next_attempt_at) AS at FROM certificate "
                                    "WHERE next_attempt_at IS NOT NULL UNION ALL SELECT min(alert_at) FROM certificate "
                                    "WHERE alert_at IS NOT NULL) AS due WHERE at IS NOT NULL ORDER BY at LIMIT 1"_s);
    return statement.row([](const Statement &row) { return row.time(0); });
}

Result<void> CertificateTable::removeForHosts(const QStringList &hosts)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    for (const QString &host : hosts) {
        Statement history(m_database, u"DELETE FROM certificate_history WHERE host = ?"_s);
        if (auto removed = history.bind(host).run(); !removed)
            return removed;
        Statement statement(m_database, u"DELETE FROM certificate WHERE host = ?"_s);
        if (auto removed = statement.bind(host).run(); !removed)
            return removed;
    }
    return transaction->commit();
}

Result<void> CertificateTable::shiftDueTimes(Millis by)
{
    Statement statement(m_database, u"UPDATE certificate SET next_attempt_at = next_attempt_at + ? "
                                    "WHERE next_attempt_at IS NOT NULL"_s);
    return statement.bind(std::int64_t{by.count()}).run();
}

Result<void> CertificateTable::addAttempt(const QString &host, const CertificateAttempt &attempt)
{
    Statement statement(m_database, u"INSERT INTO certificate_history (host, at, code, message) VALUES (?, ?, ?, ?)"_s);
    if (auto added = statement.bind(host).bind(attempt.at).bind(attempt.code).bind(attempt.message).run(); !added)
        return added;
    Statement prune(m_database, u"DELETE FROM certificate_history WHERE host = ? AND id <= (SELECT id FROM "
                                "certificate_history WHERE host = ? ORDER BY id DESC LIMIT 1 OFFSET ?)"_s);
    return prune.bind(host).bind(host).bind(keptAttempts).run();
}

Result<QList<CertificateAttempt>> CertificateTable::attempts(const QString &host) const
{
    Statement statement(m_database,
                        u"SELECT at, code, message FROM certificate_history WHERE host = ? ORDER BY id DESC"_s);
    return statement.bind(host).rows([](const Statement &row) {
        return CertificateAttempt{row.time(0), row.text(1), row.text(2)};
    });
}

Result<Page<QString>> CertificateTable::differing(const ChosenIssuer &issuer, const QString &behind, int limit) const
{
    Statement statement(m_database, u"SELECT host, (issuer <> '' AND issuer <> ?) OR (failures > 0 AND ? = 1) "
                                    "FROM certificate WHERE host > ? ORDER BY host LIMIT ?"_s);
    const auto ran = statement.bind(issuer.kind).bind(issuer.isNewConfiguration).bind(behind).bind(limit).run();
    if (!ran)
        return ran.error();
    Page<QString> page;
    int rows = 0;
    for (; statement.next(); ++rows) {
        page.next = statement.text(0);
        if (statement.flag(1))
            page.items.append(page.next);
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    if (rows < limit)
        page.next.clear();
    return page;
}

Result<void> CertificateTable::forEachUsable(const std::function<void(const Usable &)> &visit) const
{
    // In the order of the rows: that of the hosts would look for each of them.
    Statement statement(m_database, u"SELECT host, chain_pem, key_sealed, not_after FROM certificate "
                                    "WHERE length(chain_pem) > 0 AND length(key_sealed) > 0"_s);
    if (auto ran = statement.run(); !ran)
        return ran;
    while (statement.next()) {
        Usable usable{statement.text(0), statement.bytes(1), {}, statement.optionalTime(3).value_or(TimePoint())};
        auto key = m_secrets.unseal(statement.bytes(2), place(u"key"_s, usable.host));
        if (!key)
            return key.error();
        usable.keyPem = *std::move(key);
        visit(usable);
    }
    return statement.outcome();
}

Result<QList<CertificateTable::Count>> CertificateTable::counts() const
{
    Statement statement(m_database, u"SELECT state, last_day, certificates FROM certificate_count"_s);
    return statement.rows([](const Statement &row) {
        const std::int64_t day = row.integer(1);
        return Count{valueOf<CertificateState>(certificateStateNames, row.text(0)),
                     day < 0 ? std::nullopt : std::optional(day), row.integer(2)};
    });
}

} // namespace unmta::store
