// Who of several nodes does what only one may do. A lease is taken and prolonged behind the lock under which everything
// is written, by the server's clock; each holder has a token greater than all before (Fence in Database.h).
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QString>

#include <optional>

namespace unmta::store {

class Database;

class LeaseTable
{
public:
    struct Lease
    {
        QString node; // the holder
        std::int64_t token = 0;
        Millis left{0}; // not positive: it has ended, and nobody has taken it over yet
    };

    explicit LeaseTable(Database &database)
        : m_database(database)
    {}

    // Takes it over when it is free, has ended, or was that node's own in an earlier life. None: somebody else has it.
    [[nodiscard]] Result<std::optional<std::int64_t>> take(const QString &name, const QString &node, Millis length);
    // False: somebody else has taken it over. One that has ended, but was not taken over, goes on.
    [[nodiscard]] Result<bool> prolong(const QString &name, const QString &node, std::int64_t token, Millis length);
    // The next one need not wait for its end.
    [[nodiscard]] Result<void> giveUp(const QString &name, const QString &node, std::int64_t token);
    [[nodiscard]] Result<std::optional<Lease>> of(const QString &name) const;

private:
    Database &m_database;
};

} // namespace unmta::store
