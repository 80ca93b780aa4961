// From the file to the server: in order, each event once, whatever happens in between.
#include "service/events/EventCarrier.h"
#include "service/events/EventEraser.h"
#include "service/events/EventRecorder.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "store/StoreFixture.h"
#include "store/events/ActivityTable.h"
#include "store/events/EventLog.h"
#include "support/TestMain.h"

#include <future>

namespace unmta::tst_event_carrier {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString cluster = u"0a0b0c0d"_s;

// A node with its file, and what brings its events to the server.
struct Node
{
    Node(const QString &directory, const DatabasePlace &place)
        : file(EngineStore::eventsPath(directory))
        , recorder(fileConfig(file), clock, [this](const auto &) { carrier.wake(); }, {})
        , server(serverConfig(directory, place), clock, [](const auto &) {}, {})
        , carrier(file, recorder, place, server)
    {}
    ~Node()
    {
        recorder.stop();
        carrier.stop();
    }

    static RecorderConfig fileConfig(const QString &path)
    {
        RecorderConfig config;
        config.path = path;
        config.merge.isOn = false;
        return config;
    }
    static RecorderConfig serverConfig(const QString &directory, const DatabasePlace &place)
    {
        RecorderConfig config;
        config.path = directory + u"/events-server"_s;
        config.place = place;
        config.retryPause = Millis(20);
        return config;
    }
    [[nodiscard]] QString start()
    {
        for (EventRecorder *each : {&recorder, &server}) {
            if (const auto started = each->start(); !started)
                return describe(started.error());
        }
        return codeOf(carrier.start(random));
    }
    // Whether all are durable here, which nobody waits for the server for.
    [[nodiscard]] bool record(const std::vector<TrackingEvent> &events)
    {
        std::vector<std::future<bool>> answers;
        for (const TrackingEvent &event : events) {
            const auto answer = std::make_shared<std::promise<bool>>();
            answers.push_back(answer->get_future());
            recorder.record(batchOf(event, [answer](bool durable) { answer->set_value(durable); }));
        }
        return std::all_of(answers.begin(), answers.end(), [](std::future<bool> &answer) {
            return answer.wait_for(patience) == std::future_status::ready && answer.get();
        });
    }

    FakeClock clock;
    SystemRandom random;
    QString file;
    EventRecorder recorder;
    EventRecorder server;
    EventCarrier carrier;
};

QStringList idsOf(const std::vector<TrackingEvent> &events)
{
    QStringList ids;
    for (const TrackingEvent &event : events)
        ids << event.eventId;
    return ids;
}

} // namespace

class TestEventCarrier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_place = parseServerAddress(PostgresServer::shared().freshUrl()).value();
    }
    void inOrderAndOnce();
    void handedOverTwiceIsTakenOnce();
    void goesOnWhereItWas();
    void nothingIsLostWhileTheServerIsAway();
    void olderCopyOfTheFile();
    void twoFilesOnOneServer();
    void deletedOnTheServer();

private:
    [[nodiscard]] std::unique_ptr<Node> node() const { return std::make_unique<Node>(m_directory->path(), m_place); }
    [[nodiscard]] std::int64_t opensSummedUp() const
    {
        return numberIn(m_place, u"SELECT coalesce(sum(opens), 0) FROM activity"_s);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    DatabasePlace m_place;
    EventMaker m_maker;
};

void TestEventCarrier::inOrderAndOnce()
{
    const auto node = this->node();
    QCOMPARE(node->start(), u"ok"_s);
    QStringList ids;
    for (int i = 0; i < 20; ++i) {
        const auto events = m_maker.opens(100);
        QVERIFY(node->record(events));
        ids += idsOf(events);
    }
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(m_place), 2000, patienceMs);
    QCOMPARE(storedIds(m_place), ids);
    QCOMPARE(opensSummedUp(), 2000);
    QTRY_COMPARE_WITH_TIMEOUT(unmergedEvents(node->file), 0, patienceMs);
    QCOMPARE(mergedEvents(node->file), 0);
    QTRY_COMPARE_WITH_TIMEOUT(node->carrier.waiting(), 0, patienceMs);
}

void TestEventCarrier::handedOverTwiceIsTakenOnce()
{
    const auto database = Database::open({m_place, u"events"_s});
    QCOMPARE(codeOf(database), u"ok"_s);
    EventLog log(**database);
    QVERIFY(log.open());
    const QByteArray packed = packEvents(m_maker.opens(3));
    QCOMPARE(log.append(packed, {}, EventOrigin{7, 3})->size(), 1);
    QVERIFY(log.append(packed, {}, EventOrigin{7, 3})->isEmpty());
    QVERIFY(log.append(packed, {}, EventOrigin{7, 2})->isEmpty());
    QCOMPARE(log.append(packEvents(m_maker.opens(2)), {}, EventOrigin{7, 5})->size(), 1);
    QCOMPARE(log.append(packEvents(m_maker.opens(1)), {}, EventOrigin{8, 1})->size(), 1);
    QCOMPARE(storedEvents(m_place), 6);
    QCOMPARE(opensSummedUp(), 6);
    QCOMPARE(*EventLog::deliveredOf(**database, 7), 5);
    QCOMPARE(*EventLog::deliveredOf(**database, 9), 0);
}

void TestEventCarrier::goesOnWhereItWas()
{
    QStringList ids;
    for (int life = 0; life < 4; ++life) {
        const auto node = this->node();
        QCOMPARE(node->start(), u"ok"_s);
        const auto events = m_maker.opens(50);
        QVERIFY(node->record(events));
        ids += idsOf(events); // however many of them arrive in this life
    }
    const auto node = this->node();
    QCOMPARE(node->start(), u"ok"_s);
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(m_place), 200, patienceMs);
    QCOMPARE(storedIds(m_place), ids);
    QCOMPARE(opensSummedUp(), 200);
}

void TestEventCarrier::nothingIsLostWhileTheServerIsAway()
{
    PostgresServer server;
    QCOMPARE(server.start(), QString());
    m_place = parseServerAddress(server.freshUrl()).value();
    const auto node = this->node();
    QCOMPARE(node->start(), u"ok"_s);
    QStringList ids;
    const auto more = [&] {
        const auto events = m_maker.opens(40);
        ids += idsOf(events);
        return node->record(events);
    };
    QVERIFY(more());
    server.stop(); // perhaps in the middle of a commit
    QVERIFY(more());
    QTRY_VERIFY_WITH_TIMEOUT(node->carrier.waiting() >= 40, patienceMs);
    QCOMPARE(server.start(), QString());
    QVERIFY(more());
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(m_place), 120, patienceMs);
    QCOMPARE(storedIds(m_place), ids);
    QCOMPARE(opensSummedUp(), 120);
}

void TestEventCarrier::olderCopyOfTheFile()
{
    const QString copy = m_directory->filePath(u"copy.db"_s);
    QStringList ids;
    {
        const auto node = this->node();
        QCOMPARE(node->start(), u"ok"_s);
        const auto events = m_maker.opens(10);
        QVERIFY(node->record(events));
        ids += idsOf(events);
        QTRY_COMPARE_WITH_TIMEOUT(storedEvents(m_place), 10, patienceMs);
        const auto file = Database::open({node->file, u"events"_s});
        QVERIFY((*file)->execute(u"VACUUM INTO '%1'"_s.arg(copy)));
        const auto later = m_maker.opens(10);
        QVERIFY(node->record(later));
        ids += idsOf(later);
        QTRY_COMPARE_WITH_TIMEOUT(storedEvents(m_place), 20, patienceMs);
    }
    const QString file = EngineStore::eventsPath(m_directory->path());
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(file + QLatin1StringView(suffix));
    QVERIFY(QFile::rename(copy, file));
    const auto node = this->node();
    QCOMPARE(node->start(), u"ok"_s);
    const auto events = m_maker.opens(5); // with numbers that were used before
    QVERIFY(node->record(events));
    ids += idsOf(events);
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(m_place), 25, patienceMs);
    QCOMPARE(storedIds(m_place), ids);
}

void TestEventCarrier::twoFilesOnOneServer()
{
    const QTemporaryDir other;
    const auto one = node();
    const auto two = std::make_unique<Node>(other.path(), m_place);
    QCOMPARE(one->start(), u"ok"_s);
    QCOMPARE(two->start(), u"ok"_s);
    for (int i = 0; i < 10; ++i) {
        QVERIFY(one->record(m_maker.opens(20)));
        QVERIFY(two->record(m_maker.opens(20)));
    }
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(m_place), 400, patienceMs);
    QStringList ids = storedIds(m_place);
    QCOMPARE(ids.removeDuplicates(), 0);
    QCOMPARE(opensSummedUp(), 400);
}

void TestEventCarrier::deletedOnTheServer()
{
    const auto node = this->node();
    QCOMPARE(node->start(), u"ok"_s);
    std::vector<TrackingEvent> events = m_maker.opens(10);
    events[3].recipient = u"bob@example.net"_s;
    QVERIFY(node->record(events));
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(m_place), 10, patienceMs);
    std::promise<Result<std::int64_t>> done;
    node->server.erase({{cluster, u"bob@example.net"_s},
                        [&done](Result<std::int64_t> deleted) { done.set_value(std::move(deleted)); }});
    auto deleted = done.get_future();
    QVERIFY(deleted.wait_for(patience) == std::future_status::ready);
    const auto count = deleted.get();
    QCOMPARE(codeOf(count), u"ok"_s);
    QCOMPARE(*count, 1);
    QCOMPARE(storedEvents(m_place, {.clusterId = cluster, .recipient = u"bob@example.net"_s}), 0);
    QCOMPARE(storedEvents(m_place), 9);
}

UNMTA_TEST(TestEventCarrier)

} // namespace unmta::tst_event_carrier

#include "tst_event_carrier.moc"
