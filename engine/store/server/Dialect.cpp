#include "store/server/Dialect.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

QString besideIndexes(Dialect dialect, QLatin1StringView column)
{
    return dialect == Dialect::Sqlite ? u'+' + column : QString(column);
}

QString containsText(Dialect dialect, QLatin1StringView column)
{
    return (dialect == Dialect::Sqlite ? u"instr(%1, ?) > 0"_s : u"strpos(%1, ?) > 0"_s).arg(column);
}

QString highestNumber(Dialect dialect, QLatin1StringView table, QLatin1StringView column)
{
    if (dialect == Dialect::Sqlite)
        return u"SELECT seq FROM sqlite_sequence WHERE name = '%1'"_s.arg(table);
    // By the name that PostgreSQL gives the sequence of an identity column.
    return u"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %1_%2_seq"_s.arg(table, column);
}

} // namespace unmta::store
