// What kind of store this is.
#pragma once

#include "base/Result.h"

#include <QString>

namespace unmta::store {

class Database;

// What a store is, for as long as it exists.
struct StoreMark
{
    bool sandbox = false; // its domains, certificates and time are not real
    QString node;         // names the installation

    bool operator==(const StoreMark &) const = default;
};

class StoreMarkTable
{
public:
    explicit StoreMarkTable(Database &database)
        : m_database(database)
    {}

    // The store's own mark; a store without one gets `fresh`.
    [[nodiscard]] Result<StoreMark> claim(const StoreMark &fresh);

private:
    Database &m_database;
};

} // namespace unmta::store
