#include "store/server/Dialect.h"

#include "store/server/ServerLink.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

QString besideIndexes(Dialect dialect, QLatin1StringView column)
{
    return dialect == Dialect::Sqlite ? u'+' + column : QString(column);
}

QLatin1StringView greatest(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? "max"_L1 : "greatest"_L1;
}

QLatin1StringView returningId(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? ""_L1 : " RETURNING id"_L1;
}

QString containsText(Dialect dialect, QLatin1StringView column)
{
    return (dialect == Dialect::Sqlite ? u"instr(%1, ?) > 0"_s : u"strpos(%1, ?) > 0"_s).arg(column);
}

QString highestNumber(Dialect dialect, QLatin1StringView table, QLatin1StringView column)
{
    if (dialect == Dialect::Sqlite)
        return u"SELECT seq FROM sqlite_sequence WHERE name = '%1'"_s.arg(table);
    // By the name that PostgreSQL gives the sequence of an identity column. Numbers are given out before what gets them
    // is committed: whoever has the lock knows that it is by now.
    return u"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %1_%2_seq, %3"_s.arg(
        table, column, writersLockCall(u"engine"_s, true));
}

} // namespace unmta::store
