// events.db: batches, their expansion, and what readers see of it.
#include "store/Database.h"
#include "store/EventSamples.h"
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "store/events/ActivityTable.h"
#include "store/events/EventLog.h"
#include "store/events/EventPack.h"
#include "store/events/EventSql.h"
#include "store/events/EventTable.h"
#include "support/TestMain.h"

#include <QJsonDocument>

namespace unmta::tst_event_store {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString cluster = u"0a0b0c0d"_s;
const QString host = u"track.example.com"_s;

} // namespace

class TestEventStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        auto writer = Database::open({m_directory->filePath(u"events.db"_s), u"events"_s});
        auto reader = Database::open({m_directory->filePath(u"events.db"_s), u"events"_s, true});
        QCOMPARE(codeOf(writer), u"ok"_s);
        QCOMPARE(codeOf(reader), u"ok"_s);
        m_writer = std::move(*writer);
        m_reader = std::move(*reader);
    }
    void cleanup()
    {
        m_reader.reset();
        m_writer.reset();
    }
    void packIsJsonWhateverTheTextsHold_data();
    void packIsJsonWhateverTheTextsHold();
    void expansionKeepsAllFieldsAndTheOrder();
    void expansionInSteps();
    void bigAppendIsSplitIntoBatches();
    void repeatedEventIsStoredAndCountedOnce();
    void failedExpansionLeavesTheBatch();
    void emptyExpansion();
    void probeLeavesNothingBehind();
    void eventFilters();
    void followersCursor();
    void newestFirst();
    void cursorsAreNeverUsedAgain();
    void activityBuckets_data();
    void activityBuckets();
    void activitySums();
    void activityOverlaps();
    void prune();
    void readersUseIndexes_data();
    void readersUseIndexes();
    void expansionLooksOnlyAtWhatIsNew_data();
    void expansionLooksOnlyAtWhatIsNew();

private:
    // Appends and expands everything; what became visible.
    QList<ActivityIncrease> store(const std::vector<TrackingEvent> &events)
    {
        EventLog log(*m_writer);
        QList<ActivityIncrease> increases;
        if (!log.append(events))
            return increases;
        for (bool more = true; more;) {
            const auto step = log.expand(256);
            if (!step)
                return increases;
            increases += step->increases;
            more = step->more;
        }
        return increases;
    }
    [[nodiscard]] std::int64_t count(const QString &table)
    {
        Statement statement(*m_writer, u"SELECT count(*) FROM "_s + table);
        return **statement.row([](const Statement &row) { return row.integer(0); });
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_writer;
    std::unique_ptr<Database> m_reader;
    EventMaker m_maker;
};

void TestEventStore::packIsJsonWhateverTheTextsHold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kept");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("quotes and backslashes") << uR"(a"b\c\"d)"_s << uR"(a"b\c\"d)"_s;
    QTest::newRow("control characters") << u"\x01\b\t\n\r\x1f\x7f"_s << u"\x01\b\t\n\r\x1f\x7f"_s;
    QTest::newRow("beyond ASCII") << u"münch \U0001F4EC \u2028"_s << u"münch \U0001F4EC \u2028"_s;
    QTest::newRow("NUL") << u"a"_s + QChar(0) + u'b' << u"a\ufffd"_s + u'b';
    QTest::newRow("lone surrogate") << u"a"_s + QChar(0xd800) + u'b' << u"a?b"_s;
    QTest::newRow("SQL") << u"'); DROP TABLE event; --"_s << u"'); DROP TABLE event; --"_s;
    QTest::newRow("JSON") << uR"(",{"a":1}],[)"_s << uR"(",{"a":1}],[)"_s;
    QTest::newRow("long") << QString(100'000, u'x') << QString(100'000, u'x');
}

void TestEventStore::packIsJsonWhateverTheTextsHold()
{
    QFETCH(QString, text);
    QFETCH(QString, kept);
    auto event = m_maker.event(LinkKind::Click);
    event.url = text;
    event.userAgent = text;
    event.meta = {{u"k"_s + text, text}};
    const auto packed = QJsonDocument::fromJson(packEvents(std::span(&event, 1)));
    QVERIFY(packed.isArray());
    QCOMPARE(packed[0][8].toString(), kept);

    QCOMPARE(store({event}).size(), 1);
    const auto stored = EventTable(*m_reader).before({cluster, {}, {}, {}}, {}, 1)->items;
    QCOMPARE(stored.size(), 1);
    QCOMPARE(stored[0].eventId, event.eventId);
    QCOMPARE(stored[0].url, kept);
    QCOMPARE(stored[0].userAgent, kept);
    QCOMPARE(stored[0].meta, (QMap<QString, QString>{{u"k"_s + kept, kept}}));
}

void TestEventStore::expansionKeepsAllFieldsAndTheOrder()
{
    auto click = m_maker.event(LinkKind::Click);
    click.bot = u"head_request"_s;
    click.meta = {{u"campaign"_s, u"spring"_s}, {u"a"_s, QString()}};
    const auto open = m_maker.event(LinkKind::Open, u"c-0a0b0c0d.track.unmta.net"_s);
    QCOMPARE(store({click, open}).size(), 2);
    const auto page = EventTable(*m_reader).after({cluster, {}, {}, {}}, {}, 10);
    QVERIFY(page.ok());
    QCOMPARE(page->items, (QList{click, open}));
    QCOMPARE(count(u"event_batch"_s), 0);
}

void TestEventStore::expansionInSteps()
{
    EventLog log(*m_writer);
    for (int i = 0; i < 10; ++i)
        QVERIFY(log.append(m_maker.opens(3)).ok());
    QCOMPARE(log.backlog()->batches, 10);
    QCOMPARE(log.backlog()->events, 30);
    const auto first = log.expand(10); // three whole batches fit
    QCOMPARE(first->events, 9);
    QCOMPARE(first->taken, 9);
    QVERIFY(first->more);
    const auto least = log.expand(1); // one batch at least
    QCOMPARE(least->events, 3);
    const auto rest = log.expand(1000);
    QCOMPARE(rest->events, 18);
    QVERIFY(!rest->more);
    QCOMPARE(rest->increases, (QList<ActivityIncrease>{{cluster, 7, host, {18, 0, 18, 0}}}));
    QCOMPARE(count(u"event"_s), 30);
}

void TestEventStore::bigAppendIsSplitIntoBatches()
{
    EventLog log(*m_writer);
    QVERIFY(log.append(m_maker.opens(1000)).ok());
    QCOMPARE(log.backlog()->batches, 8);
    QCOMPARE(log.backlog()->events, 1000);
    QVERIFY(log.append({}).ok());
    QCOMPARE(log.backlog()->batches, 8);
}

void TestEventStore::repeatedEventIsStoredAndCountedOnce()
{
    const auto event = m_maker.event(LinkKind::Open);
    const auto other = m_maker.event(LinkKind::Open);
    const auto first = store({event, event});
    QCOMPARE(first, (QList<ActivityIncrease>{{cluster, 7, host, {1, 0, 1, 0}}}));
    const auto second = store({event, other});
    QCOMPARE(second, (QList<ActivityIncrease>{{cluster, 7, host, {1, 0, 1, 0}}}));
    QVERIFY(store({event}).isEmpty());
    QCOMPARE(count(u"event"_s), 2);
    QCOMPARE(ActivityTable(*m_reader).sum(cluster, host, eventStart)->opens, 2);
}

void TestEventStore::failedExpansionLeavesTheBatch()
{
    EventLog log(*m_writer);
    QVERIFY(log.append(m_maker.opens(200)).ok());
    QVERIFY(m_writer->execute(u"PRAGMA max_page_count = 1"_s).ok());
    QCOMPARE(codeOf(log.expand(1000)), u"store.full"_s);
    QCOMPARE(log.backlog()->events, 200);
    QCOMPARE(count(u"event"_s), 0);
    QCOMPARE(count(u"activity"_s), 0);
    QVERIFY(m_writer->execute(u"PRAGMA max_page_count = 100000"_s).ok());
    QCOMPARE(log.expand(1000)->events, 200);
}

void TestEventStore::emptyExpansion()
{
    const auto step = EventLog(*m_writer).expand(100);
    QVERIFY(step.ok());
    QCOMPARE(step->events, 0);
    QVERIFY(step->increases.isEmpty());
    QVERIFY(!step->more);
}

void TestEventStore::probeLeavesNothingBehind()
{
    EventLog log(*m_writer);
    QCOMPARE(codeOf(log.probe()), u"ok"_s);
    QCOMPARE(log.backlog()->events, 0);
    QCOMPARE(codeOf(log.expand(100)), u"ok"_s);
    QCOMPARE(log.backlog()->batches, 0);
    QCOMPARE(count(u"event"_s), 0);
}

void TestEventStore::eventFilters()
{
    auto foreign = m_maker.event(LinkKind::Open);
    foreign.clusterId = u"ffffffff"_s;
    auto reborn = m_maker.event(LinkKind::Click);
    reborn.domainId = 8;
    const auto other = m_maker.event(LinkKind::Click, u"links.example.com"_s);
    store({foreign, m_maker.event(LinkKind::Open), m_maker.event(LinkKind::Click), reborn, other});
    const EventTable events(*m_reader);
    QCOMPARE(events.after({cluster, {}, {}, {}}, {}, 10)->items.size(), 4);
    QCOMPARE(events.after({cluster, host, {}, {}}, {}, 10)->items.size(), 3);
    QCOMPARE(events.after({cluster, host, 8, {}}, {}, 10)->items, QList{reborn});
    QCOMPARE(events.after({cluster, {}, {}, LinkKind::Click}, {}, 10)->items.size(), 3);
    QCOMPARE(events.after({cluster, host, {}, LinkKind::Open}, {}, 10)->items.size(), 1);
    QCOMPARE(events.after({u"ffffffff"_s, {}, {}, {}}, {}, 10)->items, QList{foreign});
    QVERIFY(events.after({u"00000000"_s, {}, {}, {}}, {}, 10)->items.isEmpty());
    QCOMPARE(codeOf(events.after({cluster, {}, {}, {}}, u"x"_s, 10)), u"store.bad_cursor"_s);
}

void TestEventStore::followersCursor()
{
    const EventTable events(*m_reader);
    const auto nothing = events.after({cluster, {}, {}, {}}, {}, 10);
    QVERIFY(nothing->items.isEmpty() && nothing->next.isEmpty());
    const auto first = m_maker.opens(5);
    store(first);
    const auto page = events.after({cluster, {}, {}, {}}, {}, 3);
    const auto rest = events.after({cluster, {}, {}, {}}, page->next, 3);
    QCOMPARE(page->items + rest->items, QList(first.begin(), first.end()));
    QVERIFY(events.after({cluster, {}, {}, {}}, rest->next, 3)->items.isEmpty());
    const auto later = m_maker.event(LinkKind::Click);
    store({later});
    QCOMPARE(events.after({cluster, {}, {}, {}}, rest->next, 3)->items, QList{later});
}

void TestEventStore::newestFirst()
{
    const auto made = m_maker.opens(5);
    store(made);
    const EventTable events(*m_reader);
    const auto page = events.before({cluster, {}, {}, {}}, {}, 3);
    QCOMPARE(page->items, (QList{made[4], made[3], made[2]}));
    const auto rest = events.before({cluster, {}, {}, {}}, page->next, 3);
    QCOMPARE(rest->items, (QList{made[1], made[0]}));
    QVERIFY(rest->next.isEmpty());
}

void TestEventStore::cursorsAreNeverUsedAgain()
{
    store(m_maker.opens(3));
    const QString last = EventTable(*m_reader).after({cluster, {}, {}, {}}, {}, 10)->next;
    QCOMPARE(*EventLog(*m_writer).prune(eventStart + 1h, 100), 3);
    const auto fresh = m_maker.event(LinkKind::Open);
    store({fresh});
    QCOMPARE(EventTable(*m_reader).after({cluster, {}, {}, {}}, last, 10)->items, QList{fresh});
}

void TestEventStore::activityBuckets_data()
{
    QTest::addColumn<int>("fromHours");
    QTest::addColumn<int>("toHours");
    QTest::addColumn<ActivityBucket>("bucket");
    QTest::addColumn<QList<std::int64_t>>("opens");
    // Midnight, then events at 0:30, 5:30 (two) and 26:30.
    QTest::newRow("hours") << 0 << 48 << ActivityBucket::Hour << QList<std::int64_t>{1, 2, 1};
    QTest::newRow("days") << 0 << 48 << ActivityBucket::Day << QList<std::int64_t>{3, 1};
    QTest::newRow("first hour only") << 0 << 1 << ActivityBucket::Hour << QList<std::int64_t>{1};
    QTest::newRow("the end is not part") << 0 << 26 << ActivityBucket::Hour << QList<std::int64_t>{1, 2};
    QTest::newRow("a day that has begun counts whole") << 6 << 24 << ActivityBucket::Day << QList<std::int64_t>{3};
    QTest::newRow("nothing") << 7 << 20 << ActivityBucket::Hour << QList<std::int64_t>{};
}

void TestEventStore::activityBuckets()
{
    QFETCH(int, fromHours);
    QFETCH(int, toHours);
    QFETCH(ActivityBucket, bucket);
    QFETCH(QList<std::int64_t>, opens);
    const TimePoint midnight = std::chrono::floor<std::chrono::days>(eventStart);
    store({m_maker.event(LinkKind::Open, host, midnight + 30min),
           m_maker.event(LinkKind::Open, host, midnight + 330min),
           m_maker.event(LinkKind::Open, u"b.example.com"_s, midnight + 335min),
           m_maker.event(LinkKind::Open, host, midnight + 1590min)});
    const auto points =
        ActivityTable(*m_reader).points(cluster, {}, midnight + fromHours * 1h, midnight + toHours * 1h, bucket);
    QVERIFY(points.ok());
    QList<std::int64_t> found;
    for (const auto &point : *points) {
        found.append(point.counts.opens);
        QVERIFY(point.start == std::chrono::floor<std::chrono::hours>(point.start));
        if (bucket == ActivityBucket::Day)
            QVERIFY(point.start == std::chrono::floor<std::chrono::days>(point.start));
    }
    QCOMPARE(found, opens);
}

void TestEventStore::activitySums()
{
    auto robot = m_maker.event(LinkKind::Click);
    robot.bot = u"scanner"_s;
    store({m_maker.event(LinkKind::Open), m_maker.event(LinkKind::Click), robot,
           m_maker.event(LinkKind::Click, u"b.example.com"_s), m_maker.event(LinkKind::Click, host, eventStart - 240h),
           m_maker.event(LinkKind::Click, host, eventStart - 960h)});
    const ActivityTable activity(*m_reader);
    QCOMPARE(*activity.sum(cluster, host, eventStart - 168h), (ActivityCounts{1, 2, 1, 1}));
    QCOMPARE(*activity.sum(cluster, host, eventStart - 720h), (ActivityCounts{1, 3, 1, 2}));
    QCOMPARE(*activity.sum(cluster, {}, eventStart - 720h), (ActivityCounts{1, 4, 1, 3}));
    QCOMPARE(*activity.sum(cluster, u"none.example.com"_s, eventStart), ActivityCounts{});
    const quint64 before = m_reader->statementsRun();
    const auto sums =
        activity.sums(cluster, {host, u"b.example.com"_s, u"none.example.com"_s, QString()}, eventStart - 168h);
    QCOMPARE(m_reader->statementsRun() - before, quint64{1});
    QCOMPARE(*sums, (QHash<QString, ActivityCounts>{{host, {1, 2, 1, 1}}, {u"b.example.com"_s, {0, 1, 0, 1}}}));
    QCOMPARE(activity.points(cluster, host, eventStart - 24h, eventStart + 1h, ActivityBucket::Hour)->size(), 1);
}

// Expansions add up in the same hour.
void TestEventStore::activityOverlaps()
{
    for (int i = 0; i < 4; ++i)
        store({m_maker.event(LinkKind::Open), m_maker.event(LinkKind::Click)});
    QCOMPARE(*ActivityTable(*m_reader).sum(cluster, host, eventStart), (ActivityCounts{4, 4, 4, 4}));
    QCOMPARE(count(u"activity"_s), 1);
}

void TestEventStore::prune()
{
    std::vector<TrackingEvent> events;
    for (int i = 0; i < 10; ++i)
        events.push_back(m_maker.event(LinkKind::Open, host, eventStart + i * 1h));
    std::reverse(events.begin(), events.end()); // stored order is not the order of time
    store(events);
    EventLog log(*m_writer);
    QCOMPARE(*log.prune(eventStart + 6h, 4), 4);
    QCOMPARE(*log.prune(eventStart + 6h, 4), 2);
    QCOMPARE(*log.prune(eventStart + 6h, 4), 0);
    const auto left = EventTable(*m_reader).after({cluster, {}, {}, {}}, {}, 100);
    QCOMPARE(left->items.size(), 4);
    QCOMPARE(left->items.last().timestamp, eventStart + 6h);
    QCOMPARE(ActivityTable(*m_reader).sum(cluster, host, eventStart)->opens, 10);
}

void TestEventStore::readersUseIndexes_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("a cluster's events")
        << u"SELECT * FROM event WHERE cluster_id = 'a' AND seq > 5 ORDER BY seq LIMIT 10"_s;
    QTest::newRow("a host's events") << u"SELECT * FROM event WHERE cluster_id = 'a' AND tracking_host = 'b' "
                                        "AND seq > 5 ORDER BY seq LIMIT 10"_s;
    QTest::newRow("newest first")
        << u"SELECT * FROM event WHERE cluster_id = 'a' AND seq < 5 ORDER BY seq DESC LIMIT 10"_s;
    QTest::newRow("old ones") << u"SELECT seq FROM event WHERE timestamp < 5 ORDER BY timestamp LIMIT 10"_s;
    QTest::newRow("a host's sums")
        << u"SELECT sum(opens) FROM activity WHERE cluster_id = 'a' AND tracking_host = 'b' AND hour >= 5"_s;
    QTest::newRow("a cluster's sums") << u"SELECT sum(opens) FROM activity WHERE cluster_id = 'a' AND hour >= 5"_s;
}

void TestEventStore::readersUseIndexes()
{
    QFETCH(QString, query);
    Statement statement(*m_writer, u"EXPLAIN QUERY PLAN "_s + query);
    const auto plan = statement.rows([](const Statement &row) { return row.text(3); });
    QVERIFY(plan.ok());
    const QString text = plan->join(u"; "_s);
    QVERIFY2(text.contains("SEARCH"_L1) && !text.contains("TEMP B-TREE"_L1) && !text.contains("SCAN"_L1),
             qPrintable(text));
}

// A step must cost the same with ten events in the store and with ten million.
void TestEventStore::expansionLooksOnlyAtWhatIsNew_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("storing") << expandBatchesSql();
    QTest::newRow("rolling up") << addActivitySql();
    QTest::newRow("telling") << countIncreasesSql();
}

void TestEventStore::expansionLooksOnlyAtWhatIsNew()
{
    QFETCH(QString, query);
    Statement statement(*m_writer, u"EXPLAIN QUERY PLAN "_s + query);
    const auto plan = statement.bind(5).rows([](const Statement &row) { return row.text(3); });
    QVERIFY(plan.ok());
    const QString text = plan->join(u"; "_s);
    QVERIFY2(text.contains("USING INTEGER PRIMARY KEY"_L1), qPrintable(text));
    QVERIFY2(!text.contains("SCAN event"_L1) && !text.contains("SCAN b"_L1), qPrintable(text));
}

UNMTA_TEST(TestEventStore)

} // namespace unmta::tst_event_store

#include "tst_event_store.moc"
