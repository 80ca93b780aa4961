// Segments on a PostgreSQL: a table for each day, which retention takes away as a whole.
#include "OlderStore.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "store/StoreFixture.h"
#include "store/events/EventLog.h"
#include "store/events/SegmentPlanner.h"
#include "store/events/segments/SegmentDays.h"
#include "support/TestMain.h"

namespace unmta::tst_segment_days {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint midnight = std::chrono::floor<std::chrono::days>(eventStart);
constexpr auto day = 24h;

QString tableOf(TimePoint time)
{
    return u"event_segment_%1"_s.arg(std::chrono::floor<std::chrono::days>(time).time_since_epoch().count());
}

} // namespace

class TestSegmentDays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = parseServerAddress(PostgresServer::shared().freshUrl()).value();
        m_reader.reset();
        m_writer.reset();
    }
    void aDayGoesAsAWhole();
    void aReaderKeepsNobodyWaiting();
    void whatWasThereBefore();
    void asBeforeWhileOthersNeedIt();

private:
    [[nodiscard]] bool open(bool keepsSchema = false)
    {
        m_server.keepsSchema = keepsSchema;
        m_reader.reset();
        m_writer.reset();
        auto writer = Database::open({m_server, u"events"_s});
        auto reader = Database::open({m_server, u"events"_s, true});
        if (!writer || !reader)
            return false;
        m_writer = *std::move(writer);
        m_reader = *std::move(reader);
        return true;
    }
    [[nodiscard]] EventLog log()
    {
        EventLog log(*m_writer);
        if (!log.open())
            qFatal("the events cannot be opened");
        return log;
    }
    // An event at each of those times, as a segment for each day.
    [[nodiscard]] bool put(const QList<TimePoint> &times)
    {
        std::vector<TrackingEvent> events;
        for (const TimePoint time : times)
            events.push_back(m_maker.event(LinkKind::Click, u"track.example.com"_s, time));
        if (!log().append(packEvents(events)))
            return false;
        const auto change = SegmentPlanner(*m_reader).mergeBatches(1000);
        const auto applied = change ? log().apply(*change) : Result<bool>(change.error());
        return applied && *applied;
    }
    [[nodiscard]] QStringList tables()
    {
        Statement statement(*m_writer, u"SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
                                       "WHERE i.inhparent = 'event_segment'::regclass ORDER BY 1"_s);
        return statement.rows([](const Statement &row) { return row.text(0); }).value();
    }

    ServerAddress m_server;
    std::unique_ptr<Database> m_writer;
    std::unique_ptr<Database> m_reader;
    EventMaker m_maker;
};

void TestSegmentDays::aDayGoesAsAWhole()
{
    QVERIFY(open());
    QCOMPARE(tables(), QStringList());
    QVERIFY(put({midnight, midnight + 1h, midnight + day, midnight + 2 * day - 1ms, midnight + 2 * day}));
    QVERIFY(put({midnight + day + 5h, midnight + 2 * day + 3h}));
    QCOMPARE(tables(), (QStringList{tableOf(midnight), tableOf(midnight + day), tableOf(midnight + 2 * day)}));
    QCOMPARE(*log().prune(midnight + day - 1ms, 1), 0);
    QCOMPARE(*log().prune(midnight + 3 * day - 1ms, 1), 2);
    QCOMPARE(tables(), (QStringList{tableOf(midnight + day), tableOf(midnight + 2 * day)}));
    QCOMPARE(*log().prune(midnight + 3 * day - 1ms, 1), 3);
    QCOMPARE(*log().prune(midnight + 3 * day - 1ms, 1), 0);
    QCOMPARE(tables(), QStringList{tableOf(midnight + 2 * day)});
    QCOMPARE(storedEvents(m_server), 2);
    // Numbers go on, and what comes late has a place.
    QVERIFY(put({midnight + 1h}));
    QCOMPARE(log().lastSeq(), 8);
    QCOMPARE(tables(), (QStringList{tableOf(midnight), tableOf(midnight + 2 * day)}));
}

void TestSegmentDays::aReaderKeepsNobodyWaiting()
{
    QVERIFY(open());
    QVERIFY(put({midnight, midnight + day}));
    QCOMPARE(codeOf(m_reader->beginReading()), u"ok"_s);
    QCOMPARE(storedEvents(m_server), 2);
    {
        Statement statement(*m_reader, u"SELECT count(*) FROM event_segment"_s);
        QCOMPARE(statement.row([](const Statement &row) { return row.integer(0); }).value(), std::optional(2LL));
    }
    QCOMPARE(*log().prune(midnight + day, 1), 0); // it waits for a moment only
    QCOMPARE(storedEvents(m_server), 2);
    QCOMPARE(codeOf(m_reader->endReading()), u"ok"_s);
    QCOMPARE(*log().prune(midnight + day, 1), 1);
    QCOMPARE(storedEvents(m_server), 1);
}

// Is one table, up to the end of its last day.
void TestSegmentDays::whatWasThereBefore()
{
    QCOMPARE(makeOlderStore(m_server, {{u"events"_s, 4}}), QString());
    QVERIFY(open(true));
    QCOMPARE(m_writer->schemaVersion(), 4);
    QVERIFY(put({midnight, midnight + 1h, midnight + day}));
    QVERIFY(put({midnight + 2 * day}));
    QVERIFY(open());
    QCOMPARE(m_writer->schemaVersion(), compiledMigrations(u"postgresql/events"_s).last().version);
    const QString before = tableOf(midnight + 3 * day).replace(u"segment_"_s, u"segment_until_"_s);
    QCOMPARE(tables(), QStringList{before});
    QVERIFY(put({midnight + 2 * day + 1h, midnight + 3 * day}));
    QCOMPARE(tables(), (QStringList{tableOf(midnight + 3 * day), before}));
    QCOMPARE(storedIds(m_server).size(), 6);
    QCOMPARE(*log().prune(midnight + day + 1ms, 1), 2);
    QCOMPARE(*log().prune(midnight + day + 1ms, 1), 1);
    QCOMPARE(*log().prune(midnight + day + 1ms, 1), 0);
    QCOMPARE(*log().prune(midnight + 3 * day, 1), 2); // the rest, with its table
    QCOMPARE(tables(), QStringList{tableOf(midnight + 3 * day)});
    QCOMPARE(storedEvents(m_server), 1);
}

void TestSegmentDays::asBeforeWhileOthersNeedIt()
{
    QCOMPARE(makeOlderStore(m_server, {{u"events"_s, 4}}), QString());
    QVERIFY(open(true));
    QVERIFY(put({midnight, midnight + day}));
    QVERIFY(put({midnight + day + 1h}));
    QCOMPARE(*log().prune(midnight + day, 10), 1);
    QCOMPARE(*log().prune(midnight + day, 10), 0);
    QCOMPARE(storedEvents(m_server), 2);
}

UNMTA_TEST(TestSegmentDays)

} // namespace unmta::tst_segment_days

#include "tst_segment_days.moc"
