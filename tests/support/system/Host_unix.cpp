#include "support/system/Host.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace unmta::test {

using namespace Qt::StringLiterals;

bool isUnix()
{
    return true;
}

bool isLinux()
{
#ifdef Q_OS_LINUX
    return true;
#else
    return false;
#endif
}

bool isSuperuser()
{
    return geteuid() == 0;
}

bool refusalsAreTold()
{
    return true;
}

bool loopbackHasTwoAddresses()
{
    return isLinux();
}

// Locks are bytes of one file, at the port's own place, and this process's until it ends.
bool lockPort(int port)
{
    // Never closed: with it would go all locks of this process.
    static const int registry = [] {
        const QString name = u"%1/unmta-test-ports-%2"_s.arg(QDir::tempPath()).arg(getuid());
        return open(QFile::encodeName(name).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }();
    if (registry < 0)
        qFatal("the registry of ports cannot be opened in %s", qPrintable(QDir::tempPath()));
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = port;
    lock.l_len = 1;
    return fcntl(registry, F_SETLK, &lock) == 0;
}

void tieToParent(QProcess &child)
{
#ifdef Q_OS_LINUX
    child.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
#else
    Q_UNUSED(child)
#endif
}

QByteArray linkText(const QString &path)
{
    QByteArray target(4096, '\0');
    const auto length =
        readlink(QFile::encodeName(path).constData(), target.data(), static_cast<size_t>(target.size()));
    target.truncate(std::max<qsizetype>(length, 0));
    return target;
}

bool isOpenToOthers(const QString &path)
{
    constexpr QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    return (QFile::permissions(path) & others) != QFile::Permissions();
}

bool openTo(QFileDevice::Permissions others, const QString &path)
{
    return QFile::setPermissions(path, QFile::permissions(path) | others);
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

qint64 bytesOnDisk(const QString &path)
{
    struct stat info = {};
    return stat(QFile::encodeName(path).constData(), &info) == 0 ? qint64(info.st_blocks) * 512 : 0;
}

bool withFilesNoLongerThan(qint64 bytes, const std::function<void()> &action)
{
    rlimit before = {};
    if (getrlimit(RLIMIT_FSIZE, &before) != 0)
        return false;
    const rlimit tight{static_cast<rlim_t>(bytes), before.rlim_max};
    if (setrlimit(RLIMIT_FSIZE, &tight) != 0)
        return false;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    action();
    std::signal(SIGXFSZ, handler);
    if (setrlimit(RLIMIT_FSIZE, &before) != 0)
        qFatal("files cannot grow any more");
    return true;
}

bool makeFifo(const QString &path)
{
    return mkfifo(QFile::encodeName(path).constData(), 0600) == 0;
}

bool giveAway(const QString &path, unsigned id)
{
    return chown(QFile::encodeName(path).constData(), id, id) == 0;
}

void writeToFullDisk(QProcess &child)
{
    child.setChildProcessModifier([] { dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO); });
}

bool atTerminal(const QByteArray &typed, const std::function<void(const std::function<void(QProcess &)> &)> &action)
{
    const int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        return false;
    const int slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    const bool isTyped =
        slave >= 0 && write(master, typed.constData(), static_cast<size_t>(typed.size())) == typed.size();
    if (isTyped)
        action([slave](QProcess &child) { child.setChildProcessModifier([slave] { dup2(slave, STDIN_FILENO); }); });
    close(slave);
    close(master);
    return isTyped;
}

} // namespace unmta::test
