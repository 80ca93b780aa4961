// Ports that nobody else gets, and peers that tell what is wrong with them. How the ports go with those of the Python
// tests, tests/flow/peers_test.py shows.
#include "support/Peer.h"
#include "support/Ports.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>
#include <QTcpServer>

#include <cstdio>

namespace unmta::tst_peer {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestPeer : public QObject
{
    Q_OBJECT

    // This program as a server, on the ports that it is told.
    static QStringList listenOn(const QList<quint16> &ports)
    {
        QStringList arguments{u"--listen"_s};
        for (const quint16 port : ports)
            arguments += QString::number(port);
        return arguments;
    }
    static QString self() { return QCoreApplication::applicationFilePath(); }

private Q_SLOTS:
    void portsAreTakenOnce()
    {
        QSet<quint16> seen;
        for (int i = 0; i < 100; ++i)
            seen += takePort();
        QCOMPARE(seen.size(), 100);
        for (const quint16 port : std::as_const(seen))
            QVERIFY(port >= 20'000 && port < 30'000);
    }

    void anOccupiedPortIsPassedOver()
    {
        const quint16 port = takePort();
        qputenv("UNMTA_TEST_FIRST_PORT", QByteArray::number(port + 1 - 20'000));
        QTcpServer stranger;
        QVERIFY(stranger.listen(QHostAddress::LocalHost, static_cast<quint16>(port + 1)));
        QVERIFY(takePort() > port + 1);
        qunsetenv("UNMTA_TEST_FIRST_PORT");
    }

    void comesUpAndGoes()
    {
        quint16 port = 0;
        {
            Peer peer(self());
            QCOMPARE(peer.start(2, listenOn), QString());
            QVERIFY(peer.port(0) != peer.port(1));
            QTRY_COMPARE(peer.output(), QByteArray("at your service\n"));
            port = peer.port();
            QCOMPARE(peer.restart(), QString());
            QCOMPARE(peer.port(), port);
        }
        QTcpServer now;
        QVERIFY2(now.listen(QHostAddress::LocalHost, port), "it is gone");
        QVERIFY(listens(QCoreApplication::applicationPid(), port));
    }

    void oneThatFindsItsPortOccupiedGetsAnother()
    {
        QTcpServer stranger;
        QVERIFY(stranger.listen(QHostAddress::LocalHost));
        Peer peer(self());
        int tries = 0;
        QCOMPARE(peer.start(1,
                            [&](const QList<quint16> &ports) {
                                return listenOn(++tries == 1 ? QList<quint16>{stranger.serverPort()} : ports);
                            }),
                 QString());
        QCOMPARE(tries, 2);
    }

    void thatIsNotTriedForEver()
    {
        QTcpServer stranger;
        QVERIFY(stranger.listen(QHostAddress::LocalHost));
        Peer peer(self());
        int tries = 0;
        const QString complaint = peer.start(1, [&](const QList<quint16> &) {
            ++tries;
            return listenOn({stranger.serverPort()});
        });
        QVERIFY2(complaint.contains(u"in use"_s), qPrintable(complaint));
        QCOMPARE(tries, 5);
    }

    void oneThatEndsTellsItsLastWords()
    {
        Peer peer(u"sh"_s);
        const QString complaint = peer.start(1, [](const QList<quint16> &) {
            return QStringList{u"-c"_s, u"echo no such luck >&2; exit 3"_s};
        });
        QVERIFY2(complaint.contains(QRegularExpression(u"sh did not come up; it ended with 3\\..*\n.*no such luck"_s)),
                 qPrintable(complaint));
    }

    void oneThatNeverAnswersTellsItsLastWords()
    {
        Peer peer(self());
        peer.setPatience(5000);
        const QString complaint = peer.start(1, listenOn, [&](const QList<quint16> &) {
            (void)QTest::qWaitFor([&] { return !peer.output().isEmpty(); }, patienceMs);
            return false;
        });
        QVERIFY2(complaint.contains(QRegularExpression(u"did not come up; it still runs\\..*\n.*at your service"_s)),
                 qPrintable(complaint));
    }

    void aStrangerWhoAnswersIsNotThePeer()
    {
        if (!isLinux())
            QSKIP("needs /proc");
        QTcpServer stranger;
        Peer peer(u"sleep"_s);
        peer.setPatience(500);
        const QString complaint = peer.start(1, [&](const QList<quint16> &ports) {
            (void)stranger.listen(QHostAddress::LocalHost, ports.first());
            return QStringList{u"600"_s};
        });
        QVERIFY(stranger.isListening());
        QVERIFY2(complaint.contains(u"still runs"_s), qPrintable(complaint));
    }

    void whatIsNotInstalledIsNamed()
    {
        Peer peer(u"no-such-server"_s);
        const QString complaint = peer.start(1, [](const QList<quint16> &) { return QStringList(); });
        QVERIFY2(complaint.startsWith(u"no-such-server is not installed"_s), qPrintable(complaint));
    }
};

UNMTA_TEST(TestPeer)

const TestRole listener("--listen", [](const QStringList &ports) {
    std::vector<std::unique_ptr<QTcpServer>> servers;
    for (const QString &port : ports) {
        servers.push_back(std::make_unique<QTcpServer>());
        if (!servers.back()->listen(QHostAddress::LocalHost, port.toUShort())) {
            std::fprintf(stderr, "%s\n", qPrintable(servers.back()->errorString()));
            return 1;
        }
        if (servers.size() == static_cast<std::size_t>(ports.size())) {
            std::puts("at your service");
            std::fflush(stdout);
        }
    }
    return QCoreApplication::exec();
});

// Holds them until its input ends.
const TestRole taker("--take-ports", [](const QStringList &arguments) {
    for (int i = arguments.value(0).toInt(); i > 0; --i)
        std::printf("%d ", takePort());
    std::puts("");
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
});

} // namespace unmta::tst_peer

#include "tst_peer.moc"
