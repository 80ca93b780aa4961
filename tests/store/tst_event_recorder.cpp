// Durable before done, bounded, self-healing. (What a crash leaves: tst_event_crash.)
#include "service/events/EventRecorder.h"
#include "service/events/recorder/LogCheckpointer.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace unmta::tst_event_recorder {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString cluster = u"0a0b0c0d"_s;

// Counts answers; any thread.
class Answers
{
public:
    [[nodiscard]] EventRecorder::Done sink()
    {
        return [this](bool durable) {
            const std::lock_guard lock(m_mutex);
            ++(durable ? m_durable : m_refused);
            m_changed.notify_all();
        };
    }
    [[nodiscard]] bool waitFor(int answers)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, patience, [&] { return m_durable + m_refused >= answers; });
    }
    [[nodiscard]] int durable() const
    {
        const std::lock_guard lock(m_mutex);
        return m_durable;
    }
    [[nodiscard]] int refused() const
    {
        const std::lock_guard lock(m_mutex);
        return m_refused;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_durable = 0;
    int m_refused = 0;
};

// Keeps the recorder busy inside the answer to an event, until told to end.
class Occupied
{
public:
    Occupied(EventRecorder &recorder, const TrackingEvent &event)
    {
        recorder.record(batchOf(event, [this, ended = m_end.get_future().share()](bool) {
            m_begun.set_value();
            ended.wait_for(patience);
        }));
    }
    [[nodiscard]] bool hasBegun() { return m_begun.get_future().wait_for(patience) == std::future_status::ready; }
    void end() { m_end.set_value(); }

private:
    std::promise<void> m_begun;
    std::promise<void> m_end;
};

// What the recorder's callbacks said; any thread.
struct Told
{
    std::mutex mutex;
    ActivityCounts counts;
    int tellings = 0;
    QList<RecorderStatus> statuses;

    [[nodiscard]] EventRecorder::Recorded recorded()
    {
        return [this](const QList<ActivityIncrease> &increases) {
            const std::lock_guard lock(mutex);
            ++tellings;
            for (const auto &increase : increases) {
                counts.opens += increase.counts.opens;
                counts.clicks += increase.counts.clicks;
            }
        };
    }
    [[nodiscard]] EventRecorder::StatusChanged statusChanged()
    {
        return [this](const RecorderStatus &status) {
            const std::lock_guard lock(mutex);
            statuses.append(status);
        };
    }
    [[nodiscard]] std::int64_t seen()
    {
        const std::lock_guard lock(mutex);
        return counts.opens + counts.clicks;
    }
    [[nodiscard]] QList<RecorderStatus> said()
    {
        const std::lock_guard lock(mutex);
        return statuses;
    }
};

class LateClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return eventStart + 2400h; }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override { return {}; }
};

} // namespace

class TestEventRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void durableBeforeDone();
    void gathersIntoOneCommit();
    void commitsRestUnderLoad();
    void anotherMovesTheLog();
    void tellsAndMergesInTheBackground();
    void mergesWhatAnEarlierRunLeft();
    void mergingKeepsUpWithTheLoad();
    void fullQueueRefusesAtOnce();
    void fullDiskRefusesAndRecovers();
    void recoversWithoutTraffic();
    void stopDrains();
    void refusesWhenNotRunning();
    void saysWhyItCannotStart();
    void retention();

private:
    [[nodiscard]] QString path() const { return m_directory->filePath(u"events.db"_s); }
    [[nodiscard]] RecorderConfig config() const { return {.path = path()}; }
    // Whatever waits is merged.
    [[nodiscard]] RecorderConfig merging() const
    {
        RecorderConfig result = config();
        result.merge = {.events = 400, .batches = 400, .patience = 1h, .quietEvents = 1, .quiet = 5ms};
        return result;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    SystemClock m_clock;
    EventMaker m_maker;
};

void TestEventRecorder::durableBeforeDone()
{
    EventRecorder recorder(config(), m_clock, {}, {});
    QVERIFY(recorder.start().ok());
    for (int i = 1; i <= 5; ++i) {
        // Looked at from another connection while the answer is being given.
        std::promise<std::int64_t> found;
        recorder.record(batchOf(m_maker.event(LinkKind::Open), [&found, this](bool durable) {
            found.set_value(durable ? storedEvents(path()) : -1);
        }));
        auto answer = found.get_future();
        QVERIFY(answer.wait_for(patience) == std::future_status::ready);
        QCOMPARE(answer.get(), i);
    }
    QCOMPARE(recorder.status().recorded, 5u);
    QTRY_COMPARE(recorder.status().unmerged, 5u);
}

void TestEventRecorder::gathersIntoOneCommit()
{
    EventRecorder recorder(config(), m_clock, {}, {});
    QVERIFY(recorder.start().ok());
    // The recorder is kept busy inside the first answer; meanwhile 100 others gather.
    Occupied occupied(recorder, m_maker.event(LinkKind::Open));
    QVERIFY(occupied.hasBegun());
    Answers answers;
    for (int i = 0; i < 100; ++i)
        recorder.record(batchOf(m_maker.event(LinkKind::Open), answers.sink()));
    QCOMPARE(recorder.status().queued, 100u);
    QCOMPARE(answers.durable(), 0);
    occupied.end();
    QVERIFY(answers.waitFor(100));
    QCOMPARE(answers.durable(), 100);
    QCOMPARE(numberIn(path(), u"SELECT count(*) FROM event_batch"_s), 2);
    QCOMPARE(storedEvents(path()), 101);
}

// Who comes alone waits for the disk only; where several come together, commits keep their distance.
void TestEventRecorder::commitsRestUnderLoad()
{
    RecorderConfig resting = config();
    resting.commitPause = 1h;
    EventRecorder recorder(resting, m_clock, {}, {});
    QVERIFY(recorder.start().ok());
    Answers alone;
    for (int i = 1; i <= 5; ++i) {
        recorder.record(batchOf(m_maker.event(LinkKind::Open), alone.sink()));
        QVERIFY(alone.waitFor(i));
    }
    Occupied occupied(recorder, m_maker.event(LinkKind::Open));
    QVERIFY(occupied.hasBegun());
    Answers together;
    for (int i = 0; i < 2; ++i)
        recorder.record(batchOf(m_maker.event(LinkKind::Open), together.sink()));
    occupied.end();
    QVERIFY(together.waitFor(2));
    Answers later;
    for (int i = 0; i < 3; ++i)
        recorder.record(batchOf(m_maker.event(LinkKind::Open), later.sink()));
    QCOMPARE(recorder.status().queued, 3U);
    QCOMPARE(storedEvents(path()), 8);
    recorder.stop(); // nobody waits for that
    QCOMPARE(later.durable(), 3);
    QCOMPARE(storedEvents(path()), 11);
}

// Far fewer pages than the recorder's commits would move by themselves.
void TestEventRecorder::anotherMovesTheLog()
{
    EventRecorder recorder(config(), m_clock, {}, {});
    QVERIFY(recorder.start().ok());
    const qint64 empty = QFileInfo(path()).size();
    const QString user(2'000, u'x'); // so that a commit needs a page of its own
    Answers answers;
    for (int i = 1; i <= LogCheckpointer::commits; ++i) {
        TrackingEvent event = m_maker.event(LinkKind::Open);
        event.userAgent = user;
        recorder.record(batchOf(event, answers.sink()));
        QVERIFY(answers.waitFor(i));
    }
    QTRY_VERIFY(QFileInfo(path()).size() >= empty + LogCheckpointer::commits / 2 * 4096);
}

void TestEventRecorder::tellsAndMergesInTheBackground()
{
    Told told;
    EventRecorder recorder(merging(), m_clock, told.recorded(), {});
    QVERIFY(recorder.start().ok());
    Answers answers;
    for (int i = 0; i < 30; ++i)
        recorder.record(batchOf(m_maker.event(i % 3 == 0 ? LinkKind::Click : LinkKind::Open), answers.sink()));
    QVERIFY(answers.waitFor(30));
    QCOMPARE(storedEvents(path()), 30); // at once
    QCOMPARE(numberIn(path(), u"SELECT sum(opens + clicks) FROM activity"_s), 30);
    QTRY_COMPARE(told.seen(), 30);
    QTRY_COMPARE(recorder.status().unmerged, 0u);
    QCOMPARE(told.counts.clicks, 10);
    QVERIFY(told.tellings <= 3); // gathered, not one by one
    QCOMPARE(mergedEvents(path()), 30);
    QCOMPARE(storedEvents(path()), 30);
    QCOMPARE(numberIn(path(), u"SELECT sum(opens + clicks) FROM activity"_s), 30);
}

void TestEventRecorder::mergesWhatAnEarlierRunLeft()
{
    {
        EventRecorder recorder(config(), m_clock, {}, {});
        QVERIFY(recorder.start().ok());
        Answers answers;
        for (int i = 0; i < 600; ++i)
            recorder.record(batchOf(m_maker.event(LinkKind::Open), answers.sink()));
        QVERIFY(answers.waitFor(600));
    }
    QCOMPARE(mergedEvents(path()), 0);
    Told told;
    EventRecorder recorder(config(), m_clock, told.recorded(), {});
    QVERIFY(recorder.start().ok());
    QTRY_COMPARE(mergedEvents(path()), 600);
    QCOMPARE(storedEvents(path()), 600);
    QCOMPARE(told.seen(), 0); // nothing new
}

void TestEventRecorder::mergingKeepsUpWithTheLoad()
{
    Told told;
    EventRecorder recorder(merging(), m_clock, told.recorded(), {});
    QVERIFY(recorder.start().ok());
    Answers answers;
    std::vector<std::thread> workers;
    for (quint64 seed = 1; seed <= 2; ++seed) {
        workers.emplace_back([&recorder, &answers, seed] {
            EventMaker maker{FakeRandom(seed * 1'000'000'007)};
            for (int i = 0; i < 5000; ++i)
                recorder.record(batchOf(maker.event(LinkKind::Open), answers.sink()));
        });
    }
    for (auto &worker : workers)
        worker.join();
    QVERIFY(answers.waitFor(10'000));
    QCOMPARE(answers.durable(), 10'000);
    QCOMPARE(storedEvents(path()), 10'000);
    QTRY_COMPARE(told.seen(), 10'000);
    QTRY_COMPARE(mergedEvents(path()), 10'000);
    QCOMPARE(storedEvents(path()), 10'000);
    // Small segments have become few.
    QTRY_VERIFY(numberIn(path(), u"SELECT count(*) FROM event_segment"_s) < 12);
}

void TestEventRecorder::fullQueueRefusesAtOnce()
{
    Told told;
    RecorderConfig small = config();
    small.maxQueued = 10;
    EventRecorder recorder(small, m_clock, {}, told.statusChanged());
    QVERIFY(recorder.start().ok());
    Occupied occupied(recorder, m_maker.event(LinkKind::Open));
    QVERIFY(occupied.hasBegun());
    Answers answers;
    for (int i = 0; i < 15; ++i)
        recorder.record(batchOf(m_maker.event(LinkKind::Open), answers.sink()));
    QCOMPARE(answers.refused(), 5); // already, while the disk is busy
    QCOMPARE(recorder.status().dropped, 5u);
    occupied.end();
    QVERIFY(answers.waitFor(15));
    QCOMPARE(answers.durable(), 10);
    QCOMPARE(storedEvents(path()), 11);
    QTRY_COMPARE(told.said().size(), 2); // told once, and that it is over
    QCOMPARE(told.said()[0].error.code, u"recorder.overloaded"_s);
    QCOMPARE(told.said()[0].dropped, 5u);
    QVERIFY(told.said()[1].healthy);
}

// The disk is full because of somebody else's data, and becomes free again while the recorder runs.
void TestEventRecorder::fullDiskRefusesAndRecovers()
{
    const auto other = store::Database::open({path(), u"events"_s});
    QVERIFY(other.ok());
    QVERIFY((*other)
                ->execute(u"CREATE TABLE ballast (bytes BLOB);\n"
                          "INSERT INTO ballast VALUES (zeroblob(2000000));"_s)
                .ok());
    Told told;
    RecorderConfig limited = config();
    limited.maxPages = numberIn(path(), u"PRAGMA page_count"_s) + 8;
    limited.retryPause = 20ms;
    EventRecorder recorder(limited, m_clock, {}, told.statusChanged());
    QVERIFY(recorder.start().ok());

    Answers answers;
    int sent = 0;
    const auto send = [&](int count) {
        for (int i = 0; i < count; ++i)
            recorder.record(batchOf(m_maker.event(LinkKind::Click), answers.sink()));
        sent += count;
        return answers.waitFor(sent);
    };
    for (int i = 0; i < 200 && answers.refused() == 0; ++i)
        QVERIFY(send(10));
    QVERIFY(answers.refused() > 0);
    QVERIFY(answers.durable() > 0);
    QVERIFY(send(100)); // every one is answered, however full the disk
    QCOMPARE(recorder.status().recorded + recorder.status().dropped, static_cast<quint64>(sent));
    QVERIFY(!recorder.status().healthy);
    QTRY_VERIFY(!told.said().isEmpty());
    QCOMPARE(told.said().first().error.code, u"store.full"_s);
    QCOMPARE(storedEvents(path()), answers.durable());

    QVERIFY((*other)->execute(u"DROP TABLE ballast"_s).ok());
    QTRY_VERIFY(recorder.status().healthy);
    const int before = answers.durable();
    QVERIFY(send(50));
    QCOMPARE(answers.durable(), before + 50);
    QTRY_VERIFY(told.said().last().healthy);
    QCOMPARE(storedEvents(path()), answers.durable());
}

void TestEventRecorder::recoversWithoutTraffic()
{
    const auto other = store::Database::open({path(), u"events"_s});
    QVERIFY(other.ok());
    RecorderConfig impatient = config();
    impatient.retryPause = 20ms;
    Told told;
    EventRecorder recorder(impatient, m_clock, {}, told.statusChanged());
    QVERIFY(recorder.start().ok());
    // Whoever is told of it writes it down; the recorder doing so as well would say everything twice.
    QTest::failOnWarning(QRegularExpression(u"\\bevents are\\b"_s));
    // Another kind of failure: the table is gone, and comes back.
    QVERIFY((*other)->execute(u"ALTER TABLE event_batch RENAME TO hidden"_s).ok());
    Answers answers;
    recorder.record(batchOf(m_maker.event(LinkKind::Open), answers.sink()));
    QVERIFY(answers.waitFor(1));
    QCOMPARE(answers.refused(), 1);
    QVERIFY(!recorder.status().healthy);
    QVERIFY((*other)->execute(u"ALTER TABLE hidden RENAME TO event_batch"_s).ok());
    QTRY_VERIFY(recorder.status().healthy);
    QTRY_COMPARE(told.said().size(), 2);
}

void TestEventRecorder::stopDrains()
{
    EventRecorder recorder(config(), m_clock, {}, {});
    QVERIFY(recorder.start().ok());
    Answers answers;
    for (int i = 0; i < 2000; ++i)
        recorder.record(batchOf(m_maker.event(LinkKind::Open), answers.sink()));
    recorder.stop();
    QCOMPARE(answers.durable(), 2000);
    QCOMPARE(storedEvents(path()), 2000);
    recorder.stop();
}

void TestEventRecorder::refusesWhenNotRunning()
{
    EventRecorder recorder(config(), m_clock, {}, {});
    Answers answers;
    recorder.record(batchOf(m_maker.event(LinkKind::Open), answers.sink()));
    QCOMPARE(answers.refused(), 1);
    QVERIFY(recorder.start().ok());
    recorder.stop();
    recorder.record(batchOf(m_maker.event(LinkKind::Open), answers.sink()));
    QCOMPARE(answers.refused(), 2);
    QCOMPARE(recorder.status().dropped, 2u);
}

void TestEventRecorder::saysWhyItCannotStart()
{
    QFile file(m_directory->filePath(u"plain"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    EventRecorder recorder({.path = file.fileName() + u"/events.db"_s}, m_clock, {}, {});
    const auto started = recorder.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, u"store.not_writable"_s);
}

void TestEventRecorder::retention()
{
    const LateClock clock; // 100 days after the events
    EventRecorder recorder(merging(), clock, {}, {});
    QVERIFY(recorder.start().ok());
    Answers answers;
    for (int i = 0; i < 600; ++i)
        recorder.record(batchOf(m_maker.event(LinkKind::Open), answers.sink()));
    for (int i = 0; i < 5; ++i)
        recorder.record(batchOf(m_maker.event(LinkKind::Open, u"late.example.com"_s, clock.now()), answers.sink()));
    QTRY_COMPARE(mergedEvents(path()), 605);
    // Nothing may happen; what becomes visible afterwards shows that the new retention had been seen.
    recorder.setRetention(2401h);
    recorder.record(batchOf(m_maker.event(LinkKind::Open, u"late.example.com"_s, clock.now()), answers.sink()));
    QVERIFY(answers.waitFor(606));
    QTRY_COMPARE(mergedEvents(path()), 606);
    recorder.setRetention(2399h);
    QTRY_COMPARE(storedEvents(path()), 6);
}

UNMTA_TEST(TestEventRecorder)

} // namespace unmta::tst_event_recorder

#include "tst_event_recorder.moc"
