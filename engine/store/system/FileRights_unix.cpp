#include "store/system/FileRights.h"

#include "base/Bytes.h"
#include "store/PrivateFile.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace unmta::store {

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownerDirectory = ownerOnly | QFile::ExeOwner;

} // namespace

bool makePrivateDirectory(const QString &path)
{
    return QDir().mkdir(path, ownerDirectory);
}

bool createPrivate(QFile &file)
{
    return file.open(QIODevice::ReadWrite, ownerOnly);
}

bool makePrivate(QFile &file)
{
    return file.setPermissions(ownerOnly);
}

bool isExposed(const QString &path)
{
    constexpr QFile::Permissions foreign =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    return (QFile::permissions(path) & foreign) != QFile::Permissions{};
}

Result<void> syncToDisk(const QFile &file)
{
#ifdef F_FULLFSYNC
    // Of macOS, whose fsync() leaves it in the disk's own memory; not every file system there has it.
    if (fcntl(file.handle(), F_FULLFSYNC) == 0)
        return {};
#endif
    if (fsync(file.handle()) != 0)
        return notWritable(file.fileName(), QString::fromLocal8Bit(strerror(errno)));
    return {};
}

QString giveToOwnerOf(const QString &directory, const QString &path)
{
    struct stat owner = {};
    if (geteuid() != 0 || stat(QFile::encodeName(directory).constData(), &owner) != 0)
        return {};
    if (chown(QFile::encodeName(path).constData(), owner.st_uid, owner.st_gid) != 0)
        return QString::fromLocal8Bit(strerror(errno));
    return {};
}

bool reserveRoom(QFile &file, qint64 size)
{
#ifdef __linux__
    return posix_fallocate(file.handle(), 0, size) == 0;
#else
    const QByteArray zeros(static_cast<qsizetype>(64 * KiB), '\0');
    for (qint64 written = 0; written < size; written += zeros.size()) {
        if (file.write(zeros) != zeros.size())
            return false;
    }
    return file.flush();
#endif
}

} // namespace unmta::store
