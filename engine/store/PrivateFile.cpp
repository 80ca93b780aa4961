#include "store/PrivateFile.h"

#include "store/system/FileRights.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace unmta::store {

using namespace Qt::StringLiterals;

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
    if (!QDir().mkpath(parent) || !makePrivateDirectory(info.absoluteFilePath()))
        return notWritable(path, u"the directory cannot be created"_s);
    return {};
}

Result<void> ensurePrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        if (!createPrivate(file))
            return notWritable(path, file.errorString());
        return {};
    }
    if (isExposed(path) && !makePrivate(file))
        return notWritable(path, file.errorString());
    // Only asked, never opened: closing any descriptor of a database file drops the locks that SQLite holds on it in
    // this process (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    if (!QFileInfo(path).isWritable())
        return notWritable(path, u"the file is not writable"_s);
    return {};
}

} // namespace unmta::store
