#include "store/nodes/ChallengeTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<void> ChallengeTable::publish(const Challenge &challenge, Millis length)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    Statement forget(m_database, u"DELETE FROM node_challenge WHERE until < node_time()"_s);
    if (auto done = forget.run(); !done)
        return done;
    Statement statement(m_database, u"INSERT INTO node_challenge (host, token, answer, until) VALUES (?, ?, ?, "
                                    "node_time() + ?) ON CONFLICT (host, token) DO UPDATE SET answer = "
                                    "excluded.answer, until = excluded.until"_s);
    statement.bind(challenge.host).bind(challenge.token).bind(challenge.answer).bind(std::int64_t{length.count()});
    if (auto done = statement.run(); !done)
        return done;
    return transaction->commit();
}

Result<void> ChallengeTable::withdraw(const QString &host, const QString &token)
{
    Statement statement(m_database, u"DELETE FROM node_challenge WHERE host = ? AND token = ?"_s);
    return statement.bind(host).bind(token).run();
}

Result<QList<ChallengeTable::Challenge>> ChallengeTable::all() const
{
    Statement statement(m_database, u"SELECT host, token, answer FROM node_challenge WHERE until >= node_time()"_s);
    return statement.rows([](const Statement &row) { return Challenge{row.text(0), row.text(1), row.bytes(2)}; });
}

Result<QByteArray> ChallengeTable::answer(const QString &host, const QString &token) const
{
    Statement statement(m_database, u"SELECT answer FROM node_challenge WHERE host = ? AND token = ?"_s);
    const auto found = statement.bind(host).bind(token).row([](const Statement &row) { return row.bytes(0); });
    if (!found)
        return found.error();
    return found->value_or(QByteArray());
}

} // namespace unmta::store
