// unmta-ctl bots: what is asked of the engine, and how its answer reads.
#include "contract/FakeEngine.h"

#include "contract/json/JsonCodec.h"
#include "contract/wire/Wire.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_ctl_bots {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCtlBots : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    FakeEngine m_engine{[](const FakeRequest &request) {
        if (request.target.startsWith("/api/v1/clusters?"))
            return FakeEngine::data(QJsonArray{apiExample(u"Cluster"_s)});
        return FakeEngine::data(apiExample(request.target.endsWith("/judge") ? u"BotJudging"_s : u"BotTest"_s));
    }};
    QByteArray m_err;

    // What is printed, by lines; empty when it ends with another code.
    QStringList run(const QStringList &arguments, int exitCode = 0)
    {
        m_engine.requests.clear();
        QProcess process;
        QSignalSpy ended(&process, &QProcess::finished);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(programPath(u"unmta-ctl"_s), QStringList{u"--data-dir"_s, m_dir.path(), u"bots"_s} + arguments);
        // The engine answers in this thread meanwhile.
        if (process.state() != QProcess::NotRunning && !ended.wait(patienceMs))
            process.kill();
        m_err = process.readAllStandardError();
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != exitCode)
            return {};
        return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n');
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_engine.listenLocal(m_dir.filePath(u"api.sock"_s))); }

    void testReads()
    {
        const QStringList lines = run({u"test"_s});
        QVERIFY2(!lines.isEmpty(), m_err.constData());
        QCOMPARE(m_engine.requests.last().method, "POST"_ba);
        const QString cluster = apiExample(u"Cluster"_s).value(u"id"_s).toString();
        QCOMPARE(m_engine.requests.last().target, "/api/v1/clusters/" + cluster.toLatin1() + "/bots/test");
        QCOMPARE(m_engine.requests.last().body, "{}"_ba);
        QVERIFY2(lines.contains(u"  by people:  500 → 497 (−3)"_s), qPrintable(lines.join(u'|')));
        QVERIFY2(lines.contains(u"  by people:  120 → 108 (−12)"_s), qPrintable(lines.join(u'|')));
        const auto row = lines.filter(u"link_burst"_s).value(0).simplified();
        QCOMPARE(row, u"link_burst link_burst 40 3 12 0 0"_s);
    }

    void testInJson()
    {
        const QStringList lines = run({u"test"_s, u"--json"_s});
        QCOMPARE(QJsonDocument::fromJson(lines.value(0).toUtf8()).object(), apiExample(u"BotTest"_s));
    }

    void rulesOfAFile()
    {
        const QString path = m_dir.filePath(u"rules.tsv"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a\tcrawler\tagent\tx\ty\n");
        file.close();
        QVERIFY2(!run({u"test"_s, u"--rules"_s, path}).isEmpty(), m_err.constData());
        QCOMPARE(m_engine.requests.last().body, R"({"rules":"a\tcrawler\tagent\tx\ty\n"})"_ba);
    }

    void judging()
    {
        const QStringList lines = run({u"judge"_s, u"--yes"_s});
        QVERIFY2(lines.contains(u"15 events have another verdict now."_s), m_err.constData());
        QVERIFY(m_engine.requests.last().target.endsWith("/bots/judge"));
        // Where nobody can be asked, nothing is done.
        run({u"judge"_s});
        QVERIFY(m_engine.requests.last().target.endsWith("/bots/test"));
    }

    void filesThatAreNone_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("missing") << u"missing.tsv"_s << "cannot be read"_ba;
        QTest::newRow("empty") << u"empty.tsv"_s << "is empty"_ba;
    }

    // An empty table would be taken for the engine's own.
    void filesThatAreNone()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, told);
        QFile empty(m_dir.filePath(u"empty.tsv"_s));
        QVERIFY(empty.open(QIODevice::WriteOnly));
        QVERIFY(!run({u"test"_s, u"--rules"_s, m_dir.filePath(name)}, 2).isEmpty());
        QVERIFY2(m_err.contains(told), m_err.constData());
        QVERIFY(m_engine.requests.isEmpty());
    }
};

UNMTA_TEST(TestCtlBots)

} // namespace unmta::tst_ctl_bots

#include "tst_ctl_bots.moc"
