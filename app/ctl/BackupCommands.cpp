#include "ctl/Commands.h"
#include "ctl/Show.h"
#include "store/Backup.h"
#include "store/PrivateFile.h"

#include <QDir>
#include <QJsonObject>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

// The directory is made by this command, not by the engine: a service has a file system of its own, in which this
// path may lead elsewhere or nowhere.
Result<QDir> makeTarget(const QString &path)
{
    const QString absolute = QDir::current().absoluteFilePath(path);
    QDir target(absolute);
    if (target.exists() && !target.isEmpty())
        return Error(u"store.backup_not_empty"_s, {}, {{u"path"_s, absolute}});
    if (auto made = store::ensurePrivateDirectory(absolute); !made) {
        return Error(u"usage.not_writable"_s, {},
                     {{u"message"_s,
                       u"%1 cannot be written: %2. Name another directory."_s.arg(absolute, made.error().detail)}});
    }
    return target;
}

Error cannotWrite(const QFile &file)
{
    return Error(u"usage.not_writable"_s, {},
                 {{u"message"_s, u"%1 cannot be written: %2."_s.arg(file.fileName(), file.errorString())}});
}

Result<void> fetchFile(Session &session, const QString &copy, const QString &name, const QDir &target)
{
    QFile file(target.filePath(name));
    if (auto made = store::ensurePrivateFile(file.fileName()); !made || !file.open(QIODevice::WriteOnly))
        return cannotWrite(file);
    bool isLast = false;
    for (int piece = 0; !isLast; ++piece) {
        const auto part = session
                              .call(api::fetchBackup, {},
                                    {{u"name"_s, copy}, {u"file"_s, name}, {u"piece"_s, QString::number(piece)}})
                              .value();
        if (!part)
            return part.error();
        const QByteArray content = QByteArray::fromBase64(part->content.toLatin1());
        if (file.write(content) != content.size())
            return cannotWrite(file);
        isLast = part->isLast;
    }
    if (!file.flush())
        return cannotWrite(file);
#ifdef Q_OS_UNIX
    if (fsync(file.handle()) != 0)
        return cannotWrite(file);
#endif
    return {};
}

Result<QStringList> fetchAll(Session &session, const wire::Backup &made, const QDir &target)
{
    const QString copy = QDir(made.directory).dirName();
    for (const QString &name : made.files) {
        if (auto fetched = fetchFile(session, copy, name, target); !fetched)
            return fetched.error();
    }
    // What counts is what lies there, not what was sent.
    auto files = store::verifyBackup(target.path());
    if (files && *files != made.files)
        return Error(u"store.backup_incomplete"_s, {},
                     {{u"path"_s, target.path()}, {u"file"_s, made.files.join(u", "_s)}});
    return files;
}

Outcome tell(const Session &session, const QString &directory, const QStringList &files, const QString &sentence)
{
    if (session.json())
        printJson(QJsonObject{{u"directory"_s, directory}, {u"files"_s, QJsonArray::fromStringList(files)}});
    else
        printLine(sentence.arg(directory, files.join(u", "_s)));
    return Exit::Done;
}

Outcome backUp(Session &session, const QString &directory)
{
    const auto target = makeTarget(directory);
    if (!target)
        return target.error();
    const auto made = session.call(api::createBackup, {}, wire::BackupInput()).value();
    if (!made) {
        QDir().rmdir(target->path());
        return made.error();
    }
    const auto files = fetchAll(session, *made, *target);
    const auto forgotten = session.call(api::forgetBackup, {}, {{u"name"_s, QDir(made->directory).dirName()}}).body;
    if (!files) {
        for (const QString &name : made->files)
            QFile::remove(target->filePath(name)); // half of a copy must not be taken for a whole one
        QDir().rmdir(target->path());
        return files.error();
    }
    if (!forgotten)
        printNote(u"The engine keeps its own copy in %1 for some hours."_s.arg(made->directory));
    return tell(session, target->path(), *files,
                u"The store is copied to %1 (%2), and the copy was opened and checked. To restore it: unmta-engine "
                "--restore %1."_s);
}

Outcome verify(Session &session, const QString &directory)
{
    const QString absolute = QDir::current().absoluteFilePath(directory);
    const auto files = store::verifyBackup(absolute);
    if (!files)
        return files.error();
    return tell(session, absolute, *files, u"%1 holds a whole copy (%2)."_s);
}

} // namespace

void addBackupCommands(Command root)
{
    const auto directory = std::make_shared<QString>();
    root.command("backup", "Copy the store, keys included, to a new directory; the engine goes on")
        .argument("DIRECTORY", directory.get(), "Where to; it must be empty or missing")
        .does([directory](Session &session) { return backUp(session, *directory); });
    root.command("verify-backup", "Check a copy of the store; needs no engine")
        .argument("DIRECTORY", directory.get(), "What unmta-ctl backup made")
        .does([directory](Session &session) { return verify(session, *directory); });
}

} // namespace unmta::ctl
