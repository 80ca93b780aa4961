#include "common/DataDir.h"

#include <QDir>
#include <QStandardPaths>

#include <windows.h>

#include <shlobj.h>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Asked of the system, since Qt looks at a directory's attributes and not at its rights.
bool mayAddFiles(const QString &directory)
{
    const HANDLE handle = CreateFileW(QDir::toNativeSeparators(directory).toStdWString().c_str(), FILE_ADD_FILE,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                                      FILE_FLAG_BACKUP_SEMANTICS, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return false;
    CloseHandle(handle);
    return true;
}

QString inProgramData(const QString &name)
{
    PWSTR folder = nullptr;
    QString path;
    if (SHGetKnownFolderPath(FOLDERID_ProgramData, 0, nullptr, &folder) == S_OK)
        path = QDir::fromNativeSeparators(QString::fromWCharArray(folder)) + u'/' + name;
    CoTaskMemFree(folder);
    return path;
}

// The service's, for itself and for administrators, else one of the user's own.
QString usable(const QString &system, const QString &own)
{
    if (!system.isEmpty() && mayAddFiles(system))
        return system;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u'/' + own;
}

} // namespace

QString systemDataDir()
{
    return inProgramData(u"unMTA Tracking"_s);
}

QString systemMilterDir()
{
    return inProgramData(u"unMTA Tracking Milter"_s);
}

QString defaultDataDir()
{
    return usable(systemDataDir(), u"unmta-tracking"_s);
}

QString defaultMilterDir()
{
    return usable(systemMilterDir(), u"unmta-milter"_s);
}

bool isUsualDataDir(const QString &dataDir)
{
    return dataDir == systemDataDir() || dataDir == defaultDataDir();
}

} // namespace unmta
