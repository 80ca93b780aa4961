// A store on a PostgreSQL as an engine of an earlier release has left it.
#pragma once

#include "store/Migrator.h"
#include "support/stores/PostgresServer.h"

namespace unmta::test {

// Makes the schema of that address: each part up to the given version. Gives what the server complained of.
[[nodiscard]] inline QString makeOlderStore(const store::ServerAddress &address, const QMap<QString, int> &versions)
{
    QString sql = QStringLiteral("CREATE SCHEMA %1;\nSET search_path = %1;\n"
                                 "CREATE TABLE store_version (part TEXT PRIMARY KEY, version BIGINT NOT NULL);\n")
                      .arg(address.schema);
    for (auto part = versions.begin(); part != versions.end(); ++part) {
        for (const store::Migration &migration :
             store::compiledMigrations(QStringLiteral("postgresql/") + part.key())) {
            if (migration.version <= part.value())
                sql += migration.sql + u'\n';
        }
        sql += QStringLiteral("INSERT INTO store_version VALUES ('%1', %2);\n").arg(part.key()).arg(part.value());
    }
    return PostgresServer::shared().query(sql);
}

} // namespace unmta::test
