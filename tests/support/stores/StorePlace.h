// Where a test's store is: in files of its own, or, where the tests run on PostgreSQL, in a schema of its own.
#pragma once

#include "store/DatabasePlace.h"
#include "support/stores/PostgresServer.h"

#include <optional>

namespace unmta::test {

// None: in files.
[[nodiscard]] inline std::optional<store::ServerAddress> freshServer()
{
    if (!isOnPostgres())
        return std::nullopt;
    return store::parseServerAddress(PostgresServer::shared().freshUrl()).value();
}

// SQL for a store that refuses to change rows of the table, where the condition holds, and for the end of that.
[[nodiscard]] inline QString refusingUpdates(const QString &table, const QString &condition = QStringLiteral("1 = 1"))
{
    if (!isOnPostgres())
        return QStringLiteral("CREATE TRIGGER refuse BEFORE UPDATE ON %1 WHEN %2 BEGIN SELECT RAISE(ABORT, 'no'); END")
            .arg(table, condition);
    return QStringLiteral("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;\n"
                          "CREATE TRIGGER refuse BEFORE UPDATE ON %1 FOR EACH ROW WHEN (%2) EXECUTE FUNCTION refuse();")
        .arg(table, condition);
}

[[nodiscard]] inline QString refusingNone(const QString &table)
{
    return isOnPostgres() ? QStringLiteral("DROP TRIGGER refuse ON ") + table : QStringLiteral("DROP TRIGGER refuse");
}

// The same for events: `file`, or a schema of its own.
[[nodiscard]] inline store::DatabasePlace freshEvents(const QString &file)
{
    const auto server = freshServer();
    return server ? store::DatabasePlace(*server) : store::DatabasePlace(file);
}

} // namespace unmta::test
