#include "store/MoveMark.h"

#include "store/PrivateFile.h"
#include "store/system/FileRights.h"

#include <QDir>
#include <QFile>

namespace unmta::store::move_mark {

using namespace Qt::StringLiterals;

QString path(const QString &directory)
{
    return QDir(directory).filePath(u"store.moved"_s);
}

Result<void> set(const QString &directory, const QString &place)
{
    const QString name = path(directory);
    if (auto made = ensurePrivateFile(name); !made)
        return made;
    QFile file(name);
    const QByteArray line = place.toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(line) != line.size() || !file.flush())
        return notWritable(name, file.errorString());
    if (const QString refusal = giveToOwnerOf(directory, name); !refusal.isEmpty())
        return notWritable(name, refusal);
    return syncToDisk(file);
}

Result<void> remove(const QString &directory)
{
    QFile file(path(directory));
    if (file.exists() && !file.remove())
        return notWritable(file.fileName(), file.errorString());
    return {};
}

Error errorFor(const QString &directory, const QString &place)
{
    return Error(u"store.moved"_s, {}, {{u"path"_s, directory}, {u"to"_s, place}, {u"file"_s, path(directory)}});
}

Result<void> refuseMoved(const QString &directory)
{
    QFile file(path(directory));
    if (!file.exists())
        return {};
    constexpr qint64 most = 4096;
    const QString place =
        file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(most)).section(u'\n', 0, 0) : QString();
    return errorFor(directory, place);
}

} // namespace unmta::store::move_mark
