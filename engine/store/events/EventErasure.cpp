#include "store/events/EventErasure.h"

#include "domain/TrackingEvent.h"
#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t eventsPerStep = 8192; // to look at
constexpr int deletionsPerStep = 256;
constexpr std::int64_t pagesPerStep = 128;

Result<std::int64_t> numberFrom(Database &database, const QString &sql)
{
    Statement statement(database, sql);
    const auto number = statement.row([](const Statement &row) { return row.integer(0); });
    if (!number)
        return number.error();
    return number->value_or(0);
}

// Value: a key. SQLite folds ASCII only; a recipient with other letters is a candidate whoever it is.
QString isCandidate(const QString &recipient)
{
    return u"(trim(%1) = ? COLLATE NOCASE OR %1 GLOB '*[^' || char(1) || '-' || char(127) || ']*')"_s.arg(recipient);
}

struct Candidate
{
    std::int64_t seq = 0;
    QString recipient;
};

} // namespace

Result<std::int64_t> EventErasure::lastBatch() const
{
    return numberFrom(m_database, u"SELECT coalesce(max(id), 0) FROM event_batch"_s);
}

Result<std::int64_t> EventErasure::firstBatch() const
{
    return numberFrom(m_database, u"SELECT coalesce(min(id), 0) FROM event_batch"_s);
}

Result<std::int64_t> EventErasure::lastEvent() const
{
    return numberFrom(m_database, u"SELECT coalesce(max(seq), 0) FROM event"_s);
}

Result<void> EventErasure::noteRemains()
{
    Statement statement(m_database, u"INSERT INTO blank (filler) VALUES (x'')"_s);
    return statement.run();
}

Result<bool> EventErasure::hasRemains() const
{
    const auto id = numberFrom(m_database, u"SELECT coalesce(max(id), 0) FROM blank"_s);
    if (!id)
        return id.error();
    return *id > 0;
}

Result<EventErasure::Step> EventErasure::erase(const RecipientOfCluster &recipient, std::int64_t after,
                                               std::int64_t last)
{
    // Where events were deleted there are gaps, and they may be wide.
    Statement first(m_database, u"SELECT coalesce(min(seq), 0) FROM event WHERE seq > ?"_s);
    const auto from = first.bind(after).row([](const Statement &row) { return row.integer(0); });
    if (!from)
        return from.error();
    const std::int64_t begin = from->value_or(0);
    if (begin == 0 || begin > last)
        return Step{0, last};
    Step step{0, std::min(begin + eventsPerStep - 1, last)};

    // Without NOT INDEXED the planner prefers the cluster's index, which costs a search for each row.
    Statement find(m_database, u"SELECT seq, recipient FROM event NOT INDEXED WHERE seq BETWEEN ? AND ? "
                               "AND cluster_id = ? AND "_s +
                                   isCandidate(u"recipient"_s) + " ORDER BY seq LIMIT ?"_L1);
    find.bind(begin).bind(step.reached).bind(recipient.clusterId).bind(recipient.key);
    const auto found = find.bind(deletionsPerStep).rows([](const Statement &row) {
        return Candidate{row.integer(0), row.text(1)};
    });
    if (!found)
        return found.error();
    if (found->size() == deletionsPerStep)
        step.reached = found->last().seq;

    auto transaction = std::optional<Transaction>();
    for (const Candidate &candidate : *found) {
        if (recipientKey(candidate.recipient) != recipient.key)
            continue;
        if (!transaction) {
            auto begun = Transaction::begin(m_database);
            if (!begun)
                return begun.error();
            transaction.emplace(*std::move(begun));
        }
        Statement remove(m_database, u"DELETE FROM event WHERE seq = ?"_s);
        if (const auto removed = remove.bind(candidate.seq).run(); !removed)
            return removed.error();
        ++step.deleted;
    }
    if (transaction) {
        if (const auto committed = transaction->commit(); !committed)
            return committed.error();
    }
    return step;
}

Result<bool> EventErasure::fill()
{
    const QString unusedSql = u"PRAGMA freelist_count"_s;
    const auto unused = numberFrom(m_database, unusedSql);
    if (!unused)
        return unused.error();
    if (*unused == 0)
        return true;
    const auto pageSize = numberFrom(m_database, u"PRAGMA page_size"_s);
    if (!pageSize)
        return pageSize.error();
    {
        // One page more, because a part of the row lies on a page that it shares.
        const std::int64_t pages = std::min(*unused, pagesPerStep) + 1;
        Statement insert(m_database, u"INSERT INTO blank (filler) VALUES (zeroblob(?))"_s);
        if (const auto filled = insert.bind(pages * *pageSize).run(); !filled)
            return filled.error();
    }
    const auto left = numberFrom(m_database, unusedSql);
    if (!left)
        return left.error();
    return *left == 0;
}

Result<bool> EventErasure::clear()
{
    Statement remove(m_database, u"DELETE FROM blank WHERE id = (SELECT max(id) FROM blank)"_s);
    if (const auto removed = remove.run(); !removed)
        return removed.error();
    return remove.changedRows() == 0;
}

Result<bool> EventErasure::emptyLog()
{
    return m_database.emptyLog();
}

Result<std::int64_t> EventErasure::count(const RecipientOfCluster &recipient)
{
    std::int64_t count = 0;
    const auto add = [&](const QString &sql) -> Result<void> {
        Statement statement(m_database, sql);
        if (const auto ran = statement.bind(recipient.clusterId).bind(recipient.key).run(); !ran)
            return ran.error();
        while (statement.next()) {
            if (recipientKey(statement.text(0)) == recipient.key)
                ++count;
        }
        return statement.outcome();
    };
    // Both as they stood at one moment, for events move from one to the other.
    if (const auto begun = m_database.execute(u"BEGIN"_s); !begun)
        return begun.error();
    auto done =
        add(u"SELECT recipient FROM event NOT INDEXED WHERE cluster_id = ? AND "_s + isCandidate(u"recipient"_s));
    if (done) {
        done = add(u"SELECT recipient FROM (SELECT json_extract(e.value, '$[3]') AS cluster_id, "
                   "json_extract(e.value, '$[7]') AS recipient FROM event_batch b, json_each(b.packed) e) "
                   "WHERE cluster_id = ? AND "_s +
                   isCandidate(u"recipient"_s));
    }
    const auto ended = m_database.execute(u"COMMIT"_s);
    if (!done)
        return done.error();
    if (!ended)
        return ended.error();
    return count;
}

} // namespace unmta::store
