// A recipient's events are deleted wherever they lie, for good, and nothing of them is left in the files.
#include "domain/TrackingEvent.h"
#include "service/events/EventEraser.h"
#include "service/events/EventRecorder.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "store/events/EventLog.h"
#include "store/events/spool/EventSpool.h"
#include "support/FakeClock.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <future>
#include <thread>

namespace unmta::tst_event_erasure {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString cluster = u"0a0b0c0d"_s;
const QString ann = u"ann.of.the.north@example.net"_s;
const QString bob = u"bob@example.net"_s;

TrackingEvent eventOf(EventMaker &maker, const QString &recipient, LinkKind kind = LinkKind::Open)
{
    TrackingEvent event = maker.event(kind);
    event.recipient = recipient;
    return event;
}

bool isDone(std::future<bool> &answer)
{
    return answer.wait_for(patience) == std::future_status::ready && answer.get();
}

// Durable when it returns.
bool record(EventRecorder &recorder, const TrackingEvent &event)
{
    const auto durable = std::make_shared<std::promise<bool>>();
    auto answer = durable->get_future();
    recorder.record(batchOf(event, [durable](bool ok) { durable->set_value(ok); }));
    return isDone(answer);
}

std::future<Result<std::int64_t>> begin(EventRecorder &recorder, const QString &recipient,
                                        const QString &clusterId = cluster)
{
    const auto done = std::make_shared<std::promise<Result<std::int64_t>>>();
    recorder.erase({{clusterId, recipientKey(recipient)},
                    [done](Result<std::int64_t> deleted) { done->set_value(std::move(deleted)); }});
    return done->get_future();
}

// How many were deleted; the error's code instead.
QString outcomeOf(std::future<Result<std::int64_t>> done)
{
    if (done.wait_for(patience) != std::future_status::ready)
        return u"no answer"_s;
    const auto deleted = done.get();
    return deleted ? QString::number(*deleted) : deleted.error().code;
}

QString erase(EventRecorder &recorder, const QString &recipient, const QString &clusterId = cluster)
{
    return outcomeOf(begin(recorder, recipient, clusterId));
}

// The files of that directory in which a text stands.
QStringList filesWith(const QString &directory, const QString &text)
{
    QStringList found;
    const auto names = QDir(directory).entryList(QDir::Files);
    for (const QString &name : names) {
        QFile file(QDir(directory).filePath(name));
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text.toUtf8()))
            found << name;
    }
    return found;
}

} // namespace

class TestEventErasure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesThatAreTheSame_data();
    void namesThatAreTheSame();
    void nobodyHasNoKey();
    void deletesWhatIsStored();
    void deletesWhatIsNotMergedYet();
    void deletesWhatIsQueuedAndKept();
    void deletesWhatAKilledRunKept();
    void lateLinesOfTheSpoolAreLeftOut();
    void keepingWhileDeletingBringsNothingBack();
    void leavesNothingInTheFiles();
    void finishesWhatAnEarlierRunBegan();
    void manyOfOneRecipient();
    void everythingRecordedBeforeIsGone();
    void oneAfterAnother();
    void refusedWhilePaused();
    void refusedWhenStopped();
    void countsWhatItWouldDelete();

private:
    // What waits is merged after that time.
    [[nodiscard]] std::unique_ptr<EventRecorder> started(Millis quiet = 5ms)
    {
        RecorderConfig config{.path = m_path};
        config.merge = {.events = 200, .batches = 200, .patience = 24h, .quietEvents = 1, .quiet = quiet};
        auto recorder = std::make_unique<EventRecorder>(config, m_clock, nullptr, nullptr);
        return recorder->start() ? std::move(recorder) : nullptr;
    }
    [[nodiscard]] std::int64_t eventsOf(const QString &recipient) const
    {
        return storedEvents(m_path, {.clusterId = {}, .recipient = recipient});
    }
    [[nodiscard]] std::int64_t sumOfOpens() const
    {
        return numberIn(m_path, u"SELECT coalesce(sum(opens), 0) FROM activity"_s);
    }

    FakeClock m_clock{eventStart};
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

void TestEventErasure::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_path = m_directory->filePath(u"events.db"_s);
}

void TestEventErasure::namesThatAreTheSame_data()
{
    QTest::addColumn<QString>("recorded");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<bool>("same");
    QTest::newRow("as it stands") << u"ann@example.net"_s << u"ann@example.net"_s << true;
    QTest::newRow("case of the domain") << u"ann@Example.NET"_s << u"ann@example.net"_s << true;
    QTest::newRow("case of the local part") << u"Ann@example.net"_s << u"ANN@example.net"_s << true;
    QTest::newRow("blanks around it") << u"ann@example.net"_s << u"  ann@example.net\n"_s << true;
    QTest::newRow("blanks that were recorded") << u" ann@example.net "_s << u"ann@example.net"_s << true;
    QTest::newRow("letters beyond ASCII") << u"JÖRG@example.net"_s << u"jörg@example.net"_s << true;
    QTest::newRow("composed and decomposed") << u"jo\u0308rg@example.net"_s << u"j\u00f6rg@example.net"_s << true;
    QTest::newRow("domain in its ASCII form") << u"ann@xn--mnchen-3ya.example"_s << u"ann@MÜNCHEN.example"_s << true;
    QTest::newRow("domain in its own letters") << u"ann@münchen.example"_s << u"ann@xn--mnchen-3ya.example"_s << true;
    QTest::newRow("no address") << u"Customer-4711"_s << u"customer-4711"_s << true;
    QTest::newRow("a tag") << u"ann+news@example.net"_s << u"ann+news@example.net"_s << true;
    QTest::newRow("another tag") << u"ann+news@example.net"_s << u"ann@example.net"_s << false;
    QTest::newRow("a part of it") << u"joann@example.net"_s << u"ann@example.net"_s << false;
    QTest::newRow("no wildcards") << u"ann@example.net"_s << u"%@example.net"_s << false;
    QTest::newRow("no patterns") << u"ann@example.net"_s << u"*"_s << false;
    QTest::newRow("an accent is a letter of its own") << u"jörg@example.net"_s << u"jorg@example.net"_s << false;
}

void TestEventErasure::namesThatAreTheSame()
{
    QFETCH(QString, recorded);
    QFETCH(QString, asked);
    QFETCH(bool, same);
    const auto recorder = started();
    QVERIFY(recorder);
    EventMaker maker;
    QVERIFY(record(*recorder, eventOf(maker, recorded)));
    QCOMPARE(erase(*recorder, asked), same ? u"1"_s : u"0"_s);
    QCOMPARE(storedEvents(m_path), same ? 0 : 1);
}

void TestEventErasure::nobodyHasNoKey()
{
    QCOMPARE(recipientKey(u" \t\n"_s), QString());
    QVERIFY(!recipientKey(u"@"_s).isEmpty());
}

void TestEventErasure::deletesWhatIsStored()
{
    const auto recorder = started();
    QVERIFY(recorder);
    EventMaker maker;
    QVERIFY(record(*recorder, eventOf(maker, ann)));
    QVERIFY(record(*recorder, eventOf(maker, bob)));
    QVERIFY(record(*recorder, eventOf(maker, ann, LinkKind::Click)));
    TrackingEvent elsewhere = eventOf(maker, ann);
    elsewhere.clusterId = u"11111111"_s;
    QVERIFY(record(*recorder, elsewhere));
    QTRY_COMPARE(mergedEvents(m_path), 4);

    QCOMPARE(erase(*recorder, ann), u"2"_s);
    QCOMPARE(eventsOf(bob), 1);
    QCOMPARE(eventsOf(ann), 1);
    QCOMPARE(storedEvents(m_path, {.clusterId = u"11111111"_s}), 1);
    QCOMPARE(sumOfOpens(), 3); // the sums name nobody
    QCOMPARE(erase(*recorder, ann), u"0"_s);
}

void TestEventErasure::deletesWhatIsNotMergedYet()
{
    const auto recorder = started(1h);
    QVERIFY(recorder);
    EventMaker maker;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(record(*recorder, eventOf(maker, ann)));
        QVERIFY(record(*recorder, eventOf(maker, bob)));
    }
    QCOMPARE(unmergedEvents(m_path), 6);
    QCOMPARE(erase(*recorder, ann), u"3"_s);
    QCOMPARE(eventsOf(ann), 0);
    QCOMPARE(eventsOf(bob), 3);
    QCOMPARE(sumOfOpens(), 6);
}

void TestEventErasure::deletesWhatIsQueuedAndKept()
{
    auto recorder = started(1h);
    QVERIFY(recorder);
    EventMaker maker;
    // The recorder's thread is held in an answer, so that what follows stays in the queue, and goes to the spool.
    std::promise<void> held;
    std::promise<void> release;
    recorder->record(batchOf(eventOf(maker, bob), [&held, end = release.get_future().share()](bool) {
        held.set_value();
        end.wait_for(patience);
    }));
    QVERIFY(held.get_future().wait_for(patience) == std::future_status::ready);
    for (int i = 0; i < 5; ++i)
        recorder->record(batchOf(eventOf(maker, ann), [](bool) {}));
    recorder->keep(5);
    QVERIFY(!filesWith(m_directory->path(), ann).filter(u"-early-"_s).isEmpty());
    auto deleted = begin(*recorder, ann);
    release.set_value();
    QCOMPARE(outcomeOf(std::move(deleted)), u"5"_s);
    QCOMPARE(filesWith(m_directory->path(), ann), QStringList());

    recorder.reset();
    recorder = started();
    QVERIFY(recorder);
    QCOMPARE(eventsOf(ann), 0);
    QCOMPARE(recorder->status().recovered, quint64(0));
    QCOMPARE(recorder->status().answeredEarly, quint64(5));
}

void TestEventErasure::deletesWhatAKilledRunKept()
{
    EventMaker maker;
    {
        store::EventSpool spool(m_path);
        QVERIFY(spool.open());
        const std::vector events{packEvents(std::vector{eventOf(maker, ann), eventOf(maker, bob)})};
        QVERIFY(spool.append(0, events, 2));
        QVERIFY(spool.append(1, events, 2));
    }
    auto recorder = started();
    QVERIFY(recorder);
    QCOMPARE(erase(*recorder, ann), u"1"_s);
    // Killed here, the next run would read the spool as it is now.
    QCOMPARE(filesWith(m_directory->path(), ann), QStringList());
    recorder.reset();
    recorder = started();
    QVERIFY(recorder);
    QCOMPARE(eventsOf(ann), 0);
    QCOMPARE(eventsOf(bob), 1);
}

void TestEventErasure::lateLinesOfTheSpoolAreLeftOut()
{
    EventMaker maker;
    store::EventSpool spool(m_path);
    QVERIFY(spool.open());
    const QByteArray event = packEvents(std::vector{eventOf(maker, ann)});
    const std::vector events{event};
    QVERIFY(spool.append(4, events, 1));
    QVERIFY(spool.clear(4, 1));
    QVERIFY(spool.append(4, events, 1));
    QVERIFY(spool.append(2, events, 1));
    QCOMPARE(spool.read()->packed, QByteArray());
    QVERIFY(spool.append(5, events, 1)); // the other file's
    QCOMPARE(spool.read()->packed, event);
    QVERIFY(spool.append(6, events, 1));
    QCOMPARE(spool.read()->packed, event + event);
    QVERIFY(spool.sync());
}

void TestEventErasure::keepingWhileDeletingBringsNothingBack()
{
    auto recorder = started(1ms);
    QVERIFY(recorder);
    std::atomic<bool> ended = false;
    std::thread keeper([&] {
        while (!ended)
            recorder->keep(0);
    });
    EventMaker maker;
    for (int round = 0; round < 20; ++round) {
        bool durable = true;
        for (int i = 0; i < 20; ++i)
            durable = record(*recorder, eventOf(maker, ann)) && durable;
        const QString deleted = erase(*recorder, ann);
        const QStringList left = filesWith(m_directory->path(), ann).filter(u"-early-"_s);
        if (!durable || deleted != u"20"_s || !left.isEmpty()) {
            ended = true;
            keeper.join();
            QVERIFY(durable);
            QCOMPARE(deleted, u"20"_s);
            QCOMPARE(left, QStringList());
        }
    }
    ended = true;
    keeper.join();
    recorder.reset();
    recorder = started();
    QVERIFY(recorder);
    QCOMPARE(recorder->status().recovered, quint64(0));
    QCOMPARE(eventsOf(ann), 0);
}

void TestEventErasure::leavesNothingInTheFiles()
{
    const auto recorder = started(1ms);
    QVERIFY(recorder);
    EventMaker maker;
    for (int i = 0; i < 600; ++i) {
        TrackingEvent event = eventOf(maker, i % 3 == 0 ? ann : bob);
        if (i % 7 == 0) // longer than a page
            event.url = u"https://example.com/?for="_s + event.recipient + u"&x="_s + QString(6000, u'x');
        recorder->record(batchOf(event, [](bool) {}));
    }
    QTRY_COMPARE(mergedEvents(m_path), 600);
    QVERIFY(!filesWith(m_directory->path(), ann).isEmpty());
    QCOMPARE(erase(*recorder, ann), u"200"_s);
    QTRY_COMPARE(filesWith(m_directory->path(), ann), QStringList());
    QCOMPARE(storedEvents(m_path), 400);
    QCOMPARE(numberIn(m_path, u"SELECT count(*) FROM blank"_s), 0);
    QCOMPARE(numberIn(m_path, u"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"_s), 1);
}

void TestEventErasure::finishesWhatAnEarlierRunBegan()
{
    EventMaker maker;
    {
        // Deleted as if a kill had come before the pages were overwritten.
        const auto database = store::Database::open({m_path, u"events"_s});
        QVERIFY(database);
        store::EventLog log(**database);
        std::vector<TrackingEvent> events;
        for (int i = 0; i < 400; ++i)
            events.push_back(eventOf(maker, ann));
        QVERIFY(log.open());
        QVERIFY(log.append(packEvents(events)));
        QVERIFY(store::EventErasure(**database).noteRemains());
        const auto merged = store::SegmentPlanner(**database).mergeBatches(1000, {{cluster, ann}});
        QCOMPARE(merged->deleted, 400);
        QVERIFY(log.apply(*merged).value());
    }
    QVERIFY(!filesWith(m_directory->path(), ann).isEmpty());
    const auto recorder = started();
    QVERIFY(recorder);
    QTRY_COMPARE(filesWith(m_directory->path(), ann), QStringList());
    QTRY_COMPARE(numberIn(m_path, u"SELECT count(*) FROM blank"_s), 0);
}

void TestEventErasure::manyOfOneRecipient()
{
    const auto recorder = started(1ms);
    QVERIFY(recorder);
    EventMaker maker;
    for (int i = 0; i < 3000; ++i)
        recorder->record(batchOf(eventOf(maker, i % 10 == 0 ? bob : ann), [](bool) {}));
    QCOMPARE(erase(*recorder, ann), u"2700"_s);
    QCOMPARE(eventsOf(bob), 300);
    QCOMPARE(eventsOf(ann), 0);
}

void TestEventErasure::everythingRecordedBeforeIsGone()
{
    const auto recorder = started(1ms);
    QVERIFY(recorder);
    std::atomic<bool> ended = false;
    std::atomic<int> others = 0;
    std::thread traffic([&] {
        EventMaker maker{FakeRandom(77)};
        while (!ended) {
            if (record(*recorder, eventOf(maker, bob)))
                ++others;
        }
    });
    EventMaker maker;
    for (int round = 0; round < 20; ++round) {
        bool ok = true;
        for (int i = 0; i < 10; ++i)
            ok = record(*recorder, eventOf(maker, ann)) && ok;
        ok = ok && erase(*recorder, ann) == u"10"_s && eventsOf(ann) == 0;
        if (!ok) {
            ended = true;
            traffic.join();
            QFAIL("an event that was recorded before the deletion is still there");
        }
    }
    ended = true;
    traffic.join();
    QVERIFY(others > 0);
    QTRY_COMPARE(storedEvents(m_path), std::int64_t(others.load()));
    QCOMPARE(sumOfOpens(), others + 200);
}

void TestEventErasure::oneAfterAnother()
{
    const auto recorder = started();
    QVERIFY(recorder);
    EventMaker maker;
    QVERIFY(record(*recorder, eventOf(maker, ann)));
    QVERIFY(record(*recorder, eventOf(maker, bob)));
    auto first = begin(*recorder, ann);
    auto second = begin(*recorder, bob);
    auto third = begin(*recorder, ann);
    QCOMPARE(outcomeOf(std::move(first)), u"1"_s);
    QCOMPARE(outcomeOf(std::move(second)), u"1"_s);
    QCOMPARE(outcomeOf(std::move(third)), u"0"_s);
    QCOMPARE(storedEvents(m_path), 0);
}

void TestEventErasure::refusedWhilePaused()
{
    const auto recorder = started();
    QVERIFY(recorder);
    EventMaker maker;
    QVERIFY(record(*recorder, eventOf(maker, ann)));
    recorder->setPaused(true);
    QCOMPARE(erase(*recorder, ann), u"store.full"_s);
    recorder->setPaused(false);
    QCOMPARE(erase(*recorder, ann), u"1"_s);
}

void TestEventErasure::refusedWhenStopped()
{
    const auto recorder = started();
    QVERIFY(recorder);
    EventMaker maker;
    std::promise<void> held;
    std::promise<void> release;
    recorder->record(batchOf(eventOf(maker, ann), [&held, end = release.get_future().share()](bool) {
        held.set_value();
        end.wait_for(patience);
    }));
    QVERIFY(held.get_future().wait_for(patience) == std::future_status::ready);
    auto waiting = begin(*recorder, ann);
    std::thread stopper([&] { recorder->stop(); });
    // From then on nothing is taken, so the stop has begun.
    EventMaker more{FakeRandom(77)};
    while (recorder->status().dropped == 0)
        recorder->record(batchOf(eventOf(more, bob), [](bool) {}));
    release.set_value();
    stopper.join();
    QCOMPARE(outcomeOf(std::move(waiting)), u"request.stopping"_s);
    QCOMPARE(erase(*recorder, ann), u"request.stopping"_s);
    QCOMPARE(eventsOf(ann), 1);
}

void TestEventErasure::countsWhatItWouldDelete()
{
    const auto recorder = started(1h);
    QVERIFY(recorder);
    EventMaker maker;
    QVERIFY(record(*recorder, eventOf(maker, ann.toUpper())));
    QVERIFY(record(*recorder, eventOf(maker, bob)));
    QCOMPARE(erase(*recorder, u"nobody@example.net"_s), u"0"_s); // merges
    QVERIFY(record(*recorder, eventOf(maker, ann)));
    QCOMPARE(mergedEvents(m_path), 2);
    QCOMPARE(unmergedEvents(m_path), 1);
    QCOMPARE(storedEvents(m_path, {.clusterId = cluster, .recipient = ann}), 2);
    QCOMPARE(storedEvents(m_path, {.clusterId = cluster, .recipient = u"nobody@example.net"_s}), 0);
    QCOMPARE(storedEvents(m_path, {.clusterId = u"11111111"_s, .recipient = ann}), 0);
}

UNMTA_TEST(TestEventErasure)

} // namespace unmta::tst_event_erasure

#include "tst_event_erasure.moc"
