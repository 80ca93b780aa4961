#include "store/events/BatchTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<void> BatchTable::insert(std::int64_t firstSeq, std::int64_t events, const QByteArray &packed)
{
    Statement statement(m_database, u"INSERT INTO event_batch (first_seq, events, packed) VALUES (?, ?, ?)"_s);
    return statement.bind(firstSeq).bind(events).bind(packed).run();
}

Result<BatchTable::Totals> BatchTable::totals() const
{
    Statement statement(m_database, u"SELECT count(*), coalesce(sum(events), 0), coalesce(max(first_seq + events - 1), "
                                    "0) FROM event_batch"_s);
    const auto totals = statement.row([](const Statement &row) {
        return Totals{row.integer(0), row.integer(1), row.integer(2)};
    });
    if (!totals)
        return totals.error();
    return totals->value_or(Totals{});
}

Result<void> BatchTable::visit(std::int64_t after, std::int64_t before, ReadOrder order,
                               const std::function<bool(EventRun run)> &visit) const
{
    // The one that begins before may reach over it.
    Statement statement(m_database,
                        u"SELECT first_seq, packed FROM event_batch WHERE first_seq >= coalesce((SELECT "
                        "max(first_seq) FROM event_batch WHERE first_seq <= ?), 0) AND first_seq < ? AND first_seq + "
                        "events - 1 > ? ORDER BY first_seq"_s +
                            (order == ReadOrder::Newest ? " DESC"_L1 : ""_L1));
    if (const auto ran = statement.bind(after).bind(before).bind(after).run(); !ran)
        return ran.error();
    while (statement.next()) {
        auto run = decodeBatch(statement.bytes(1), statement.integer(0));
        if (!run)
            return run.error();
        if (!visit(*std::move(run)))
            return {};
    }
    return statement.outcome();
}

Result<QList<BatchTable::Raw>> BatchTable::behind(std::int64_t seq, std::int64_t events) const
{
    constexpr std::int64_t most = 512;
    Statement statement(
        m_database,
        u"SELECT first_seq, events, packed FROM event_batch WHERE first_seq > ? ORDER BY first_seq LIMIT ?"_s);
    if (const auto ran = statement.bind(seq).bind(most).run(); !ran)
        return ran.error();
    QList<Raw> found;
    std::int64_t sum = 0;
    while (sum < events && statement.next()) {
        found.append({statement.integer(0) + statement.integer(1) - 1, statement.integer(1), statement.bytes(2)});
        sum += found.last().events;
    }
    if (sum < events) {
        if (const auto end = statement.outcome(); !end)
            return end.error();
    }
    return found;
}

Result<std::int64_t> BatchTable::removeUpTo(std::int64_t lastSeq)
{
    Statement statement(m_database, u"DELETE FROM event_batch WHERE first_seq + events - 1 <= ? AND first_seq <= ?"_s);
    if (const auto removed = statement.bind(lastSeq).bind(lastSeq).run(); !removed)
        return removed.error();
    return statement.changedRows();
}

} // namespace unmta::store
