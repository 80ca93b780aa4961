// Brings a database to the present schema: numbered SQL files, each applied once, in a transaction of its own that also
// writes the new version (PRAGMA user_version, or the table store_version). Of several who come to the same server at
// once one does it, the others wait for its lock and find it done.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QString>

#include <functional>

class QSqlDatabase;

namespace unmta::store {

class Database;

struct Migration
{
    int version = 0; // from 1, without gaps; PostgreSQL's begin with the version at which it was first known
    QString name;    // "0001_initial"
    QString sql;
};

// The migrations that are compiled in for "engine" or "events", or for either behind "postgresql/", in order.
[[nodiscard]] QList<Migration> compiledMigrations(const QString &schema);

// An SQLite file as it is: Database::open() would make what is missing and bring what is old up to date. Calls `look`
// with a connection that cannot write, and the version of the schema (0: there is none). Errors: store.not_readable,
// store.corrupt, those of `look`.
[[nodiscard]] Result<void> lookInto(const QString &path,
                                    const std::function<Result<void>(const QSqlDatabase &database, int version)> &look);
// The version alone.
[[nodiscard]] Result<int> versionOfFile(const QString &path);

class Migrator
{
public:
    explicit Migrator(QList<Migration> migrations)
        : m_migrations(std::move(migrations))
    {}

    // The version this release knows.
    [[nodiscard]] int newest() const { return m_migrations.isEmpty() ? 0 : m_migrations.last().version; }
    // Errors: store.newer_version, and nothing was touched; those of the statements, and the store stands at the last
    // version that was reached completely.
    [[nodiscard]] Result<int> versionOf(Database &database) const;
    [[nodiscard]] Result<void> migrate(Database &database) const;

private:
    QList<Migration> m_migrations;
};

// Statements separated by ';' at the end of a line; "--" comments run to the end of theirs. Texts with either inside
// are not for migrations, but for what stands between "$$" and "$$".
[[nodiscard]] QStringList splitSql(const QString &sql);

} // namespace unmta::store
