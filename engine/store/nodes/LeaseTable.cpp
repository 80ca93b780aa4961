#include "store/nodes/LeaseTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<std::optional<std::int64_t>> LeaseTable::take(const QString &name, const QString &node, Millis length)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    Statement statement(m_database, u"INSERT INTO node_lease (name, node, token, until) VALUES (?, ?, 1, node_time() + "
                                    "?) ON CONFLICT (name) DO UPDATE SET node = excluded.node, token = "
                                    "node_lease.token + 1, until = excluded.until WHERE node_lease.until <= "
                                    "node_time() OR node_lease.node = excluded.node RETURNING token"_s);
    const auto token = statement.bind(name).bind(node).bind(std::int64_t{length.count()}).row([](const Statement &row) {
        return row.integer(0);
    });
    if (!token)
        return token.error();
    if (auto done = transaction->commit(); !done)
        return done.error();
    return token;
}

Result<bool> LeaseTable::prolong(const QString &name, const QString &node, std::int64_t token, Millis length)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    Statement statement(m_database, u"UPDATE node_lease SET until = node_time() + ? WHERE name = ? AND node = ? AND "
                                    "token = ?"_s);
    if (auto done = statement.bind(std::int64_t{length.count()}).bind(name).bind(node).bind(token).run(); !done)
        return done.error();
    const bool isHeld = statement.changedRows() > 0;
    if (auto done = transaction->commit(); !done)
        return done.error();
    return isHeld;
}

Result<void> LeaseTable::giveUp(const QString &name, const QString &node, std::int64_t token)
{
    Statement statement(m_database, u"UPDATE node_lease SET until = 0 WHERE name = ? AND node = ? AND token = ?"_s);
    return statement.bind(name).bind(node).bind(token).run();
}

Result<std::optional<LeaseTable::Lease>> LeaseTable::of(const QString &name) const
{
    Statement statement(m_database, u"SELECT node, token, until - node_time() FROM node_lease WHERE name = ?"_s);
    return statement.bind(name).row([](const Statement &row) {
        return Lease{row.text(0), row.integer(1), Millis(row.integer(2))};
    });
}

} // namespace unmta::store
