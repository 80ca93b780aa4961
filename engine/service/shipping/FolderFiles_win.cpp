#include "service/shipping/FolderFiles.h"

#include "store/PrivateFile.h"

#include <QDir>
#include <QFile>

#include <windows.h>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

std::wstring nativePath(const QString &path)
{
    return QDir::toNativeSeparators(path).toStdWString();
}

bool isOnDisk(QFile &file, const QByteArray &content)
{
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush() &&
           store::syncToDisk(file).ok();
}

} // namespace

Result<void> makeFolders(const QString &root, const QStringList &names)
{
    const QString path = QStringList(QStringList{root} + names).join(u'/');
    return QDir().mkpath(path) ? Result<void>() : unusableFolder(path, u"it cannot be made"_s);
}

Result<void> writeWhole(const QString &folder, const QString &name, const QByteArray &content)
{
    // One name for each object, so that a killed engine leaves at most one behind, which the next one takes up.
    QFile file(folder + u"/."_s + name + u".part"_s);
    if (!isOnDisk(file, content)) {
        const Error error = unusableFolder(file.fileName(), file.errorString());
        file.remove();
        return error;
    }
    file.close();
    const QString path = folder + u'/' + name;
    if (!MoveFileExW(nativePath(file.fileName()).c_str(), nativePath(path).c_str(),
                     MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return unusableFolder(path, qt_error_string(static_cast<int>(GetLastError())));
    return {};
}

} // namespace unmta
