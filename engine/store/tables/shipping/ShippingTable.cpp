#include "store/tables/shipping/ShippingTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/SecretBox.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr Names<2> shippingKindNames{QLatin1StringView("directory"), QLatin1StringView("s3")};
constexpr Names<2> shippingCompressionNames{QLatin1StringView("gzip"), QLatin1StringView("zstd")};

SecretPlace shippingSecret(const QString &clusterId)
{
    return {u"shipping"_s, u"secret_key"_s, clusterId};
}

// What a row is before its secret is withSecret.
struct SealedShipping
{
    Shipping shipping;
    QByteArray sealed;
};

const auto progressColumns = "cursor, pending_last, pending_day, pending_name, later_day, later_name"_L1;

ShippingProgress readProgress(const Statement &row, int first)
{
    ShippingProgress::Fields fields{row.integer(first), row.integer(first + 1), {}};
    for (const int part : {first + 2, first + 4}) {
        if (const QString name = row.text(part + 1); !name.isEmpty())
            fields.pending.append({name, row.integer(part)});
    }
    return ShippingProgress(std::move(fields));
}

Statement &bindProgress(Statement &statement, const ShippingProgress &progress)
{
    const ShippingProgress::Fields &fields = progress.fields();
    statement.bind(fields.cursor).bind(fields.pendingLast);
    for (qsizetype i = 0; i < ShippingProgress::mostParts; ++i) {
        const ShippingPart part = fields.pending.value(i);
        statement.bind(part.day).bind(part.name);
    }
    return statement;
}

QString selectShipping(QLatin1StringView rest)
{
    return "SELECT cluster_id, kind, path, endpoint, region, bucket, access_key, secret_key_sealed, prefix, "
           "compression, "
           "interval_ms, max_bytes, objects, events, "_L1 +
           progressColumns + " FROM shipping "_L1 + rest;
}

SealedShipping readSealedShipping(const Statement &row)
{
    SealedShipping result;
    Shipping &shipping = result.shipping;
    shipping.clusterId = row.text(0);
    shipping.target.kind = valueOf<ShippingKind>(shippingKindNames, row.text(1));
    shipping.target.path = row.text(2);
    shipping.target.endpoint = row.text(3);
    shipping.target.region = row.text(4);
    shipping.target.bucket = row.text(5);
    shipping.target.accessKey = row.text(6);
    result.sealed = row.bytes(7);
    shipping.target.prefix = row.text(8);
    shipping.target.compression = valueOf<ShippingCompression>(shippingCompressionNames, row.text(9));
    shipping.target.interval = Millis(row.integer(10));
    shipping.target.maxBytes = row.integer(11);
    shipping.objects = row.integer(12);
    shipping.events = row.integer(13);
    shipping.progress = readProgress(row, 14);
    return result;
}

Result<Shipping> withSecret(SealedShipping row, const SecretBox &secrets)
{
    if (!row.sealed.isEmpty()) {
        const auto secret = secrets.unseal(row.sealed, shippingSecret(row.shipping.clusterId));
        if (!secret)
            return secret.error();
        row.shipping.target.secretKey = QString::fromUtf8(*secret);
    }
    return std::move(row.shipping);
}

ShippedObject readShippedObject(const Statement &row)
{
    return {row.text(1),    row.integer(2),         row.integer(3), row.integer(4),
            row.integer(5), row.text(6).toLatin1(), row.time(7)};
}

const auto shippedObjectColumns = "id, name, first_seq, last_seq, events, bytes, sha256, at"_L1;

} // namespace

Result<void> ShippingTable::withLastObject(Shipping &shipping) const
{
    Statement statement(m_database, "SELECT "_L1 + shippedObjectColumns +
                                        " FROM shipped_object WHERE id = (SELECT max(id) FROM shipped_object WHERE "
                                        "cluster_id = ?)"_L1);
    auto last = statement.bind(shipping.clusterId).row(readShippedObject);
    if (!last)
        return last.error();
    shipping.lastObject = *std::move(last);
    return {};
}

Result<QList<Shipping>> ShippingTable::all() const
{
    Statement statement(m_database, selectShipping("WHERE kind <> '' ORDER BY cluster_id"_L1));
    const auto rows = statement.rows(readSealedShipping);
    if (!rows)
        return rows.error();
    QList<Shipping> result;
    for (const SealedShipping &row : *rows) {
        auto shipping = withSecret(row, m_secrets);
        if (!shipping)
            return shipping.error();
        if (auto done = withLastObject(*shipping); !done)
            return done.error();
        result.append(*std::move(shipping));
    }
    return result;
}

Result<std::optional<Shipping>> ShippingTable::of(const QString &clusterId) const
{
    Statement statement(m_database, selectShipping("WHERE kind <> '' AND cluster_id = ?"_L1));
    auto row = statement.bind(clusterId).row(readSealedShipping);
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<Shipping>();
    auto shipping = withSecret(**std::move(row), m_secrets);
    if (!shipping)
        return shipping.error();
    if (auto done = withLastObject(*shipping); !done)
        return done.error();
    return std::optional(*std::move(shipping));
}

Result<std::optional<ShippingProgress>> ShippingTable::progress(const QString &clusterId) const
{
    Statement statement(m_database, "SELECT "_L1 + progressColumns + " FROM shipping WHERE cluster_id = ?"_L1);
    return statement.bind(clusterId).row([](const Statement &row) { return readProgress(row, 0); });
}

Result<void> ShippingTable::set(const QString &clusterId, const ShippingTarget &target,
                                const ShippingProgress &progress)
{
    Statement statement(
        m_database,
        u"INSERT INTO shipping (cluster_id, kind, path, endpoint, region, bucket, access_key, secret_key_sealed, "
        "prefix, compression, interval_ms, max_bytes, cursor, pending_last, pending_day, pending_name, later_day, "
        "later_name, objects, events) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0) "
        "ON CONFLICT (cluster_id) DO UPDATE SET kind = excluded.kind, path = excluded.path, "
        "endpoint = excluded.endpoint, region = excluded.region, bucket = excluded.bucket, "
        "access_key = excluded.access_key, secret_key_sealed = excluded.secret_key_sealed, prefix = excluded.prefix, "
        "compression = excluded.compression, interval_ms = excluded.interval_ms, max_bytes = excluded.max_bytes, "
        "cursor = excluded.cursor, pending_last = excluded.pending_last, pending_day = excluded.pending_day, "
        "pending_name = excluded.pending_name, later_day = excluded.later_day, later_name = excluded.later_name"_s);
    const QByteArray sealed = target.secretKey.isEmpty()
                                  ? QByteArray()
                                  : m_secrets.seal(target.secretKey.toUtf8(), shippingSecret(clusterId));
    statement.bind(clusterId)
        .bind(nameOf(shippingKindNames, target.kind))
        .bind(target.path)
        .bind(target.endpoint)
        .bind(target.region)
        .bind(target.bucket)
        .bind(target.accessKey)
        .bind(sealed)
        .bind(target.prefix)
        .bind(nameOf(shippingCompressionNames, target.compression))
        .bind(std::int64_t{target.interval.count()})
        .bind(target.maxBytes);
    return bindProgress(statement, progress).run();
}

Result<void> ShippingTable::switchOff(const QString &clusterId)
{
    Statement statement(m_database, u"UPDATE shipping SET kind = '', path = '', endpoint = '', region = '', bucket = "
                                    "'', access_key = '', secret_key_sealed = ? WHERE cluster_id = ? AND kind <> ''"_s);
    return statement.bind(QByteArray()).bind(clusterId).runOnExisting();
}

Result<void> ShippingTable::setProgress(const QString &clusterId, const ShippingProgress &progress)
{
    Statement statement(m_database,
                        u"UPDATE shipping SET cursor = ?, pending_last = ?, pending_day = ?, pending_name = "
                        "?, later_day = ?, later_name = ? WHERE cluster_id = ?"_s);
    return bindProgress(statement, progress).bind(clusterId).runOnExisting();
}

Result<void> ShippingTable::addObject(const QString &clusterId, const ShippingProgress &progress,
                                      const ShippedObject &object)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (auto done = setProgress(clusterId, progress); !done)
        return done;
    {
        Statement sums(m_database,
                       u"UPDATE shipping SET objects = objects + 1, events = events + ? WHERE cluster_id = ?"_s);
        if (auto done = sums.bind(object.events).bind(clusterId).run(); !done)
            return done;
        Statement statement(m_database,
                            u"INSERT INTO shipped_object (cluster_id, hour, name, first_seq, last_seq, events, bytes, "
                            "sha256, at, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"_s);
        const auto inserted = statement.bind(clusterId)
                                  .bind(hourOf(object.at))
                                  .bind(object.name)
                                  .bind(object.firstSeq)
                                  .bind(object.lastSeq)
                                  .bind(object.events)
                                  .bind(object.bytes)
                                  .bind(QString::fromLatin1(object.sha256))
                                  .bind(object.at)
                                  .run();
        if (!inserted)
            return inserted;
    }
    return transaction->commit();
}

Result<ShippingTable::Unlisted> ShippingTable::unlisted(const QString &clusterId, std::int64_t beforeHour) const
{
    Statement statement(m_database, "SELECT "_L1 + shippedObjectColumns +
                                        ", hour FROM shipped_object WHERE cluster_id = ? AND listed = 0 AND hour = "
                                        "(SELECT min(hour) FROM shipped_object WHERE cluster_id = ? AND listed = 0 AND "
                                        "hour < ?) ORDER BY id"_L1);
    if (auto ran = statement.bind(clusterId).bind(clusterId).bind(beforeHour).run(); !ran)
        return ran.error();
    Unlisted result;
    while (statement.next()) {
        result.lastId = statement.integer(0);
        result.hour = statement.integer(8);
        result.objects.append(readShippedObject(statement));
    }
    if (auto end = statement.outcome(); !end)
        return end.error();
    return result;
}

Result<void> ShippingTable::setListed(const QString &clusterId, const Unlisted &objects)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    {
        Statement listed(m_database, u"UPDATE shipped_object SET listed = 1 WHERE cluster_id = ? AND listed = 0 AND "
                                     "hour = ? AND id <= ?"_s);
        if (auto done = listed.bind(clusterId).bind(objects.hour).bind(objects.lastId).run(); !done)
            return done;
        Statement forgotten(m_database, u"DELETE FROM shipped_object WHERE cluster_id = ? AND listed = 1 AND id < "
                                        "(SELECT max(id) FROM shipped_object WHERE cluster_id = ?)"_s);
        if (auto done = forgotten.bind(clusterId).bind(clusterId).run(); !done)
            return done;
    }
    return transaction->commit();
}

} // namespace unmta::store
