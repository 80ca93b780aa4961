#include "service/shipping/FolderFiles.h"

#include "base/WholeFile.h"

#include <QDir>
#include <QSaveFile>

namespace unmta {

using namespace Qt::StringLiterals;

Result<void> makeFolders(const QString &root, const QStringList &names)
{
    const QString path = QStringList(QStringList{root} + names).join(u'/');
    return QDir().mkpath(path) ? Result<void>() : unusableFolder(path, u"it cannot be made"_s);
}

Result<void> writeWhole(const QString &folder, const QString &name, const QByteArray &content)
{
    QSaveFile file(folder + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || !commitWith(file, content))
        return unusableFolder(file.fileName(), file.errorString());
    return {};
}

} // namespace unmta
