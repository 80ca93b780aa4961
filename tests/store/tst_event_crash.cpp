// Kill -9 at any moment loses no acknowledged event and stores none twice.
#include "service/events/EventRecorder.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "support/TestMain.h"
#include "support/system/Semaphore.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <set>
#include <thread>

namespace unmta::tst_event_crash {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The victim of kill -9: records from several threads for ever and prints the id of every event that was acknowledged.
int recordUntilKilled(const QString &path)
{
    const SystemClock clock;
    RecorderConfig config{.path = path};
    config.merge = {.events = 150, .batches = 60, .patience = 1h, .quietEvents = 1, .quiet = 1ms};
    EventRecorder recorder(config, clock, {}, {});
    if (!recorder.start())
        return 1;
    std::vector<std::thread> workers;
    for (int i = 0; i < 3; ++i) {
        workers.emplace_back([&recorder, &clock] {
            SystemRandom random;
            EventMaker maker;
            Semaphore unanswered(16);
            for (;;) {
                unanswered.acquire();
                TrackingEvent event = maker.event(random.below(2) == 0 ? LinkKind::Open : LinkKind::Click);
                event.eventId = makeEventId(clock.now(), random);
                const std::string line = event.eventId.toStdString() + '\n';
                recorder.record(batchOf(event, [line, &unanswered](bool durable) {
                    // One write per line, unbuffered: what was printed had been acknowledged.
                    if (durable)
                        std::fputs(line.c_str(), stdout);
                    unanswered.release();
                }));
            }
        });
    }
    workers.front().join(); // never
    return 0;
}

} // namespace

class TestEventCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMoment();
};

void TestEventCrash::killedAtAnyMoment()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"events.db"_s);
    std::set<QByteArray> acknowledged;
    for (int round = 0; round < 10; ++round) {
        QProcess victim;
        victim.start(QCoreApplication::applicationFilePath(), {u"--record-until-killed"_s, path});
        QVERIFY(victim.waitForStarted());
        // A different number of answers each time, then death at whatever the recorder is doing.
        QByteArray output;
        const qsizetype enough = 37 * (20 + 211 * round);
        while (output.size() < enough && victim.waitForReadyRead(unmta::test::patienceMs))
            output += victim.readAllStandardOutput();
        victim.kill();
        QVERIFY(victim.waitForFinished(unmta::test::patienceMs));
        output += victim.readAllStandardOutput();
        QVERIFY(output.size() >= enough);
        // The last line may be cut; a cut id was acknowledged but cannot be looked up.
        const QByteArrayView whole = QByteArrayView(output).first(output.lastIndexOf('\n') + 1);
        for (const QByteArray &line : whole.toByteArray().split('\n')) {
            if (!line.isEmpty())
                QVERIFY2(acknowledged.insert(line.trimmed()).second,
                         "acknowledged twice"); // Windows ends lines with two
        }
    }
    // The next start finishes what the last one left; what a slow disk had left in the spool comes in behind it, and
    // few events would wait for more of them.
    {
        const SystemClock clock;
        EventRecorder recorder({.path = path, .merge = {.quietEvents = 1, .quiet = 1ms}}, clock, {}, {});
        QVERIFY(recorder.start().ok());
        QTRY_COMPARE(unmergedEvents(path), 0);
    }
    const auto database = store::Database::open({path, u"events"_s});
    QVERIFY(database.ok());
    QVERIFY((*database)->check().ok());
    const QStringList stored = storedIds(path);
    std::set<QByteArray> found;
    for (const QString &id : stored)
        QVERIFY2(found.insert(id.toLatin1()).second, "stored twice");
    std::vector<QByteArray> lost;
    std::set_difference(acknowledged.begin(), acknowledged.end(), found.begin(), found.end(), std::back_inserter(lost));
    QCOMPARE(lost.size(), std::size_t{0});
    QVERIFY(acknowledged.size() > 1000);
    QCOMPARE(numberIn(path, u"SELECT sum(opens + clicks) FROM activity"_s), stored.size());
    qInfo("%zu events acknowledged in 10 lives, %zu stored, 0 lost, 0 doubled", acknowledged.size(), found.size());
}

UNMTA_TEST(TestEventCrash)

const test::TestRole victim("--record-until-killed", [](const QStringList &arguments) {
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    return recordUntilKilled(arguments.value(0));
});

} // namespace unmta::tst_event_crash

#include "tst_event_crash.moc"
