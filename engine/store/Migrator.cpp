#include "store/Migrator.h"

#include "base/Log.h"
#include "store/Database.h"
#include "store/SqlError.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace unmta::store {

using namespace Qt::StringLiterals;

QList<Migration> compiledMigrations(const QString &schema)
{
    QList<Migration> migrations;
    const QDir folder(u":/unmta/schema/"_s + schema);
    for (const QFileInfo &info : folder.entryInfoList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("a compiled-in migration cannot be read");
        migrations.append({info.baseName().left(4).toInt(), info.baseName(), QString::fromUtf8(file.readAll())});
    }
    return migrations;
}

Result<void> lookInto(const QString &path,
                      const std::function<Result<void>(const QSqlDatabase &database, int version)> &look)
{
    const QString name = u"unmta-look-"_s + path;
    const auto seen = [&]() -> Result<void> {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        if (!database.open())
            return Error(u"store.not_readable"_s, {}, {{u"path"_s, path}}, database.lastError().text());
        QSqlQuery query(database);
        if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
            return errorOf(query.lastError(), path);
        return look(database, query.value(0).toInt());
    }();
    QSqlDatabase::removeDatabase(name);
    return seen;
}

Result<int> versionOfFile(const QString &path)
{
    int found = 0;
    const auto seen = lookInto(path, [&found](const QSqlDatabase &, int version) -> Result<void> {
        found = version;
        return {};
    });
    if (!seen)
        return seen.error();
    return found;
}

QStringList splitSql(const QString &sql)
{
    QStringList statements;
    QString current;
    bool isInBody = false;
    for (const QString &line : sql.split(u'\n')) {
        const qsizetype comment = line.indexOf("--"_L1);
        const QString text = (comment < 0 ? line : line.left(comment)).trimmed();
        if (text.isEmpty())
            continue;
        current += text + u'\n';
        isInBody = isInBody != (text.count("$$"_L1) % 2 == 1);
        if (text.endsWith(u';') && !isInBody) {
            statements.append(current.trimmed().chopped(1));
            current.clear();
        }
    }
    if (!current.isEmpty())
        statements.append(current.trimmed());
    return statements;
}

Result<int> Migrator::versionOf(Database &database) const
{
    auto found = database.storedVersion();
    if (found && *found > newest()) {
        return Error(u"store.newer_version"_s, {},
                     {{u"path"_s, database.path()},
                      {u"found"_s, QString::number(*found)},
                      {u"known"_s, QString::number(newest())}});
    }
    return found;
}

Result<void> Migrator::migrate(Database &database) const
{
    // The usual case needs no lock.
    const auto present = versionOf(database);
    if (!present)
        return present.error();
    if (*present == newest())
        return {};
    for (const Migration &migration : m_migrations) {
        auto transaction = Transaction::begin(database);
        if (!transaction)
            return transaction.error();
        // Asked inside the transaction: somebody else may have migrated in the meantime.
        const auto version = versionOf(database);
        if (!version)
            return version.error();
        if (*version >= migration.version)
            continue;
        if (auto applied = database.execute(migration.sql); !applied)
            return applied;
        if (auto noted = database.storeVersion(migration.version); !noted)
            return noted;
        if (auto committed = transaction->commit(); !committed)
            return committed;
        qCInfo(lcStore).noquote() << u"migrated file=%1 to=%2"_s.arg(database.path(), migration.name);
    }
    return {};
}

} // namespace unmta::store
