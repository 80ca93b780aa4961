// Which program holds a port, as the system's own tables tell it.
#include "assembly/ports/PortHolder.h"
#include "support/Peer.h"
#include "support/Ports.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QDir>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_port_holder {

using namespace Qt::StringLiterals;
using namespace unmta::test;

namespace {

// A process table of the test's own: one socket that listens on port 80 (0x0050), one that is connected, and one that
// listens elsewhere.
class Table
{
public:
    Table()
    {
        write(u"self/net/tcp"_s,
              "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
              "   0: 0100007F:0050 0200007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 111 1\n"
              "   1: 0100007F:0051 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1\n");
    }
    void listenOn80(const QByteArray &table = "tcp6")
    {
        write(u"self/net/"_s + QString::fromLatin1(table),
              "  sl  local_address                         remote_address                        st\n"
              "   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 "
              "00:00000000 00000000     0        0 333 1 0 100 0 0 10 0\n");
    }
    void addProcess(const QString &pid, const QByteArray &name, const QByteArray &inode)
    {
        write(pid + u"/comm"_s, name + '\n');
        QDir(m_folder.path()).mkpath(pid + u"/fd"_s);
        QFile::link(u"socket:[%1]"_s.arg(QString::fromLatin1(inode)), m_folder.filePath(pid + u"/fd/3"_s));
        QFile::link(u"/dev/null"_s, m_folder.filePath(pid + u"/fd/0"_s));
    }
    [[nodiscard]] QString path() const { return m_folder.path(); }

private:
    void write(const QString &name, const QByteArray &content) const
    {
        const QString file = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(file).path());
        QFile target(file);
        if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file));
    }
    QTemporaryDir m_folder;
};

} // namespace

class TestPortHolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!isLinux())
            QSKIP("only Linux tells");
    }

    void anotherProgramIsNamed()
    {
        Peer peer(findProgram(u"python3"_s));
        const QString complaint = peer.start(1, [](const QList<quint16> &ports) {
            return QStringList{u"-m"_s, u"http.server"_s, u"--bind"_s, u"127.0.0.1"_s, QString::number(ports.first())};
        });
        QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
        const QString holder = portHolder(peer.port());
        QVERIFY2(holder.startsWith(u"python3"_s) && holder.contains(u"(pid "_s) && holder.contains(u", user "_s),
                 qPrintable(holder));
        const quint16 port = peer.port();
        peer.stop();
        QTRY_COMPARE(portHolder(port), QString());
    }

    void weOurselvesAreNobody()
    {
        QTcpServer own;
        QVERIFY(own.listen(QHostAddress::LocalHost, takePort()));
        QCOMPARE(portHolder(own.serverPort()), QString());
        QCOMPARE(portHolder(takePort()), QString());
    }

    // nginx and its workers have the socket open all of them; the first is the one to stop.
    void theFirstOfSeveralIsNamed()
    {
        Table table;
        table.listenOn80();
        table.addProcess(u"913"_s, "worker", "333");
        table.addProcess(u"812"_s, "nginx", "333");
        table.addProcess(u"811"_s, "other", "111");
        const QString holder = portHolder(80, table.path());
        QVERIFY2(holder.startsWith(u"nginx (pid 812, user "_s), qPrintable(holder));
    }

    // /proc/PID/fd of other users is closed to us; the table still says whose the socket is.
    void aProgramThatMayNotBeLookedInto()
    {
        Table table;
        table.listenOn80();
        QCOMPARE(portHolder(80, table.path()), u"a program of user root"_s);
    }

    void connectionsHoldNothing()
    {
        Table table;
        table.addProcess(u"811"_s, "client", "111");
        table.addProcess(u"812"_s, "elsewhere", "222");
        QCOMPARE(portHolder(80, table.path()), QString());
        QVERIFY(portHolder(81, table.path()).startsWith(u"elsewhere (pid 812, "_s));
    }

    void whereThereIsNoTable() { QCOMPARE(portHolder(80, QDir::tempPath()), QString()); }
};

UNMTA_TEST(TestPortHolder)

} // namespace unmta::tst_port_holder

#include "tst_port_holder.moc"
