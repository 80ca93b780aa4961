#include "base/Clock.h"
#include "ctl/Commands.h"
#include "ctl/Show.h"
#include "store/Backup.h"
#include "store/PassphraseBox.h"
#include "store/PrivateFile.h"

#include <QDir>
#include <QJsonObject>
#include <QRegularExpression>

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

struct BackupOptions
{
    QString directory;
    int keep = 0; // copies below `directory`, this one included; 0: it is the copy's own
    QString passphraseFile;
};

Result<QByteArray> passphraseOf(const BackupOptions &options)
{
    return options.passphraseFile.isEmpty() ? Result<QByteArray>(QByteArray())
                                            : store::readPassphrase(options.passphraseFile);
}

// What stands behind the key in a copy, sealed before it reaches the disk.
Result<QByteArray> sealed(const QByteArray &key, const QByteArray &passphrase)
{
    SystemRandom random;
    return store::sealWithPassphrase(key, passphrase, random);
}

Result<void> fetchFile(Session &session, const QString &copy, const QString &name, const QDir &target,
                       const QByteArray &passphrase)
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
        QByteArray content = QByteArray::fromBase64(part->content.toLatin1());
        if (name == u"master.key" && !passphrase.isEmpty()) { // it fits into one piece
            const auto box = sealed(content, passphrase);
            if (!box)
                return box.error();
            content = *box;
        }
        if (file.write(content) != content.size())
            return cannotWrite(file);
        isLast = part->isLast;
    }
    if (!file.flush())
        return cannotWrite(file);
    if (!store::syncToDisk(file))
        return cannotWrite(file);
    return {};
}

Result<QStringList> fetchAll(Session &session, const wire::Backup &made, const QDir &target,
                             const QByteArray &passphrase)
{
    const QString copy = QDir(made.directory).dirName();
    for (const QString &name : made.files) {
        if (auto fetched = fetchFile(session, copy, name, target, passphrase); !fetched)
            return fetched.error();
    }
    // What counts is what lies there, not what was sent.
    auto files = store::verifyBackup(target.path(), passphrase);
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

// Copies that --keep makes: their names sort by their age.
QString datedName(TimePoint now)
{
    const QString time = toIso8601(std::chrono::floor<std::chrono::seconds>(now));
    return u"unmta-"_s + QString(time).remove(u'-').remove(u':');
}

void removeOldest(const QDir &place, int keep)
{
    static const QRegularExpression dated(u"\\Aunmta-\\d{8}T\\d{6}Z\\z"_s);
    QStringList copies = place.entryList(QDir::Dirs | QDir::NoSymLinks, QDir::Name).filter(dated);
    while (copies.size() > keep) {
        const QDir oldest(place.filePath(copies.takeFirst()));
        // Nothing but what a copy consists of, whatever somebody may have put there.
        for (const QString &name : store::backupFiles())
            QFile::remove(oldest.filePath(name));
        if (!QDir().rmdir(oldest.path()))
            printNote(u"The old copy %1 cannot be removed."_s.arg(oldest.path()));
    }
}

Outcome backUp(Session &session, const BackupOptions &options)
{
    const auto passphrase = passphraseOf(options);
    if (!passphrase)
        return passphrase.error();
    const QDir place(QDir::current().absoluteFilePath(options.directory));
    const auto target = makeTarget(options.keep == 0 ? place.path() : place.filePath(datedName(SystemClock().now())));
    if (!target)
        return target.error();
    const auto made = session.call(api::createBackup, {}, wire::BackupInput()).value();
    if (!made) {
        QDir().rmdir(target->path());
        return made.error();
    }
    const auto files = fetchAll(session, *made, *target, *passphrase);
    const auto forgotten = session.call(api::forgetBackup, {}, {{u"name"_s, QDir(made->directory).dirName()}}).body;
    if (!files) {
        for (const QString &name : made->files)
            QFile::remove(target->filePath(name)); // half of a copy must not be taken for a whole one
        QDir().rmdir(target->path());
        return files.error();
    }
    if (options.keep > 0)
        removeOldest(place, options.keep);
    if (!forgotten)
        printNote(u"The engine keeps its own copy in %1 for some hours."_s.arg(made->directory));
    return tell(session, target->path(), *files,
                u"The store is copied to %1 (%2), and the copy was opened and checked. To restore it: unmta-engine "
                "--restore %1."_s);
}

Outcome verify(Session &session, const BackupOptions &options)
{
    const auto passphrase = passphraseOf(options);
    if (!passphrase)
        return passphrase.error();
    const QString absolute = QDir::current().absoluteFilePath(options.directory);
    const auto files = store::verifyBackup(absolute, *passphrase);
    if (!files)
        return files.error();
    return tell(session, absolute, *files, u"%1 holds a whole copy (%2)."_s);
}

} // namespace

void addBackupCommands(Command root)
{
    const auto options = std::make_shared<BackupOptions>();
    root.command("backup", "Copy the store, keys included, to a new directory; the engine goes on")
        .argument("DIRECTORY", &options->directory, "Where to; it must be empty or missing")
        .number("--keep", &options->keep, 1, 10'000,
                "Make the copy in a folder of DIRECTORY that is named by the time, and remove the oldest of more than "
                "these")
        .option("--passphrase-file", &options->passphraseFile, "Seal the copy's key with this file's first line")
        .does([options](Session &session) { return backUp(session, *options); });
    root.command("verify-backup", "Check a copy of the store; needs no engine")
        .argument("DIRECTORY", &options->directory, "What unmta-ctl backup made")
        .option("--passphrase-file", &options->passphraseFile, "What the copy's key is sealed with, in the first line")
        .does([options](Session &session) { return verify(session, *options); });
}

} // namespace unmta::ctl
