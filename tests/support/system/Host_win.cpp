#include "support/system/Host.h"

#include <QFile>

namespace unmta::test {

bool isUnix()
{
    return false;
}

bool isLinux()
{
    return false;
}

bool isSuperuser()
{
    return false;
}

bool lockPort(int)
{
    return true; // nobody to agree with
}

void tieToParent(QProcess &) {}

QByteArray linkText(const QString &path)
{
    return QFile::symLinkTarget(path).toUtf8();
}

qint64 bytesOnDisk(const QString &)
{
    return 0;
}

bool withFilesNoLongerThan(qint64, const std::function<void()> &)
{
    return false;
}

bool makeFifo(const QString &)
{
    return false;
}

bool giveAway(const QString &, unsigned)
{
    return false;
}

void writeToFullDisk(QProcess &) {}

bool atTerminal(const QByteArray &, const std::function<void(const std::function<void(QProcess &)> &)> &)
{
    return false;
}

} // namespace unmta::test
