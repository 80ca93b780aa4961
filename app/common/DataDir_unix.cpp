#include "common/DataDir.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// systemd separates several directories with colons; ours is the first.
QString stateDirectory()
{
    return qEnvironmentVariable("STATE_DIRECTORY").section(u':', 0, 0);
}

} // namespace

QString systemDataDir()
{
    return u"/var/lib/unmta-tracking"_s;
}

QString systemMilterDir()
{
    return u"/var/lib/unmta-milter"_s;
}

QString defaultDataDir()
{
    const QString state = stateDirectory();
    if (!state.isEmpty())
        return QDir(state).absolutePath();
    // The installed service's store: for the service itself and for the administrator who becomes root or that user.
    const QFileInfo system(systemDataDir());
    if (system.isDir() && system.isWritable())
        return system.absoluteFilePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/unmta-tracking"_s;
}

bool isUsualDataDir(const QString &dataDir)
{
    return dataDir == systemDataDir() ||
           (qEnvironmentVariableIsEmpty("STATE_DIRECTORY") && dataDir == defaultDataDir());
}

QString defaultMilterDir()
{
    const QString state = stateDirectory();
    return state.isEmpty() ? systemMilterDir() : state;
}

} // namespace unmta
