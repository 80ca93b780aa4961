#include "assembly/ports/PortHolder.h"

#include "assembly/ports/SystemUser.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

#ifdef __linux__
#include <unistd.h>
#endif

namespace unmta {

using namespace Qt::StringLiterals;

#ifdef __linux__

namespace {

// The columns of /proc/net/tcp that matter here (proc_net_tcp.txt of the kernel's documentation).
constexpr qsizetype localColumn = 1;
constexpr qsizetype stateColumn = 3;
constexpr qsizetype userColumn = 7;
constexpr qsizetype inodeColumn = 9;
constexpr QByteArrayView listening = "0A";

// The sockets that listen on the port, as the links in /proc/PID/fd name them, and whose they are.
QHash<QByteArray, uid_t> listenersOn(quint16 port, const QString &proc)
{
    QHash<QByteArray, uid_t> found;
    // The way that is left where a hardened service sees nothing of /proc but processes (ProcSubset=pid).
    for (const QString &table : {u"/self/net/tcp"_s, u"/self/net/tcp6"_s}) {
        QFile file(proc + table);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArrayList rows = file.readAll().split('\n');
        for (const QByteArray &row : rows) {
            const QByteArrayList columns = row.simplified().split(' ');
            const QByteArray local = columns.value(localColumn);
            if (columns.value(stateColumn) == listening &&
                local.mid(local.lastIndexOf(':') + 1).toUInt(nullptr, 16) == port)
                found.insert("socket:[" + columns.value(inodeColumn) + ']', columns.value(userColumn).toUInt());
        }
    }
    return found;
}

QByteArray linkTarget(const QString &path)
{
    QByteArray target(64, '\0');
    const auto length = readlink(QFile::encodeName(path).constData(), target.data(), 64);
    target.truncate(std::max<qsizetype>(length, 0));
    return target;
}

// Which of the sockets the process has open.
QByteArrayList openedBy(const QString &process, const QHash<QByteArray, uid_t> &sockets)
{
    QByteArrayList opened;
    const QDir folder(process + u"/fd"_s);
    // A link to a socket leads to no path.
    const QStringList names = folder.entryList(QDir::Files | QDir::System | QDir::Hidden);
    for (const QString &name : names) {
        if (const QByteArray target = linkTarget(folder.filePath(name)); sockets.contains(target))
            opened << target;
    }
    return opened;
}

QString programName(const QString &process)
{
    QFile file(process + u"/comm"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(file.readAll().trimmed()) : QString();
}

} // namespace

QString portHolder(quint16 port, const QString &proc)
{
    QHash<QByteArray, uid_t> sockets = listenersOn(port, proc);
    for (const QByteArray &own : openedBy(proc + u"/self"_s, sockets))
        sockets.remove(own);
    if (sockets.isEmpty())
        return {};
    // A server and its workers have it open: the first was there before the others.
    QList<qint64> processes;
    const QStringList names = QDir(proc).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isProcess = false;
        if (const qint64 id = name.toLongLong(&isProcess); isProcess)
            processes << id;
    }
    std::sort(processes.begin(), processes.end());
    for (const qint64 id : std::as_const(processes)) {
        const QString process = u"%1/%2"_s.arg(proc).arg(id);
        if (openedBy(process, sockets).isEmpty())
            continue;
        return u"%1 (pid %2, user %3)"_s.arg(programName(process), QString::number(id),
                                             userName(QFileInfo(process).ownerId()));
    }
    return u"a program of user %1"_s.arg(userName(sockets.cbegin().value()));
}

#else

QString portHolder(quint16, const QString &)
{
    return {};
}

#endif

} // namespace unmta
