#include "store/PrivateFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstring>
#include <unistd.h>
#endif

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownerDirectory = ownerOnly | QFile::ExeOwner;

} // namespace

Error notWritable(const QString &path, const QString &detail)
{
    return Error(u"store.not_writable"_s, {}, {{u"path"_s, path}}, detail);
}

Result<void> ensurePrivateDirectory(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir()) {
        if (!info.isWritable())
            return notWritable(path, u"the directory is not writable"_s);
        return {};
    }
    const QString parent = info.absolutePath();
    if (!QDir().mkpath(parent) || !QDir().mkdir(info.absoluteFilePath(), ownerDirectory))
        return notWritable(path, u"the directory cannot be created"_s);
    return {};
}

Result<void> ensurePrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        if (!file.open(QIODevice::ReadWrite, ownerOnly))
            return notWritable(path, file.errorString());
        return {};
    }
    if (isExposed(path) && !file.setPermissions(ownerOnly))
        return notWritable(path, file.errorString());
    // Only asked, never opened: closing any descriptor of a database file drops the locks that SQLite holds on it in
    // this process (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    if (!QFileInfo(path).isWritable())
        return notWritable(path, u"the file is not writable"_s);
    return {};
}

Result<void> syncToDisk(const QFile &file)
{
#ifdef Q_OS_UNIX
    if (fsync(file.handle()) != 0)
        return notWritable(file.fileName(), QString::fromLocal8Bit(strerror(errno)));
#else
    Q_UNUSED(file)
#endif
    return {};
}

bool isExposed(const QString &path)
{
#ifdef Q_OS_WIN
    Q_UNUSED(path)
    return false;
#else
    constexpr QFile::Permissions foreign =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    return (QFile::permissions(path) & foreign) != QFile::Permissions{};
#endif
}

} // namespace unmta::store
