#include "store/nodes/ChangeTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<ChangeTable::Look> ChangeTable::behind(std::int64_t number) const
{
    // By one statement, so of one moment. A row without a change stands for the rest where there is none.
    Statement statement(m_database, u"SELECT gone.number, pg_snapshot_xmax(seen.at)::text::bigint, "
                                    "pg_snapshot_xmin(seen.at)::text::bigint, coalesce(change.number, 0), "
                                    "change.node, change.kind, change.cluster_id, change.subject "
                                    "FROM (SELECT max(number) AS number FROM node_change_gone) gone "
                                    "CROSS JOIN (SELECT pg_current_snapshot() AS at) seen "
                                    "LEFT JOIN node_change change ON change.number > ? ORDER BY change.number"_s);
    if (auto ran = statement.bind(number).run(); !ran)
        return ran.error();
    Look look;
    while (statement.next()) {
        look.gone = statement.integer(0);
        look.begun = statement.integer(1);
        look.ended = statement.integer(2);
        if (statement.integer(3) > 0)
            look.changes.append(
                {statement.integer(3), statement.text(4), statement.text(5), statement.text(6), statement.text(7)});
    }
    if (auto end = statement.outcome(); !end)
        return end.error();
    return look;
}

Result<QString> ChangeTable::channel() const
{
    Statement statement(m_database, u"SELECT left('unmta_' || current_schema(), 63)"_s);
    const auto name = statement.row([](const Statement &row) { return row.text(0); });
    if (!name)
        return name.error();
    return name->value_or(QString());
}

Result<void> ChangeTable::forget(Millis older)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    Statement gone(m_database,
                   u"UPDATE node_change_gone SET number = greatest(number, coalesce((SELECT max(number) FROM "
                   "node_change WHERE at < node_time() - ?), 0))"_s);
    if (auto done = gone.bind(std::int64_t{older.count()}).run(); !done)
        return done;
    Statement remove(m_database, u"DELETE FROM node_change WHERE number <= (SELECT number FROM node_change_gone)"_s);
    if (auto done = remove.run(); !done)
        return done;
    return transaction->commit();
}

Result<void> ChangeReader::begin()
{
    // Twice: between the two everything may have ended that had begun before the first.
    m_settled = 0;
    const auto first = m_table.behind(0);
    if (!first)
        return first.error();
    m_seen.clear();
    m_look = *first;
    m_settled = first->gone;
    done();
    return {};
}

Result<ChangeReader::News> ChangeReader::look()
{
    auto found = m_table.behind(m_settled);
    if (!found)
        return found.error();
    m_look = *std::move(found);
    News news;
    news.isReset = m_look.gone > m_settled && m_look.gone > m_candidate;
    for (const NodeChange &change : std::as_const(m_look.changes)) {
        if (!m_seen.contains(change.number))
            news.changes.append(change);
    }
    return news;
}

void ChangeReader::done()
{
    for (const NodeChange &change : std::as_const(m_look.changes))
        m_seen.insert(change.number);
    m_settled = std::max(m_settled, m_look.gone);
    if (m_candidate >= m_settled && m_begun > 0 && m_look.ended >= m_begun) {
        m_settled = std::max(m_settled, m_candidate);
        m_begun = 0;
    }
    if (m_begun == 0) {
        m_candidate = m_look.changes.isEmpty() ? m_settled : std::max(m_settled, m_look.changes.last().number);
        m_begun = m_look.begun;
    }
    m_seen.removeIf([this](std::int64_t number) { return number <= m_settled; });
    m_look = {};
}

} // namespace unmta::store
