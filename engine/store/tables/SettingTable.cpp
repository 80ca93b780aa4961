#include "store/tables/SettingTable.h"

#include "store/Database.h"
#include "store/SecretBox.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

SecretPlace place(const QString &key)
{
    return {u"setting"_s, u"value"_s, key};
}

// Columns: key, value, value_sealed.
Result<QString> readValue(const Statement &row, const SecretBox &secrets)
{
    if (row.isNull(2))
        return row.text(1);
    auto plain = secrets.unseal(row.bytes(2), place(row.text(0)));
    if (!plain)
        return plain.error();
    return QString::fromUtf8(*plain);
}

} // namespace

Result<std::optional<QString>> SettingTable::value(const QString &key) const
{
    Statement statement(m_database, u"SELECT key, value, value_sealed FROM setting WHERE key = ?"_s);
    if (const auto ran = statement.bind(key).run(); !ran)
        return ran.error();
    if (!statement.next()) {
        if (const auto end = statement.outcome(); !end)
            return end.error();
        return std::optional<QString>();
    }
    auto value = readValue(statement, m_secrets);
    if (!value)
        return value.error();
    return std::optional(*value);
}

Result<QMap<QString, QString>> SettingTable::all() const
{
    Statement statement(m_database, u"SELECT key, value, value_sealed FROM setting"_s);
    if (const auto ran = statement.run(); !ran)
        return ran.error();
    QMap<QString, QString> settings;
    while (statement.next()) {
        auto value = readValue(statement, m_secrets);
        if (!value)
            return value.error();
        settings.insert(statement.text(0), *value);
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    return settings;
}

Result<void> SettingTable::set(const QString &key, const QString &value, bool secret)
{
    if (secret) {
        Statement statement(m_database, u"INSERT INTO setting (key, value, value_sealed) VALUES (?, '', ?) "
                                        "ON CONFLICT (key) DO UPDATE SET value = '', "
                                        "value_sealed = excluded.value_sealed"_s);
        return statement.bind(key).bind(m_secrets.seal(value.toUtf8(), place(key))).run();
    }
    Statement statement(m_database, u"INSERT INTO setting (key, value) VALUES (?, ?) "
                                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value, value_sealed = NULL"_s);
    return statement.bind(key).bind(value).run();
}

Result<void> SettingTable::remove(const QString &key)
{
    Statement statement(m_database, u"DELETE FROM setting WHERE key = ?"_s);
    return statement.bind(key).run();
}

} // namespace unmta::store
