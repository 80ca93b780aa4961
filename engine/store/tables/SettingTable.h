// Settings that differ from their defaults; secret ones are encrypted.
#pragma once

#include "base/Result.h"

#include <QMap>
#include <QString>

#include <optional>

namespace unmta::store {

class Database;
class SecretBox;

// What the operator set; what is not here has its default. Values of secret settings are encrypted.
class SettingTable
{
public:
    SettingTable(Database &database, const SecretBox &secrets)
        : m_database(database)
        , m_secrets(secrets)
    {}

    [[nodiscard]] Result<std::optional<QString>> value(const QString &key) const;
    [[nodiscard]] Result<QMap<QString, QString>> all() const; // in clear
    [[nodiscard]] Result<void> set(const QString &key, const QString &value, bool secret);
    // Back to the default; one that is not set is no error.
    [[nodiscard]] Result<void> remove(const QString &key);

private:
    Database &m_database;
    const SecretBox &m_secrets;
};

} // namespace unmta::store
