// An event whose answer left before the disk took it survives kill -9, comes once, and is counted over restarts.
#include "service/events/EventRecorder.h"
#include "service/events/recorder/EventKeeper.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "store/events/spool/EventSpool.h"
#include "support/TestMain.h"
#include "support/system/Host.h"
#include "support/system/Semaphore.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cstdio>
#include <iostream>
#include <set>
#include <string>
#include <thread>

namespace unmta::tst_event_spool {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void say(const std::string &word)
{
    std::fputs((word + '\n').c_str(), stdout);
}

TrackingEvent newEvent(EventMaker &maker, const Clock &clock)
{
    SystemRandom random;
    TrackingEvent event = maker.event(LinkKind::Click);
    event.eventId = makeEventId(clock.now(), random);
    return event;
}

// Takes a number from its standard input, records so many events, keeps them, says so; and again.
int keepUntilKilled(const QString &path)
{
    const SystemClock clock;
    EventRecorder recorder({.path = path}, clock, {}, {});
    if (!recorder.start())
        return 1;
    say("started");
    EventMaker maker;
    std::size_t count = 0;
    while (std::cin >> count) {
        for (std::size_t i = 0; i < count; ++i)
            recorder.record(batchOf(newEvent(maker, clock), [](bool) {}));
        recorder.keep(count);
        say("kept");
    }
    return 0;
}

// Records and keeps for ever; prints the id of each event whose answer may have left.
int answerUntilKilled(const QString &path)
{
    const SystemClock clock;
    RecorderConfig config{.path = path};
    config.merge = {.events = 150, .batches = 60, .patience = 1h, .quietEvents = 1, .quiet = 1ms};
    EventRecorder recorder(config, clock, {}, {});
    if (!recorder.start())
        return 1;
    EventMaker maker;
    // Bounded, as the connections of recipients are.
    Semaphore unanswered(2000);
    for (;;) {
        std::string ids;
        for (int i = 0; i < 10; ++i) {
            unanswered.acquire();
            const TrackingEvent event = newEvent(maker, clock);
            ids += event.eventId.toStdString() + '\n';
            recorder.record(batchOf(event, [&unanswered](bool) { unanswered.release(); }));
        }
        recorder.keep(10);
        std::fputs(ids.c_str(), stdout);
    }
}

// Somebody else holds the write lock of events.db: to the recorder that is a disk that hangs.
class HangingDisk
{
public:
    explicit HangingDisk(const QString &path)
        : m_database(store::Database::open({path, u"events"_s}))
    {
        if (!m_database || !(*m_database)->execute(u"BEGIN IMMEDIATE"_s))
            qFatal("events.db cannot be locked");
    }

private:
    Result<std::unique_ptr<store::Database>> m_database; // closing it ends the transaction
};

class Victim
{
public:
    Victim(const QString &role, const QString &path)
    {
        m_process.start(QCoreApplication::applicationFilePath(), {role, path});
    }
    ~Victim() { kill(); }
    // Windows ends lines with two.
    [[nodiscard]] QByteArray printed() { return m_process.readAllStandardOutput().replace('\r', ""); }
    [[nodiscard]] bool hears(const QByteArray &word)
    {
        while (!m_output.contains(word + '\n')) {
            if (!m_process.waitForReadyRead(patienceMs))
                return false;
            m_output += printed();
        }
        m_output.remove(0, m_output.indexOf(word + '\n') + word.size() + 1);
        return true;
    }
    [[nodiscard]] bool keeps(int events)
    {
        m_process.write(QByteArray::number(events) + '\n');
        return hears("kept");
    }
    [[nodiscard]] bool hasSaid(qsizetype bytes)
    {
        while (m_output.size() < bytes && m_process.waitForReadyRead(patienceMs))
            m_output += printed();
        return m_output.size() >= bytes;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
        m_output += printed();
    }
    [[nodiscard]] const QByteArray &output() const { return m_output; }

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace

class TestEventSpool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void keptEventsSurviveTheKill();
    void killedWhileAnsweringEarly();
    void countsOverRestarts();
    void whatIsStoredAlreadyComesOnce();
    void damagedLinesAreLeftOut();
    void fullDiskKeepsThemForLater();
    void staysSmall();
    void ordinaryAnswersWriteNothing();
    void nobodyWaitsForAStandstill();

private:
    [[nodiscard]] QString path() const { return m_directory->filePath(u"events.db"_s); }
    [[nodiscard]] QString part(int number) const { return path() + u"-early-"_s + QString::number(number); }
    [[nodiscard]] qint64 spoolSize() const { return QFile(part(0)).size() + QFile(part(1)).size(); }
    [[nodiscard]] std::int64_t distinctEvents() const
    {
        QStringList ids = storedIds(path());
        ids.removeDuplicates();
        return ids.size();
    }
    // A recorder's whole life without new events.
    [[nodiscard]] RecorderStatus statusOfOneMoreRun()
    {
        EventRecorder recorder({.path = path()}, m_clock, {}, {});
        if (!recorder.start())
            qFatal("the recorder does not start");
        return recorder.status();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    SystemClock m_clock;
    EventMaker m_maker;
};

void TestEventSpool::keptEventsSurviveTheKill()
{
    {
        Victim victim(u"--keep-until-killed"_s, path());
        QVERIFY(victim.hears("started"));
        const HangingDisk hanging(path());
        QVERIFY(victim.keeps(1));   // its commit begins and hangs
        QVERIFY(victim.keeps(300)); // these wait behind it
        QVERIFY(victim.keeps(7));
        victim.kill();
        QCOMPARE(storedEvents(path()), 0);
    }
    const RecorderStatus status = statusOfOneMoreRun();
    QCOMPARE(status.recovered, 308U);
    QCOMPARE(status.recorded, 0U);
    QCOMPARE(status.answeredEarly, 308U);
    QCOMPARE(storedEvents(path()), 308);
    QCOMPARE(distinctEvents(), 308);
    QCOMPARE(numberIn(path(), u"SELECT sum(clicks) FROM activity"_s), 308);
    // Taken in once.
    QCOMPARE(statusOfOneMoreRun().recovered, 0U);
    QCOMPARE(storedEvents(path()), 308);
}

void TestEventSpool::killedWhileAnsweringEarly()
{
    std::set<QByteArray> answered;
    for (int round = 0; round < 8; ++round) {
        Victim victim(u"--answer-until-killed"_s, path());
        QVERIFY(victim.hasSaid(37));
        std::optional<HangingDisk> hanging;
        if (round % 2 == 1)
            hanging.emplace(path());
        QVERIFY(victim.hasSaid(37 * (100 + 130 * round)));
        victim.kill();
        const QByteArray output = victim.output();
        for (const QByteArray &line : output.first(output.lastIndexOf('\n') + 1).split('\n')) {
            if (!line.isEmpty())
                QVERIFY2(answered.insert(line).second, "one id for two events");
        }
    }
    QVERIFY(statusOfOneMoreRun().answeredEarly >= answered.size());
    const QStringList stored = storedIds(path());
    std::set<QByteArray> found;
    for (const QString &id : stored)
        QVERIFY2(found.insert(id.toLatin1()).second, "stored twice");
    QVERIFY(std::includes(found.begin(), found.end(), answered.begin(), answered.end()));
    QCOMPARE(numberIn(path(), u"SELECT sum(clicks) FROM activity"_s), stored.size());
}

void TestEventSpool::countsOverRestarts()
{
    {
        EventRecorder recorder({.path = path()}, m_clock, {}, {});
        QVERIFY(recorder.start().ok());
        recorder.keep(5);
        QCOMPARE(recorder.status().answeredEarly, 5U);
    }
    QCOMPARE(statusOfOneMoreRun().answeredEarly, 5U);
    // With nothing else to do the total goes into the store, and a kill cannot turn it back.
    {
        Victim victim(u"--keep-until-killed"_s, path());
        QVERIFY(victim.hears("started"));
        QVERIFY(victim.keeps(4));
        QTRY_COMPARE(numberIn(path(), u"SELECT value FROM counter WHERE name = 'answered_early'"_s), 9);
        QVERIFY(victim.keeps(2));
    }
    QCOMPARE(statusOfOneMoreRun().answeredEarly, 11U);
    QCOMPARE(distinctEvents(), 6);
}

// A kill between the commit and the clearing leaves events in both places.
void TestEventSpool::whatIsStoredAlreadyComesOnce()
{
    {
        EventRecorder recorder({.path = path()}, m_clock, {}, {});
        QVERIFY(recorder.start().ok());
        std::vector<TrackingEvent> events = m_maker.opens(200);
        for (const TrackingEvent &event : events)
            recorder.record(batchOf(event, [](bool) {}));
        QTRY_COMPARE(recorder.status().recorded, 200U);
        recorder.stop();
        events.push_back(m_maker.event(LinkKind::Open));
        const std::vector packed{packEvents(std::span(events).first(100)), packEvents(std::span(events).subspan(100))};
        store::EventSpool spool(path());
        QVERIFY(spool.open().ok());
        QVERIFY(spool.append(0, packed, 201));
        QVERIFY(spool.append(1, packed, 201));
    }
    const RecorderStatus status = statusOfOneMoreRun();
    QCOMPARE(status.answeredEarly, 201U);
    QCOMPARE(status.recovered, 1U);
    QCOMPARE(storedEvents(path()), 201);
    QCOMPARE(numberIn(path(), u"SELECT sum(opens) FROM activity"_s), 201);
}

void TestEventSpool::damagedLinesAreLeftOut()
{
    std::vector<QByteArray> events;
    for (const TrackingEvent &event : m_maker.opens(3))
        events.push_back(packEvents(std::span(&event, 1)));
    {
        store::EventSpool spool(path());
        QVERIFY(spool.open().ok());
        QVERIFY(spool.append(0, std::span(events).first(1), 1));
        QVERIFY(spool.append(0, std::span(events).subspan(1, 1), 2));
    }
    QFile file(part(0));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray whole = file.readAll();
    // The second line was cut in the middle, and what was written later follows it.
    QVERIFY(file.resize(whole.size() - 20));
    file.close();
    {
        store::EventSpool spool(path());
        QVERIFY(spool.open().ok());
        QVERIFY(spool.append(0, std::span(events).subspan(2, 1), 3));
    }
    QVERIFY(file.open(QIODevice::Append));
    file.write("\n\n 1 \n0123456789abcdef 9 1 [[]]\n");
    file.write(QByteArray(4096, '\0'));
    file.close();
    const RecorderStatus status = statusOfOneMoreRun();
    QCOMPARE(status.recovered, 2U);
    QCOMPARE(status.answeredEarly, 3U);
    QCOMPARE(distinctEvents(), 2);
}

void TestEventSpool::fullDiskKeepsThemForLater()
{
    const auto other = store::Database::open({path(), u"events"_s});
    QVERIFY(other.ok());
    QVERIFY((*other)
                ->execute(u"CREATE TABLE ballast (bytes BLOB);\n"
                          "INSERT INTO ballast VALUES (zeroblob(2000000));"_s)
                .ok());
    {
        store::EventSpool spool(path());
        QVERIFY(spool.open().ok());
        QVERIFY(spool.append(0, std::vector{packEvents(m_maker.opens(500))}, 500));
    }
    RecorderConfig limited{.path = path()};
    limited.maxPages = numberIn(path(), u"PRAGMA page_count"_s);
    limited.retryPause = 20ms;
    EventRecorder recorder(limited, m_clock, {}, {});
    QVERIFY(recorder.start().ok()); // recipients are served
    QVERIFY(!recorder.status().healthy);
    QCOMPARE(recorder.status().recovered, 0U);
    QCOMPARE(recorder.status().answeredEarly, 500U);
    QVERIFY((*other)->execute(u"DROP TABLE ballast"_s).ok());
    QTRY_COMPARE(storedEvents(path()), 500);
    QCOMPARE(recorder.status().recovered, 500U);
    QVERIFY(recorder.status().healthy);
    QTRY_COMPARE(spoolSize(), 0);
}

// However long the disk stays slow, the files hold what waits for it.
void TestEventSpool::staysSmall()
{
    EventRecorder recorder({.path = path()}, m_clock, {}, {});
    QVERIFY(recorder.start().ok());
    std::vector<TrackingEvent> events = m_maker.opens(6000);
    qint64 largest = 0;
    for (std::size_t first = 0; first < events.size(); first += 100) {
        Semaphore durable;
        for (std::size_t i = first; i < first + 100; ++i)
            recorder.record(batchOf(events[i], [&durable](bool) { durable.release(); }));
        recorder.keep(100);
        for (int i = 0; i < 100; ++i)
            QVERIFY(durable.tryAcquireFor(patience));
        largest = std::max(largest, spoolSize());
    }
    QVERIFY2(largest < 300 * 1000, QByteArray::number(largest).constData());
    QTRY_COMPARE(spoolSize(), 0);
    QCOMPARE(recorder.status().unsynced, 0U);
    QTRY_COMPARE(storedEvents(path()), 6000);
}

void TestEventSpool::ordinaryAnswersWriteNothing()
{
    EventRecorder recorder({.path = path()}, m_clock, {}, {});
    QVERIFY(recorder.start().ok());
    for (const TrackingEvent &event : m_maker.opens(1000))
        recorder.record(batchOf(event, [](bool) {}));
    QTRY_COMPARE(recorder.status().recorded, 1000U);
    QCOMPARE(spoolSize(), 0);
    QCOMPARE(recorder.status().answeredEarly, 0U);
    QVERIFY(!isOpenToOthers(part(0)));
}

// A file system that takes no writes holds up one round of answers for a moment, and no later one.
void TestEventSpool::nobodyWaitsForAStandstill()
{
    Semaphore goesOn;
    std::atomic<int> written = 0;
    EventKeeper keeper([&](const EventKeeper::Work &) {
        goesOn.acquire();
        ++written;
        return true;
    });
    keeper.start();
    QVERIFY(!keeper.keep({}, 1ms));
    // Had this one waited, it would have been for an hour.
    QVERIFY(!keeper.keep({}, 1h));
    goesOn.release(100);
    QTRY_COMPARE(written.load(), 1);
    QVERIFY(QTest::qWaitFor([&] { return keeper.keep({}, patience); }, patienceMs));
    QCOMPARE(written.load(), 2);
    keeper.stop();
    QVERIFY(!keeper.keep({}, 1h));
}

UNMTA_TEST(TestEventSpool)

const test::TestRole keeper("--keep-until-killed", [](const QStringList &arguments) {
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    return keepUntilKilled(arguments.value(0));
});
const test::TestRole answerer("--answer-until-killed", [](const QStringList &arguments) {
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    return answerUntilKilled(arguments.value(0));
});

} // namespace unmta::tst_event_spool

#include "tst_event_spool.moc"
