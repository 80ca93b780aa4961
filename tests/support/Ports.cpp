#include "support/Ports.h"

#include "support/system/Host.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUdpSocket>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstPort = 20'000;
constexpr int portCount = 10'000;

bool isFree(quint16 port)
{
    return QTcpServer().listen(QHostAddress::LocalHost, port) &&
           QUdpSocket().bind(QHostAddress(QHostAddress::LocalHost), port, QAbstractSocket::DontShareAddress);
}

bool accepts(quint16 port)
{
    QTcpSocket probe;
    probe.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return probe.waitForConnected(5000);
}

// The sockets that listen on the port, as the links in /proc/PID/fd name them.
QSet<QString> socketsListeningOn(quint16 port)
{
    QSet<QString> found;
    for (const QString &table : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        QFile file(table);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArrayList rows = file.readAll().split('\n');
        for (const QByteArray &row : rows) {
            const QByteArrayList fields = row.simplified().split(' ');
            const QByteArray local = fields.value(1);
            if (fields.value(3) == "0A" && local.mid(local.lastIndexOf(':') + 1).toInt(nullptr, 16) == port)
                found += u"socket:[%1]"_s.arg(QString::fromLatin1(fields.value(9)));
        }
    }
    return found;
}

// The process and all that it has started.
QList<qint64> familyOf(qint64 pid)
{
    QMultiHash<qint64, qint64> children;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &name : names) {
        bool isPid = false;
        const qint64 child = name.toLongLong(&isPid);
        QFile stat(u"/proc/%1/stat"_s.arg(name));
        if (!isPid || !stat.open(QIODevice::ReadOnly))
            continue;
        // The name of the program, in brackets, may contain anything.
        const QByteArray text = stat.readAll();
        children.insert(text.mid(text.lastIndexOf(')') + 2).split(' ').value(1).toLongLong(), child);
    }
    QList<qint64> family{pid};
    for (qsizetype at = 0; at < family.size(); ++at)
        family += children.values(family[at]);
    return family;
}

bool hasOneOf(qint64 pid, const QSet<QString> &sockets)
{
    const QDir folder(u"/proc/%1/fd"_s.arg(pid));
    // What a link to a socket says is no path, and so no file's to Qt.
    const QStringList names = folder.entryList(QDir::Files | QDir::System | QDir::Hidden);
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        return sockets.contains(QString::fromLatin1(linkText(folder.filePath(name))));
    });
}

} // namespace

quint16 takePort()
{
    static QSet<int> taken;
    bool isSaid = false;
    int begin = qEnvironmentVariableIntValue("UNMTA_TEST_FIRST_PORT", &isSaid);
    // Processes that start together begin far from each other.
    if (!isSaid)
        begin = static_cast<int>(QCoreApplication::applicationPid() * 61 % portCount);
    for (int step = 0; step < portCount; ++step) {
        const int port = firstPort + (begin + step) % portCount;
        if (taken.contains(port) || !lockPort(port))
            continue;
        taken += port;
        if (isFree(static_cast<quint16>(port)))
            return static_cast<quint16>(port);
    }
    qFatal("no port from %d to %d is free", firstPort, firstPort + portCount - 1);
}

bool listens(qint64 pid, quint16 port)
{
    if (!QFile::exists(u"/proc/net/tcp"_s))
        return accepts(port);
    const QSet<QString> sockets = socketsListeningOn(port);
    if (sockets.isEmpty())
        return false;
    const QList<qint64> family = familyOf(pid);
    return std::any_of(family.begin(), family.end(), [&](qint64 one) { return hasOneOf(one, sockets); });
}

} // namespace unmta::test
