// Keys of TLS session tickets that nodes share, encrypted, by the period that each seals for.
#pragma once

#include "base/Result.h"

#include <QByteArray>

#include <cstdint>
#include <map>

namespace unmta::store {

class Database;
class SecretBox;

class TicketKeyTable
{
public:
    TicketKeyTable(Database &database, const SecretBox &secrets)
        : m_database(database)
        , m_secrets(secrets)
    {}

    // Unless another node was quicker.
    [[nodiscard]] Result<void> offer(std::int64_t period, const QByteArray &secret);
    // Sessions that were sealed before that cannot be read by anybody from here on.
    [[nodiscard]] Result<void> forgetBefore(std::int64_t period);
    [[nodiscard]] Result<std::map<std::int64_t, QByteArray>> all() const;

private:
    Database &m_database;
    const SecretBox &m_secrets;
};

} // namespace unmta::store
