#include "store/tables/MonitorStateTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<std::optional<QString>> MonitorStateTable::value(const QString &key) const
{
    Statement statement(m_database, u"SELECT value FROM monitor_state WHERE key = ?"_s);
    return statement.bind(key).row([](const Statement &row) { return row.text(0); });
}

Result<void> MonitorStateTable::set(const QString &key, const QString &value)
{
    Statement statement(m_database, u"INSERT INTO monitor_state (key, value) VALUES (?, ?) "
                                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"_s);
    return statement.bind(key).bind(value).run();
}

Result<void> MonitorStateTable::remove(const QString &key)
{
    Statement statement(m_database, u"DELETE FROM monitor_state WHERE key = ?"_s);
    return statement.bind(key).run();
}

} // namespace unmta::store
