// unmta-ctl store move: what it says and how it ends. What is moved is shown by tst_store_move.
#include "store/StoreFixture.h"
#include "support/Patience.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>

namespace unmta::tst_ctl_store {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCtlStore : public QObject
{
    Q_OBJECT

    // The exit code; what was printed stands in m_out and m_err.
    int run(const QStringList &arguments)
    {
        QProcess process;
        QSignalSpy ended(&process, &QProcess::finished);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(programPath(u"unmta-ctl"_s), QStringList{u"--data-dir"_s, m_directory.path()} + arguments);
        if (process.state() != QProcess::NotRunning && !ended.wait(patienceMs))
            process.kill();
        m_out = QString::fromUtf8(process.readAllStandardOutput());
        m_err = QString::fromUtf8(process.readAllStandardError());
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    int move(const QStringList &arguments) { return run(QStringList{u"store"_s, u"move"_s} + arguments); }

    QTemporaryDir m_directory;
    QString m_out;
    QString m_err;

private Q_SLOTS:
    void wrongUsage_data();
    void wrongUsage();
    void thereAndBack();
};

void TestCtlStore::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("complaint");

    QTest::newRow("nowhere") << QStringList{} << u"--to is required"_s;
    QTest::newRow("files to files") << QStringList{u"--to"_s, u"sqlite:/nowhere"_s} << u"--to sqlite:DIRECTORY"_s;
    QTest::newRow("server to server") << QStringList{u"--from"_s, u"postgresql://a/b"_s, u"--to"_s,
                                                     u"postgresql://a/c"_s}
                                      << u"--from"_s;
    QTest::newRow("no directory") << QStringList{u"--from"_s, u"postgresql://a/b"_s, u"--to"_s, u"sqlite:"_s}
                                  << u"sqlite:DIRECTORY"_s;
    QTest::newRow("a password for all to see")
        << QStringList{u"--to"_s, u"postgresql://me:PLANTED@a/b"_s} << u"password"_s;
    QTest::newRow("no file with one") << QStringList{u"--to"_s, u"postgresql://me@a/b"_s, u"--password-file"_s,
                                                     u"/nowhere/password"_s}
                                      << u"/nowhere/password"_s;
    QTest::newRow("an engine elsewhere") << QStringList{u"--engine"_s, u"https://a"_s, u"--to"_s, u"postgresql://a/b"_s}
                                         << u"--data-dir"_s;
}

void TestCtlStore::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, complaint);
    QCOMPARE(move(arguments), 2);
    QVERIFY2(m_err.contains(complaint), qPrintable(m_err));
    QVERIFY(!m_err.contains("PLANTED"_L1));
}

void TestCtlStore::thereAndBack()
{
    const QString url = PostgresServer::shared().freshUrl();
    QCOMPARE(move({u"--to"_s, url}), 1);
    QVERIFY2(m_err.contains(m_directory.path()), qPrintable(m_err));
    SystemRandom random;
    {
        const auto store = EngineStore::open(m_directory.path(), random);
        QCOMPARE(codeOf(store), u"ok"_s);
        QCOMPARE(codeOf((*store)->clusters.insert({u"0a0b0c0d"_s, u"news"_s, start})), u"ok"_s);
        // Somebody works with it who cannot be asked to keep still.
        QCOMPARE(move({u"--to"_s, url}), 3);
    }
    QCOMPARE(move({u"--to"_s, url}), 0);
    QVERIFY2(m_out.contains(QRegularExpression(u"^cluster +1$"_s, QRegularExpression::MultilineOption)),
             qPrintable(m_out));
    QVERIFY2(m_out.contains("counted on both sides"_L1), qPrintable(m_out));
    QVERIFY2(m_out.contains(u"--store "_s + url), qPrintable(m_out));
    QCOMPARE(move({u"--to"_s, url}), 1);
    QVERIFY2(m_err.contains("store.moved"_L1), qPrintable(m_err));

    const QString back = m_directory.filePath(u"files"_s);
    QCOMPARE(move({u"--json"_s, u"--from"_s, url, u"--to"_s, u"sqlite:"_s + back}), 0);
    const QJsonObject report = QJsonDocument::fromJson(m_out.toUtf8()).object();
    QVERIFY2(report.value(u"rows"_s).toInt() > 1, qPrintable(m_out));
    QVERIFY(report.value(u"tables"_s).toArray().contains(QJsonObject{{u"name"_s, u"cluster"_s}, {u"rows"_s, 1}}));
    const auto store = EngineStore::open(back, random);
    QCOMPARE(codeOf(store), u"ok"_s);
    QCOMPARE((**(*store)->clusters.byId(u"0a0b0c0d"_s)).name, u"news"_s);
}

UNMTA_TEST(TestCtlStore)

} // namespace unmta::tst_ctl_store

#include "tst_ctl_store.moc"
