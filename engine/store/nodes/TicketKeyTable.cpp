#include "store/nodes/TicketKeyTable.h"

#include "store/Database.h"
#include "store/SecretBox.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

SecretPlace placeOfTicketKey(std::int64_t period)
{
    return {u"node_ticket_key"_s, u"secret"_s, QString::number(period)};
}

} // namespace

Result<void> TicketKeyTable::offer(std::int64_t period, const QByteArray &secret)
{
    Statement statement(m_database, u"INSERT INTO node_ticket_key (period, secret_sealed) VALUES (?, ?) ON CONFLICT "
                                    "DO NOTHING"_s);
    return statement.bind(period).bind(m_secrets.seal(secret, placeOfTicketKey(period))).run();
}

Result<void> TicketKeyTable::forgetBefore(std::int64_t period)
{
    Statement statement(m_database, u"DELETE FROM node_ticket_key WHERE period < ?"_s);
    return statement.bind(period).run();
}

Result<std::map<std::int64_t, QByteArray>> TicketKeyTable::all() const
{
    Statement statement(m_database, u"SELECT period, secret_sealed FROM node_ticket_key"_s);
    if (auto ran = statement.run(); !ran)
        return ran.error();
    std::map<std::int64_t, QByteArray> keys;
    while (statement.next()) {
        auto secret = m_secrets.unseal(statement.bytes(1), placeOfTicketKey(statement.integer(0)));
        if (!secret)
            return secret.error();
        keys.emplace(statement.integer(0), *std::move(secret));
    }
    if (auto end = statement.outcome(); !end)
        return end.error();
    return keys;
}

} // namespace unmta::store
