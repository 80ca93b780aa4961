// events.db: batches with their sums, and what readers see of them. (Merging: tst_segment_planner.)
#include "store/Database.h"
#include "store/EventSamples.h"
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "store/events/ActivityTable.h"
#include "store/events/EventLog.h"
#include "store/events/EventReader.h"
#include "store/events/SegmentPlanner.h"
#include "support/TestMain.h"
#include "support/stores/StorePlace.h"

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
        const DatabasePlace place = freshEvents(m_directory->filePath(u"events.db"_s));
        auto writer = Database::open({place, u"events"_s});
        auto reader = Database::open({place, u"events"_s, true});
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
    void textsComeBackAsTheyWere_data();
    void textsComeBackAsTheyWere();
    void appendIsOneRowWithItsSums();
    void appendOfNothing();
    void failedAppendLeavesNothing();
    void probeLeavesNothingBehind();
    void keptEventsComeOnce();
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

private:
    [[nodiscard]] EventLog opened()
    {
        EventLog log(*m_writer);
        if (!log.open())
            qFatal("events.db cannot be opened");
        return log;
    }
    // What became visible.
    QList<ActivityIncrease> store(const std::vector<TrackingEvent> &events)
    {
        EventLog log = opened();
        return log.append(packEvents(events)).value();
    }
    void merge()
    {
        EventLog log = opened();
        const auto change = SegmentPlanner(*m_reader).mergeBatches(100'000);
        if (!log.apply(change.value()).value())
            qFatal("not merged");
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

void TestEventStore::textsComeBackAsTheyWere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kept");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("quotes and backslashes") << uR"(a"b\c\"d)"_s << uR"(a"b\c\"d)"_s;
    QTest::newRow("control characters") << u"\x01\b\t\n\r\x1f\x7f"_s << u"\x01\b\t\n\r\x1f\x7f"_s;
    QTest::newRow("beyond ASCII") << u"münch \U0001F4EC \u2028"_s << u"münch \U0001F4EC \u2028"_s;
    QTest::newRow("NUL") << u"a"_s + QChar(0) + u'b' << u"a"_s + QChar(0) + u'b';
    QTest::newRow("lone surrogate") << u"a"_s + QChar(0xd800) + u'b' << u"a?b"_s;
    QTest::newRow("SQL") << u"'); DROP TABLE event; --"_s << u"'); DROP TABLE event; --"_s;
    QTest::newRow("JSON") << uR"(",{"a":1}],[)"_s << uR"(",{"a":1}],[)"_s;
    QTest::newRow("long") << QString(100'000, u'x') << QString(100'000, u'x');
}

void TestEventStore::textsComeBackAsTheyWere()
{
    QFETCH(QString, text);
    QFETCH(QString, kept);
    auto event = m_maker.event(LinkKind::Click);
    event.url = text;
    event.userAgent = text;
    event.meta = {{u"k"_s + text, text}, {u"l"_s, QString()}};
    auto expected = event;
    expected.url = kept;
    expected.userAgent = kept;
    expected.meta = {{u"k"_s + kept, kept}, {u"l"_s, QString()}};
    QCOMPARE(store({event}).size(), 1);
    QCOMPARE(EventReader(*m_reader).before({cluster}, {}, 1)->items, QList{expected});
    merge();
    QCOMPARE(count(u"event_batch"_s), 0);
    QCOMPARE(EventReader(*m_reader).before({cluster}, {}, 1)->items, QList{expected});
}

void TestEventStore::appendIsOneRowWithItsSums()
{
    auto click = m_maker.event(LinkKind::Click);
    click.bot = u"head_request"_s;
    const auto open = m_maker.event(LinkKind::Open, u"c-0a0b0c0d.track.unmta.net"_s);
    auto foreign = m_maker.event(LinkKind::Open);
    foreign.clusterId = u"ffffffff"_s;
    const auto increases = store({click, open, open, foreign, click});
    QCOMPARE(increases, (QList<ActivityIncrease>{{cluster, 7, host, {0, 2, 0, 0}},
                                                 {cluster, 7, u"c-0a0b0c0d.track.unmta.net"_s, {2, 0, 2, 0}},
                                                 {u"ffffffff"_s, 7, host, {1, 0, 1, 0}}}));
    QCOMPARE(count(u"event_batch"_s), 1);
    QCOMPARE(count(u"activity"_s), 3);
    QCOMPARE(*ActivityTable(*m_reader).sum(cluster, {}, eventStart), (ActivityCounts{2, 2, 2, 0}));
    QCOMPARE(opened().lastSeq(), 5);
}

void TestEventStore::appendOfNothing()
{
    EventLog log = opened();
    QVERIFY(log.append({})->isEmpty());
    QCOMPARE(count(u"event_batch"_s), 0);
    QVERIFY(log.append({}, 12)->isEmpty());
    QCOMPARE(*log.answeredEarly(), 12U);
    QVERIFY(log.append({}, 11).ok()); // who comes late
    QCOMPARE(*log.answeredEarly(), 12U);
}

void TestEventStore::failedAppendLeavesNothing()
{
    if (isOnPostgres())
        QSKIP("whose disk is not ours to fill");
    EventLog log = opened();
    QVERIFY(log.append(packEvents(m_maker.opens(3))).ok());
    QVERIFY(m_writer->execute(u"PRAGMA max_page_count = 1"_s).ok());
    QCOMPARE(codeOf(log.append(packEvents(m_maker.opens(200)))), u"store.full"_s);
    QCOMPARE(log.lastSeq(), 3);
    QCOMPARE(log.backlog()->events, 3);
    QCOMPARE(ActivityTable(*m_reader).sum(cluster, host, eventStart)->opens, 3);
    QVERIFY(m_writer->execute(u"PRAGMA max_page_count = 100000"_s).ok());
    QVERIFY(log.append(packEvents(m_maker.opens(200))).ok());
    QCOMPARE(log.lastSeq(), 203);
}

void TestEventStore::probeLeavesNothingBehind()
{
    EventLog log = opened();
    QCOMPARE(codeOf(log.probe()), u"ok"_s);
    QCOMPARE(log.backlog()->batches, 0);
    QCOMPARE(log.lastSeq(), 0);
}

// What the spool held may be in a batch, in a segment, in a row of an earlier release, or nowhere.
void TestEventStore::keptEventsComeOnce()
{
    const auto merged = m_maker.event(LinkKind::Open);
    const auto waiting = m_maker.event(LinkKind::Click);
    auto row = m_maker.event(LinkKind::Open);
    row.eventId = u"0199c1e2-0000-7000-8000-000000000001"_s;
    const auto fresh = m_maker.event(LinkKind::Open);
    store({merged});
    merge();
    store({waiting});
    QVERIFY(
        m_writer
            ->execute(u"INSERT INTO event_row (event_id, kind, timestamp, cluster_id, domain_id, tracking_host, "
                      "message_id, recipient, url, link_index, link_name, ip, user_agent, bot, meta) VALUES "
                      "('%1', 'open', 1, '0a0b0c0d', 7, 'h', '', '', '', 0, '', '', '', '', '{}')"_s.arg(row.eventId))
            .ok());
    EventLog log = opened();
    const auto kept = log.appendKept({packEvents(std::vector{merged, waiting, row, fresh, fresh}), 4});
    QCOMPARE(kept->events, 1U);
    QCOMPARE(kept->increases, (QList<ActivityIncrease>{{cluster, 7, host, {1, 0, 1, 0}}}));
    QCOMPARE(*log.answeredEarly(), 4U);
    QCOMPARE(EventReader(*m_reader).before({cluster}, {}, 1)->items, QList{fresh});
}

void TestEventStore::eventFilters()
{
    auto foreign = m_maker.event(LinkKind::Open);
    foreign.clusterId = u"ffffffff"_s;
    auto reborn = m_maker.event(LinkKind::Click);
    reborn.domainId = 8;
    reborn.recipient = u"Bob@Example.net"_s;
    reborn.messageId = u"m2"_s;
    reborn.bot = u"scanner"_s;
    reborn.timestamp += 1h;
    // At a person's pace: a merge would find out programs.
    const auto click = m_maker.event(LinkKind::Click, host, eventStart + 5s);
    const auto other = m_maker.event(LinkKind::Click, u"links.example.com"_s, eventStart + 10s);
    store({foreign, m_maker.event(LinkKind::Open), click, reborn, other});
    for (int round = 0; round < 2; ++round) {
        const EventReader events(*m_reader);
        const auto found = [&events](const EventFilter &filter) { return events.after(filter, {}, 10)->items; };
        QCOMPARE(found({cluster}).size(), 4);
        QCOMPARE(found({cluster, host}).size(), 3);
        QCOMPARE(found({cluster, host, 8}), QList{reborn});
        QCOMPARE(found({.clusterId = cluster, .kind = LinkKind::Click}).size(), 3);
        QCOMPARE(found({.clusterId = cluster, .trackingHost = host, .kind = LinkKind::Open}).size(), 1);
        QCOMPARE(found({.clusterId = cluster, .recipient = u"bob@example.NET"_s}), QList{reborn});
        QCOMPARE(found({.clusterId = cluster, .recipient = u"b@example.net"_s}), QList<TrackingEvent>());
        QCOMPARE(found({.clusterId = cluster, .messageId = u"m2"_s}), QList{reborn});
        QCOMPARE(found({.clusterId = cluster, .url = other.url}).size(), 3);
        QCOMPARE(found({.clusterId = cluster, .url = u"https://example.com/"_s}), QList<TrackingEvent>());
        QCOMPARE(found({.clusterId = cluster, .since = eventStart + 1h}), QList{reborn});
        QCOMPARE(found({.clusterId = cluster, .until = eventStart + 1h}).size(), 3);
        QCOMPARE(found({.clusterId = cluster, .people = false}), QList{reborn});
        QCOMPARE(found({.clusterId = cluster, .people = true}).size(), 3);
        QCOMPARE(found({u"ffffffff"_s}), QList{foreign});
        QCOMPARE(found({u"00000000"_s}), QList<TrackingEvent>());
        QCOMPARE(codeOf(events.after({cluster}, u"x"_s, 10)), u"store.bad_cursor"_s);
        if (round == 0)
            merge();
    }
    QCOMPARE(count(u"event_segment"_s), 2);
}

void TestEventStore::followersCursor()
{
    const EventReader events(*m_reader);
    const auto nothing = events.after({cluster}, {}, 10);
    QVERIFY(nothing->items.isEmpty() && nothing->next.isEmpty());
    const auto first = m_maker.opens(5);
    store(first);
    const auto page = events.after({cluster}, {}, 3);
    const auto rest = events.after({cluster}, page->next, 3);
    QCOMPARE(page->items + rest->items, QList(first.begin(), first.end()));
    QVERIFY(events.after({cluster}, rest->next, 3)->items.isEmpty());
    const auto later = m_maker.event(LinkKind::Click);
    store({later});
    QCOMPARE(events.after({cluster}, rest->next, 3)->items, QList{later});
}

void TestEventStore::newestFirst()
{
    const auto made = m_maker.opens(5);
    store(made);
    const EventReader events(*m_reader);
    const auto page = events.before({cluster}, {}, 3);
    QCOMPARE(page->items, (QList{made[4], made[3], made[2]}));
    const auto rest = events.before({cluster}, page->next, 3);
    QCOMPARE(rest->items, (QList{made[1], made[0]}));
    QVERIFY(rest->next.isEmpty());
}

void TestEventStore::cursorsAreNeverUsedAgain()
{
    store(m_maker.opens(3));
    const QString last = EventReader(*m_reader).after({cluster}, {}, 10)->next;
    merge();
    QCOMPARE(*opened().prune(eventStart + 24h, 100), 3);
    QCOMPARE(opened().lastSeq(), 3);
    const auto fresh = m_maker.event(LinkKind::Open);
    store({fresh});
    QCOMPARE(EventReader(*m_reader).after({cluster}, last, 10)->items, QList{fresh});
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

// Commits add up in the same hour.
void TestEventStore::activityOverlaps()
{
    for (int i = 0; i < 4; ++i)
        store({m_maker.event(LinkKind::Open), m_maker.event(LinkKind::Click)});
    QCOMPARE(*ActivityTable(*m_reader).sum(cluster, host, eventStart), (ActivityCounts{4, 4, 4, 4}));
    QCOMPARE(count(u"activity"_s), 1);
}

// By whole segments, which never hold more than a day; the sums stay.
void TestEventStore::prune()
{
    const TimePoint midnight = std::chrono::floor<std::chrono::days>(eventStart);
    std::vector<TrackingEvent> events;
    for (int i = 0; i < 10; ++i)
        events.push_back(m_maker.event(LinkKind::Open, host, midnight + i * 12h));
    store(events);
    const quint64 commits = m_writer->commits();
    QCOMPARE(*opened().prune(midnight + 1200h, 100), 0); // not merged yet
    QCOMPARE(m_writer->commits(), commits);
    merge();
    QCOMPARE(count(u"event_segment"_s), 5);
    QCOMPARE(*opened().prune(midnight + 60h, 1), 2);
    QCOMPARE(*opened().prune(midnight + 60h, 1), 2);
    QCOMPARE(*opened().prune(midnight + 60h, 1), 0); // half of that day is younger
    const auto left = EventReader(*m_reader).after({cluster}, {}, 100);
    QCOMPARE(left->items, QList(events.begin() + 4, events.end()));
    QCOMPARE(ActivityTable(*m_reader).sum(cluster, host, midnight)->opens, 10);
}

void TestEventStore::readersUseIndexes_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("a cluster's segments") << u"SELECT * FROM event_segment WHERE cluster_id = 'a' AND last_seq > 5 "
                                             "ORDER BY last_seq LIMIT 10"_s;
    QTest::newRow("the newest first") << u"SELECT * FROM event_segment WHERE cluster_id = 'a' AND last_seq < 5 "
                                         "ORDER BY last_seq DESC LIMIT 10"_s;
    QTest::newRow("old ones")
        << u"SELECT last_seq FROM event_segment WHERE last_time < 5 ORDER BY last_time LIMIT 10"_s;
    QTest::newRow("a host's sums")
        << u"SELECT sum(opens) FROM activity WHERE cluster_id = 'a' AND tracking_host = 'b' AND hour >= 5"_s;
    QTest::newRow("a cluster's sums") << u"SELECT sum(opens) FROM activity WHERE cluster_id = 'a' AND hour >= 5"_s;
}

void TestEventStore::readersUseIndexes()
{
    if (isOnPostgres())
        QSKIP("asks SQLite how it goes about it");
    QFETCH(QString, query);
    Statement statement(*m_writer, u"EXPLAIN QUERY PLAN "_s + query);
    const auto plan = statement.rows([](const Statement &row) { return row.text(3); });
    QVERIFY(plan.ok());
    const QString text = plan->join(u"; "_s);
    QVERIFY2(text.contains("SEARCH"_L1) && !text.contains("TEMP B-TREE"_L1) && !text.contains("SCAN"_L1),
             qPrintable(text));
}

UNMTA_TEST(TestEventStore)

} // namespace unmta::tst_event_store

#include "tst_event_store.moc"
