#include "store/Backup.h"

#include "store/Database.h"
#include "store/PrivateFile.h"
#include "store/Statement.h"

#include <QDir>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

Result<void> copyDatabase(const QString &schema, const QString &from, const QString &to)
{
    auto database = Database::open({from, schema});
    if (!database)
        return database.error();
    // The empty file is there before SQLite writes to it, so that it is never readable by others.
    if (auto made = ensurePrivateFile(to); !made)
        return made;
    Statement statement(**database, u"VACUUM INTO ?"_s);
    return statement.bind(to).run();
}

Result<void> copyKey(const QString &from, const QString &to)
{
    if (!QFile::exists(from))
        return {}; // a key that systemd hands over is not part of the directory
    if (auto made = ensurePrivateFile(to); !made)
        return made;
    QFile source(from);
    QFile copy(to);
    if (!source.open(QIODevice::ReadOnly) || !copy.open(QIODevice::WriteOnly) || copy.write(source.readAll()) < 0)
        return Error(u"store.not_writable"_s, {}, {{u"path"_s, to}}, copy.errorString());
    return {};
}

} // namespace

Result<QStringList> backUp(const QString &dataDir, const QString &target)
{
    const QDir from(dataDir);
    const QDir to(target);
    if (to.exists() && !to.isEmpty())
        return Error(u"store.backup_not_empty"_s, u"directory"_s, {{u"path"_s, target}});
    if (auto made = ensurePrivateDirectory(target); !made)
        return made.error();
    QStringList files;
    for (const QString &schema : {u"engine"_s, u"events"_s}) {
        const QString name = schema + u".db"_s;
        if (auto copied = copyDatabase(schema, from.filePath(name), to.filePath(name)); !copied)
            return copied.error();
        files << name;
    }
    const QString key = u"master.key"_s;
    if (auto copied = copyKey(from.filePath(key), to.filePath(key)); !copied)
        return copied.error();
    if (to.exists(key))
        files << key;
    return files;
}

} // namespace unmta::store
