#include "store/Backup.h"

#include "store/Database.h"
#include "store/DirectoryLock.h"
#include "store/EngineStore.h"
#include "store/Migrator.h"
#include "store/MoveMark.h"
#include "store/PassphraseBox.h"
#include "store/PrivateFile.h"
#include "store/SecretBox.h"
#include "store/SqlError.h"
#include "store/Statement.h"
#include "store/events/spool/EventSpool.h"
#include "store/events/spool/LossLedger.h"
#include "store/system/FileRights.h"
#include "store/system/KeyProtection.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <cerrno>
#include <filesystem>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

const QStringList schemas{u"engine"_s, u"events"_s};
const QString keyName = u"master.key"_s;

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

// The plain key.
Result<QByteArray> readKey(const QString &path, const QByteArray &passphrase)
{
    constexpr qint64 more = 1024; // than any key has, sealed or not
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(u"store.not_readable"_s, {}, {{u"path"_s, path}}, file.errorString());
    QByteArray key = file.read(more);
    if (isSealedWithPassphrase(key)) {
        if (passphrase.isEmpty())
            return Error(u"store.key_sealed"_s, {}, {{u"path"_s, path}});
        const auto plain = unsealWithPassphrase(key, passphrase);
        if (!plain)
            return plain.error();
        key = *plain;
    }
    const auto plain = unprotectedKey(key);
    if (!plain)
        return Error(u"store.bad_key"_s, {}, {{u"path"_s, path}}, u"another computer has protected it"_s);
    if (plain->size() != SecretBox::KeySize)
        return Error(u"store.bad_key"_s, {}, {{u"path"_s, path}}, u"the file must hold exactly 32 bytes"_s);
    return *plain;
}

// The key must be the one that the secrets of engine.db, open in `database`, were sealed with.
Result<void> verifyKey(const QSqlDatabase &database, const QString &path, const QByteArray &passphrase)
{
    const auto key = readKey(path, passphrase);
    if (!key)
        return key.error();
    QSqlQuery query(database);
    if (!query.exec(u"SELECT proof_sealed FROM master_key WHERE id = 1"_s))
        return errorOf(query.lastError(), path);
    if (!query.next())
        return Error(u"store.bad_key"_s, {}, {{u"path"_s, path}}, u"the store has no proof of its key"_s);
    SystemRandom random;
    return EngineStore::proveKey(SecretBox(*key, random), query.value(0).toByteArray(), path);
}

Result<void> verifyDatabase(const QString &path, const QString &schema, const QString &keyFile,
                            const QByteArray &passphrase)
{
    return lookInto(path, [&](const QSqlDatabase &database, int found) -> Result<void> {
        const int known = Migrator(compiledMigrations(schema)).newest();
        if (found > known) {
            return Error(
                u"store.newer_version"_s, {},
                {{u"path"_s, path}, {u"found"_s, QString::number(found)}, {u"known"_s, QString::number(known)}});
        }
        QSqlQuery query(database);
        if (!query.exec(u"PRAGMA integrity_check(1)"_s) || !query.next())
            return errorOf(query.lastError(), path);
        // A file that was cut to nothing is sound, and empty.
        if (const QString word = query.value(0).toString(); word != u"ok"_s || found == 0)
            return Error(u"store.corrupt"_s, {}, {{u"path"_s, path}}, word);
        return schema == schemas.first() ? verifyKey(database, keyFile, passphrase) : Result<void>();
    });
}

Error notCopied(const QFile &file)
{
    if (file.error() == QFileDevice::ResourceError) // ENOSPC
        return Error(u"store.full"_s, {}, {{u"path"_s, file.fileName()}}, file.errorString());
    return notWritable(file.fileName(), file.errorString());
}

Result<void> synced(QFile &copy)
{
    if (!copy.flush())
        return notCopied(copy);
    return syncToDisk(copy);
}

// Everything is on the disk when this returns, so that a name that points to it never points to less.
Result<void> copyWhole(const QString &from, const QString &to)
{
    if (auto made = ensurePrivateFile(to); !made)
        return made;
    QFile source(from);
    QFile copy(to);
    if (!source.open(QIODevice::ReadOnly))
        return Error(u"store.not_readable"_s, {}, {{u"path"_s, from}}, source.errorString());
    if (!copy.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return notWritable(to, copy.errorString());
    constexpr qint64 step = 1 << 20;
    while (!source.atEnd()) {
        const QByteArray part = source.read(step);
        if (part.isEmpty())
            return Error(u"store.not_readable"_s, {}, {{u"path"_s, from}}, source.errorString());
        if (copy.write(part) != part.size())
            return notCopied(copy);
    }
    return synced(copy);
}

// A copy that is kept must open on another computer as well; the store's own key is this computer's.
enum class KeyOf : std::uint8_t
{
    Copy,
    Store
};

Result<void> copyKey(const QString &from, const QString &to, const QByteArray &passphrase, KeyOf whose)
{
    auto key = readKey(from, passphrase);
    if (!key)
        return key.error();
    if (whose == KeyOf::Store)
        key = protectedKey(*key);
    if (auto made = ensurePrivateFile(to); !made)
        return made;
    QFile copy(to);
    if (!copy.open(QIODevice::WriteOnly | QIODevice::Truncate) || copy.write(*key) != key->size())
        return notCopied(copy);
    return synced(copy);
}

Result<void> giveAway(const QString &path, const QString &directory)
{
    const QString refusal = giveToOwnerOf(directory, path);
    return refusal.isEmpty() ? Result<void>() : notWritable(path, refusal);
}

// Moves what belongs to the present store into a folder beside it; empty: there is none.
Result<QString> setAside(const QDir &data)
{
    QStringList there;
    for (const QString &schema : schemas) {
        for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1})
            there << schema + u".db"_s + suffix;
    }
    // Events that were answered and not yet stored: the next start would store them among those of the copy.
    there << EventSpool::paths(u"events.db"_s);
    there << LossLedger::path(u"events.db"_s);
    there << QFileInfo(move_mark::path({})).fileName();
    there << keyName;
    there.removeIf([&data](const QString &name) { return !data.exists(name); });
    if (there.isEmpty())
        return QString();
    int number = 1;
    while (data.exists(u"replaced-%1"_s.arg(number)))
        ++number;
    const QString folder = data.filePath(u"replaced-%1"_s.arg(number));
    if (auto made = ensurePrivateDirectory(folder); !made)
        return made.error();
    if (auto given = giveAway(folder, data.path()); !given)
        return given.error();
    for (const QString &name : std::as_const(there)) {
        if (!QFile::rename(data.filePath(name), folder + u'/' + name))
            return notWritable(data.filePath(name), u"it cannot be moved to "_s + folder);
    }
    return folder;
}

// By what the system knows them as: symbolic links, ".." and a second mount of one directory are other names for it.
bool isOrLiesIn(const QString &path, const QString &directory)
{
    std::error_code failed;
    const std::filesystem::path outer = QFileInfo(directory).filesystemAbsoluteFilePath();
    std::filesystem::path inner =
        std::filesystem::weakly_canonical(QFileInfo(path).filesystemAbsoluteFilePath(), failed);
    for (; !failed; inner = inner.parent_path()) {
        std::error_code missing; // a data directory may not exist yet
        if (std::filesystem::equivalent(inner, outer, missing))
            return true;
        if (inner == inner.parent_path())
            break;
    }
    return false;
}

} // namespace

QStringList backupFiles()
{
    QStringList files;
    for (const QString &schema : schemas)
        files << schema + u".db"_s;
    return files << keyName;
}

Result<QStringList> backUp(const QString &dataDir, const QString &target)
{
    const QDir from(dataDir);
    const QDir to(target);
    if (to.exists() && !to.isEmpty())
        return Error(u"store.backup_not_empty"_s, u"directory"_s, {{u"path"_s, target}});
    if (auto made = ensurePrivateDirectory(target); !made)
        return made.error();
    QStringList files;
    for (const QString &schema : schemas) {
        const QString name = schema + u".db"_s;
        if (auto copied = copyDatabase(schema, from.filePath(name), to.filePath(name)); !copied)
            return copied.error();
        files << name;
    }
    if (auto copied = copyKey(from.filePath(keyName), to.filePath(keyName), {}, KeyOf::Copy); !copied)
        return copied.error();
    return files << keyName;
}

Result<QStringList> verifyBackup(const QString &directory, const QByteArray &passphrase)
{
    const QDir copy(directory);
    const QStringList files = backupFiles();
    for (const QString &name : files) {
        if (!QFileInfo(copy.filePath(name)).isFile()) // whoever opens a pipe waits for its other end
            return Error(u"store.backup_incomplete"_s, {}, {{u"path"_s, directory}, {u"file"_s, name}});
    }
    for (const QString &schema : schemas) {
        const QString path = copy.filePath(schema + u".db"_s);
        if (auto sound = verifyDatabase(path, schema, copy.filePath(keyName), passphrase); !sound)
            return sound.error();
    }
    return files;
}

Result<QString> restore(const QString &copy, const QString &dataDir, const QByteArray &passphrase)
{
    if (isOrLiesIn(dataDir, copy))
        return Error(u"store.restore_onto_itself"_s, {}, {{u"path"_s, dataDir}, {u"copy"_s, copy}});
    const auto files = verifyBackup(copy, passphrase);
    if (!files)
        return files.error();
    if (auto made = ensurePrivateDirectory(dataDir); !made)
        return made.error();
    const auto lock = DirectoryLock::take(dataDir);
    if (!lock)
        return lock.error();
    const QDir data(dataDir);
    if (auto given = giveAway(data.filePath(u"engine.lock"_s), dataDir); !given)
        return given.error();
    const QString unfinished = u".restoring"_s;
    const auto bringIn = [&]() -> Result<void> {
        for (const QString &name : *files) {
            const QString path = data.filePath(name + unfinished);
            auto copied = name == keyName ? copyKey(copy + u'/' + name, path, passphrase, KeyOf::Store)
                                          : copyWhole(copy + u'/' + name, path);
            if (!copied)
                return copied;
            if (auto given = giveAway(path, dataDir); !given)
                return given;
        }
        return {};
    };
    if (auto brought = bringIn(); !brought) {
        for (const QString &name : *files)
            QFile::remove(data.filePath(name + unfinished)); // it may be what fills the disk
        return brought.error();
    }
    auto former = setAside(data);
    if (!former)
        return former;
    for (const QString &name : *files) {
        if (!QFile::rename(data.filePath(name + unfinished), data.filePath(name)))
            return notWritable(data.filePath(name), u"the copy cannot be given its name"_s);
    }
    return former;
}

} // namespace unmta::store
