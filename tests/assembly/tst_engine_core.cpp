// An engine's beginning and end: what cannot start leaves nothing behind, what runs stops gracefully.
#include "assembly/EngineCore.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_engine_core {

using namespace Qt::StringLiterals;

namespace {

EngineConfig sandboxIn(const QString &dataDir)
{
    EngineConfig config;
    config.dataDir = dataDir;
    config.sandbox = true;
    config.api.port = 0;
    return config;
}

// "127.0.0.1:8080" of the listener of that kind.
QString addressOf(const EngineCore &engine, const QString &kind)
{
    return engine.listenerLines().filter(kind + u' ').value(0).section(u' ', 1);
}

// Name and nice value (proc(5), /proc/pid/stat) of each thread of this process.
QHash<QByteArray, int> threads()
{
    QHash<QByteArray, int> result;
    for (const QString &task : QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile stat(u"/proc/self/task/%1/stat"_s.arg(task));
        if (!stat.open(QIODevice::ReadOnly))
            continue; // it has ended
        const QByteArray text = stat.readAll();
        const qsizetype nameEnd = text.lastIndexOf(')');
        const qsizetype nameBegin = text.indexOf('(') + 1;
        const QByteArrayList fields = text.sliced(nameEnd + 2).split(' '); // from the third on
        result.insert(text.mid(nameBegin, nameEnd - nameBegin), fields.value(16).toInt());
    }
    return result;
}

} // namespace

class TestEngineCore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threadsHaveNames()
    {
        if (!test::isLinux())
            QSKIP("only where the system's threads have names that can be read");
        QTemporaryDir directory;
        EngineConfig config = sandboxIn(directory.path());
        config.settings = {{u"edge.workers"_s, u"2"_s}};
        EngineCore engine(config);
        QVERIFY(engine.start());
        for (const char *name : {"edge-0", "edge-1", "api-0", "recorder", "segments", "outbound", "dns"})
            QTRY_VERIFY2(threads().contains(name), name);
        QVERIFY(!threads().contains("edge-2"));
    }

    // What tidies up goes behind what somebody waits for.
    void answersComeFirst()
    {
        if (!test::isLinux())
            QSKIP("only where what the system knows of a thread can be read");
        QTemporaryDir directory;
        EngineCore engine(sandboxIn(directory.path()));
        QVERIFY(engine.start());
        for (const char *name : {"segments", "checkpoints"})
            QTRY_VERIFY2(threads().value(name) > threads().value("recorder", 99), name);
        QCOMPARE(threads().value("recorder"), threads().value("edge-0", -99));
    }

    // At every stage of the start, from the first to the last.
    void whatCannotStartLeavesNothingBehind_data()
    {
        QTest::addColumn<QString>("obstacle");
        QTest::addColumn<QString>("code");
        QTest::newRow("a public listener") << u"public"_s << u"config.sandbox_public"_s;
        QTest::newRow("a real engine's store") << u"real"_s << u"store.is_sandbox"_s;
        QTest::newRow("a store in use") << u"in use"_s << u"store.in_use"_s;
        QTest::newRow("an unknown setting") << u"setting"_s << u"settings.unknown"_s;
        QTest::newRow("no place for events") << u"events"_s << u"store."_s;
        QTest::newRow("the edge's port") << u"edge"_s << u"http.port_in_use"_s;
        QTest::newRow("the API's port") << u"api"_s << u"http.port_in_use"_s;
        if (unmta::test::isUnix()) // a pipe has no path
            QTest::newRow("the API's socket") << u"socket"_s << u"config.path_too_long"_s;
    }
    void whatCannotStartLeavesNothingBehind()
    {
        QFETCH(const QString, obstacle);
        QFETCH(const QString, code);
        QTemporaryDir directory;
        QTemporaryDir others;
        const QString dataDir =
            obstacle == u"socket"_s ? directory.filePath(QString(120, u'x')) : directory.filePath(u"data"_s);
        EngineConfig config = sandboxIn(dataDir);
        auto other = std::make_unique<EngineCore>(sandboxIn(obstacle == u"in use"_s ? dataDir : others.path()));
        QVERIFY(other->start());
        if (obstacle == u"public"_s)
            config.http = {{u"0.0.0.0"_s, 0}};
        if (obstacle == u"real"_s) {
            QVERIFY(EngineCore(config).start());
            config.sandbox = false;
        }
        if (obstacle == u"setting"_s)
            config.settings = {{u"no.such"_s, u"1"_s}};
        if (obstacle == u"events"_s)
            QVERIFY(QDir(dataDir).mkpath(u"events.db"_s));
        if (obstacle == u"edge"_s)
            config.https = {*parseListenAddress(addressOf(*other, u"https"_s))};
        if (obstacle == u"api"_s)
            config.api = *parseListenAddress(addressOf(*other, u"api"_s));

        EngineCore engine(config);
        QSignalSpy stopped(&engine, &EngineCore::stopped);
        for (int attempt = 0; attempt < 2; ++attempt) {
            const auto started = engine.start();
            QVERIFY(!started);
            QVERIFY2(started.error().code.startsWith(code), qPrintable(started.error().code));
        }
        engine.stop();
        engine.reload({});
        QCOMPARE(stopped.count(), 0);

        other.reset();
        (void)QDir(dataDir + u"/events.db"_s).removeRecursively();
        if (obstacle != u"socket"_s)
            QVERIFY(EngineCore(sandboxIn(dataDir)).start());
    }

    void stopsOnceAndCanBeStartedAgain()
    {
        QTemporaryDir directory;
        for (int run = 0; run < 2; ++run) {
            EngineCore engine(sandboxIn(directory.path()));
            QVERIFY(engine.start());
            QCOMPARE(engine.listenerLines().size(), 4);
            engine.reload({});
            QSignalSpy stopped(&engine, &EngineCore::stopped);
            engine.stop();
            engine.stop();
            QTRY_COMPARE(stopped.count(), 1);
            engine.stop();
            engine.reload({});
            QTest::qWait(0);
            QCOMPARE(stopped.count(), 1);
        }
    }
};

UNMTA_TEST(TestEngineCore)

} // namespace unmta::tst_engine_core

#include "tst_engine_core.moc"
