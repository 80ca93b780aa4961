// Small facts that outlive a restart, by name.
#pragma once

#include "base/Result.h"

#include <QString>

#include <optional>

namespace unmta::store {

class Database;

// What the monitor must not forget over a restart, by name.
class MonitorStateTable
{
public:
    explicit MonitorStateTable(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<std::optional<QString>> value(const QString &key) const;
    [[nodiscard]] Result<void> set(const QString &key, const QString &value);
    // One that is not there is no error.
    [[nodiscard]] Result<void> remove(const QString &key);

private:
    Database &m_database;
};

} // namespace unmta::store
