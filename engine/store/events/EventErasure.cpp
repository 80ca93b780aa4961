#include "store/events/EventErasure.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t pagesPerStep = 128;

Result<std::int64_t> numberFrom(Database &database, const QString &sql)
{
    Statement statement(database, sql);
    const auto number = statement.row([](const Statement &row) { return row.integer(0); });
    if (!number)
        return number.error();
    return number->value_or(0);
}

} // namespace

bool EventErasure::isOnServer() const
{
    return m_database.dialect() == Dialect::Postgresql;
}

Result<EventErasure::Unmerged> EventErasure::unmerged(std::int64_t lastSeq) const
{
    const auto batch = numberFrom(m_database, u"SELECT coalesce(min(first_seq), 0) FROM event_batch"_s);
    const auto row = numberFrom(m_database, u"SELECT coalesce(min(seq), 0) FROM event_row"_s);
    if (!batch || !row)
        return batch ? row.error() : batch.error();
    return Unmerged{*batch > 0 && *batch <= lastSeq, *row > 0};
}

// What a server keeps of deleted things is the server's affair (VACUUM).
Result<void> EventErasure::noteRemains()
{
    if (isOnServer())
        return {};
    Statement statement(m_database, u"INSERT INTO blank (filler) VALUES (x'')"_s);
    return statement.run();
}

Result<bool> EventErasure::hasRemains() const
{
    if (isOnServer())
        return false;
    const auto id = numberFrom(m_database, u"SELECT coalesce(max(id), 0) FROM blank"_s);
    if (!id)
        return id.error();
    return *id > 0;
}

Result<bool> EventErasure::fill()
{
    if (isOnServer())
        return true;
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
    if (isOnServer())
        return true;
    Statement remove(m_database, u"DELETE FROM blank WHERE id = (SELECT max(id) FROM blank)"_s);
    if (const auto removed = remove.run(); !removed)
        return removed.error();
    return remove.changedRows() == 0;
}

Result<bool> EventErasure::emptyLog()
{
    return m_database.emptyLog();
}

} // namespace unmta::store
