// Merging: each event once and in order for every reader, whatever is committed, merged, pruned, deleted or killed
// meanwhile.
#include "store/Database.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "store/events/EventLog.h"
#include "store/events/EventReader.h"
#include "store/events/SegmentJudge.h"
#include "store/events/SegmentPlanner.h"
#include "support/TestMain.h"
#include "support/stores/StorePlace.h"

#include <QTest>

#include <map>

namespace unmta::tst_segment_planner {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QStringList clusters{u"0a0b0c0d"_s, u"11111111"_s, u"22222222"_s};

} // namespace

class TestSegmentPlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = freshEvents(m_directory->filePath(u"events.db"_s));
        open();
    }
    void cleanup()
    {
        m_log.reset();
        m_reader.reset();
        m_writer.reset();
    }
    void mergesByCluster();
    void aDayIsASegment();
    void manySmallOnesBecomeFew();
    void whatWasOvertakenChangesNothing();
    void fullDiskChangesNothing();
    void erasesEverywhere();
    void rowsAreTakenOver();
    void rowsAreReadWhereTheyAre();
    void behaviourIsJudgedWhereEventsMeet();
    void whatWasOpenedBeforeIsKnown();
    void whatCameLaterIsNotRead();
    void looksBackOverSoManySegments();
    void judgedAgainByOtherRules();
    void anyInterleaving_data();
    void anyInterleaving();

private:
    void open()
    {
        m_writer = Database::open({m_path, u"events"_s}).value();
        m_reader = Database::open({m_path, u"events"_s, true}).value();
        m_log.emplace(*m_writer);
        if (!m_log->open())
            qFatal("events.db cannot be opened");
    }
    [[nodiscard]] SegmentPlanner planner() { return SegmentPlanner(*m_reader); }
    [[nodiscard]] TrackingEvent event(const QString &cluster, TimePoint at = eventStart)
    {
        TrackingEvent event = m_maker.event(LinkKind::Open, u"track.example.com"_s, at);
        event.clusterId = cluster;
        return event;
    }
    void append(const std::vector<TrackingEvent> &events)
    {
        if (!m_log->append(packEvents(events)))
            qFatal("not appended");
    }
    [[nodiscard]] bool apply(const Result<SegmentChange> &change) { return m_log->apply(change.value()).value(); }
    [[nodiscard]] std::int64_t segments(const QString &cluster = clusters[0]) const
    {
        return numberIn(m_path, u"SELECT count(*) FROM event_segment WHERE cluster_id = '%1'"_s.arg(cluster));
    }
    void addRows(int count)
    {
        for (int i = 1; i <= count; ++i) {
            const QString id = u"0199c1e2-0000-7000-8000-%1"_s.arg(i, 12, 10, QChar(u'0'));
            const auto done = m_writer->execute(
                u"INSERT INTO event_row (seq, event_id, kind, timestamp, cluster_id, domain_id, tracking_host, "
                "message_id, recipient, url, link_index, link_name, ip, user_agent, bot, meta) VALUES "
                "(%1, '%2', 'click', %3, '%4', 7, 'h.example.com', 'm%1', 'r%1@example.net', 'https://example.com/', "
                "3, 'n', '192.0.2.1', 'agent', '', '{\"a\":\"b\"}')"_s.arg(
                    QString::number(i * 2), id, QString::number(1'700'000'000'000 + i), clusters[i % 2]));
            if (!done)
                qFatal("no row");
        }
        const auto noted = m_writer->execute(
            u"INSERT INTO counter VALUES ('last_seq', %1) ON CONFLICT (name) DO UPDATE SET value = %1"_s.arg(count *
                                                                                                             2));
        QVERIFY(noted);
        m_log.emplace(*m_writer);
        QVERIFY(m_log->open());
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    DatabasePlace m_path;
    std::unique_ptr<Database> m_writer;
    std::unique_ptr<Database> m_reader;
    std::optional<EventLog> m_log;
    EventMaker m_maker;
};

void TestSegmentPlanner::mergesByCluster()
{
    std::vector<TrackingEvent> events;
    for (int i = 0; i < 30; ++i)
        events.push_back(event(clusters[i % 3]));
    append(events);
    append({event(clusters[0])});
    const auto one = planner().mergeBatches(1); // one batch at least
    QCOMPARE(one->batches, 1);
    QCOMPARE(one->taken, 30);
    QCOMPARE(one->added.size(), 3U);
    QVERIFY(apply(one));
    QCOMPARE(unmergedEvents(m_path), 1);
    QVERIFY(apply(planner().mergeBatches(1000)));
    QCOMPARE(unmergedEvents(m_path), 0);
    QCOMPARE(segments(), 2);
    QVERIFY(planner().mergeBatches(1000)->isEmpty());
    QStringList expected;
    for (int i = 0; i < 30; i += 3)
        expected << events[static_cast<std::size_t>(i)].eventId;
    QCOMPARE(storedIds(m_path).first(10), expected);
}

void TestSegmentPlanner::aDayIsASegment()
{
    const TimePoint midnight = std::chrono::floor<std::chrono::days>(eventStart) + 24h;
    // The third comes late from the day before; the last from a clock that was set back.
    append({event(clusters[0], midnight - 1s), event(clusters[0], midnight + 1s), event(clusters[0], midnight - 1ms),
            event(clusters[0], midnight + 30h), event(clusters[0], midnight - 500h)});
    QVERIFY(apply(planner().mergeBatches(1000)));
    QCOMPARE(segments(), 3);
    QCOMPARE(storedEvents(m_path), 5);
}

void TestSegmentPlanner::manySmallOnesBecomeFew()
{
    std::int64_t rewritten = 0;
    const int pieces = 700;
    for (int i = 0; i < pieces; ++i) {
        append(std::vector<TrackingEvent>(8, event(clusters[0])));
        QVERIFY(apply(planner().mergeBatches(1000)));
        for (auto change = planner().compact(clusters[0]); !change->isEmpty();
             change = planner().compact(clusters[0])) {
            rewritten += change->added.front().events;
            QVERIFY(apply(change));
        }
    }
    QCOMPARE(storedEvents(m_path), pieces * 8);
    QVERIFY2(segments() < 20, QByteArray::number(segments()).constData());
    QVERIFY2(rewritten < pieces * 8 * 6, QByteArray::number(rewritten).constData());
    // Full ones are left alone, and so are those of another day.
    append(std::vector<TrackingEvent>(2, event(clusters[0], eventStart + 48h)));
    QVERIFY(apply(planner().mergeBatches(1000)));
    QVERIFY(planner().compact(clusters[0])->isEmpty());
}

void TestSegmentPlanner::whatWasOvertakenChangesNothing()
{
    append({event(clusters[0])});
    const auto first = planner().mergeBatches(1000);
    const auto again = planner().mergeBatches(1000);
    QVERIFY(apply(first));
    QVERIFY(!apply(again));
    QCOMPARE(storedEvents(m_path), 1);
    for (int i = 0; i < 3; ++i) {
        append({event(clusters[0])});
        QVERIFY(apply(planner().mergeBatches(1000)));
    }
    const auto compacted = planner().compact(clusters[0]);
    QCOMPARE(compacted->segments.size(), 4U);
    const int pruned = isOnPostgres() ? 4 : 2; // by days there
    QCOMPARE(*m_log->prune(eventStart + 24h, 2), pruned);
    QVERIFY(!apply(compacted)); // what is pruned does not come back
    QCOMPARE(storedEvents(m_path), 4 - pruned);
}

void TestSegmentPlanner::fullDiskChangesNothing()
{
    if (isOnPostgres())
        QSKIP("whose disk is not ours to fill");
    append(m_maker.opens(500));
    const auto change = planner().mergeBatches(1000);
    QVERIFY(m_writer->execute(u"PRAGMA max_page_count = 1"_s).ok());
    QVERIFY(m_writer->execute(u"CREATE TABLE ballast (bytes BLOB)"_s).ok() == false);
    const auto applied = m_log->apply(*change);
    if (!applied)
        QCOMPARE(applied.error().code, u"store.full"_s);
    QVERIFY(m_writer->execute(u"PRAGMA max_page_count = 100000"_s).ok());
    QCOMPARE(storedEvents(m_path), 500);
    if (!applied)
        QVERIFY(apply(change));
    QCOMPARE(storedEvents(m_path), 500);
    QCOMPARE(unmergedEvents(m_path), 0);
}

void TestSegmentPlanner::erasesEverywhere()
{
    const RecipientOfCluster erased{clusters[0], u"gone@example.net"_s};
    const auto mixed = [this](int count) {
        std::vector<TrackingEvent> events;
        for (int i = 0; i < count; ++i) {
            events.push_back(event(clusters[i % 2]));
            if (i % 4 < 2)
                events.back().recipient = u"Gone@example.NET"_s;
        }
        return events;
    };
    for (int i = 0; i < 5; ++i) {
        append(mixed(40));
        QVERIFY(apply(planner().mergeBatches(1000)));
    }
    append(mixed(40));
    QVERIFY(apply(planner().mergeBatches(1000, erased)));
    QCOMPARE(storedEvents(m_path, {.clusterId = clusters[0], .recipient = erased.key}), 50);
    std::int64_t deleted = 0;
    for (std::int64_t reached = 0; reached < m_log->lastSeq();) {
        const auto step = planner().erase(erased, reached, m_log->lastSeq());
        QVERIFY(step->reached > reached);
        reached = step->reached;
        deleted += step->change.deleted;
        QVERIFY(step->change.isEmpty() || apply(step->change));
    }
    QCOMPARE(deleted, 50);
    QCOMPARE(storedEvents(m_path, {.clusterId = clusters[0], .recipient = erased.key}), 0);
    QCOMPARE(storedEvents(m_path, {.clusterId = clusters[1], .recipient = erased.key}), 60);
    QCOMPARE(storedEvents(m_path, {.clusterId = clusters[0]}), 60);
}

void TestSegmentPlanner::rowsAreTakenOver()
{
    addRows(250);
    append({event(clusters[0]), event(clusters[1])});
    const QStringList before = storedIds(m_path);
    QCOMPARE(before.size(), 126);
    const auto pageOf = [this](const QString &cursor) {
        return EventReader(*m_reader).after({.clusterId = clusters[0]}, cursor, 40).value();
    };
    const auto page = pageOf({});
    const auto next = pageOf(page.next);
    int steps = 0;
    for (auto change = planner().mergeRows(100); !change->isEmpty(); change = planner().mergeRows(100)) {
        QVERIFY(apply(change));
        ++steps;
        // A cursor that a client holds leads to the same events at any moment.
        QCOMPARE(storedIds(m_path), before);
        QCOMPARE(pageOf(page.next).items, next.items);
        QCOMPARE(pageOf(page.next).next, next.next);
    }
    QCOMPARE(steps, 3);
    QVERIFY(apply(planner().mergeBatches(1000)));
    QCOMPARE(storedIds(m_path), before);
    QCOMPARE(next.items.first().meta, (QMap<QString, QString>{{u"a"_s, u"b"_s}}));
}

void TestSegmentPlanner::rowsAreReadWhereTheyAre()
{
    addRows(1200);
    append({event(clusters[0])});
    QVERIFY(apply(planner().mergeRows(100)));
    const EventReader reader(*m_reader);
    QStringList newest;
    QString cursor;
    do {
        const auto page = reader.before({.clusterId = clusters[0]}, cursor, 97).value();
        for (const TrackingEvent &found : page.items)
            newest.prepend(found.eventId);
        cursor = page.next;
    } while (!cursor.isEmpty());
    QCOMPARE(newest, storedIds(m_path));
    QCOMPARE(newest.size(), 601);
    QCOMPARE(*m_log->prune(eventStart, 5000), 1200);
    QCOMPARE(storedEvents(m_path), 1);
}

// A program's clicks in one merge, in two that are put together later, and too far from each other.
void TestSegmentPlanner::behaviourIsJudgedWhereEventsMeet()
{
    const auto click = [this](const QString &recipient, const QString &url, Millis at) {
        TrackingEvent event = m_maker.event(LinkKind::Click, u"track.example.com"_s, eventStart + at);
        event.recipient = recipient;
        event.url = url;
        event.userAgent = u"Mozilla/5.0 (X11) Firefox/128.0"_s;
        return event;
    };
    append({click(u"ann@example.net"_s, u"https://example.com/1"_s, 0ms),
            click(u"bob@example.net"_s, u"https://example.com/1"_s, 100ms),
            click(u"ann@example.net"_s, u"https://example.com/2"_s, 300ms)});
    const auto people = [this] { return numberIn(m_path, u"SELECT sum(clicks_people) FROM activity"_s); };
    QCOMPARE(people(), 3);
    QVERIFY(apply(planner().mergeBatches(100)));
    const auto verdicts = [this] {
        QStringList verdicts;
        const auto page = EventReader(*m_reader).after({.clusterId = clusters[0]}, {}, 100).value();
        for (const TrackingEvent &event : page.items)
            verdicts << event.bot;
        return verdicts;
    };
    QCOMPARE(verdicts(), (QStringList{u"link_burst"_s, QString(), u"link_burst"_s}));
    QCOMPARE(people(), 1);
    QCOMPARE(numberIn(m_path, u"SELECT sum(clicks) FROM activity"_s), 3);

    append({click(u"bob@example.net"_s, u"https://example.com/2"_s, 700ms)});
    QVERIFY(apply(planner().mergeBatches(100)));
    QCOMPARE(verdicts().last(), QString());
    QCOMPARE(people(), 2);
    for (int i = 0; i < 2; ++i) {
        append({click(u"carl@example.net"_s, u"https://example.com/1"_s, 1h * i)});
        QVERIFY(apply(planner().mergeBatches(100)));
    }
    QVERIFY(apply(planner().compact(clusters[0])));
    QCOMPARE(segments(), 1);
    QCOMPARE(verdicts(),
             (QStringList{u"link_burst"_s, u"link_burst"_s, u"link_burst"_s, u"link_burst"_s, QString(), QString()}));
    QCOMPARE(people(), 2);
}

void TestSegmentPlanner::whatWasOpenedBeforeIsKnown()
{
    const auto at = [this](LinkKind kind, const QString &recipient, const QString &bot, Millis at) {
        TrackingEvent event = m_maker.event(kind, u"track.example.com"_s, eventStart + at);
        event.recipient = recipient;
        event.userAgent = u"Mozilla/5.0 (X11) Firefox/128.0"_s;
        event.bot = bot;
        if (kind == LinkKind::Click)
            event.ip = u"3.1.2.3"_s; // a data centre's
        return event;
    };
    append({at(LinkKind::Open, u"ann@example.net"_s, QString(), 0ms),
            at(LinkKind::Open, u"bob@example.net"_s, u"link_scanner"_s, 0ms),
            at(LinkKind::Open, u"carl@example.net"_s, u"apple_privacy"_s, 0ms)});
    QVERIFY(apply(planner().mergeBatches(100)));
    append({at(LinkKind::Click, u"ann@example.net"_s, QString(), 26h),
            at(LinkKind::Click, u"bob@example.net"_s, QString(), 26h),
            at(LinkKind::Click, u"carl@example.net"_s, QString(), 26h),
            at(LinkKind::Click, u"dora@example.net"_s, QString(), 26h)});
    QVERIFY(apply(planner().mergeBatches(100)));
    QStringList verdicts;
    const auto page = EventReader(*m_reader).after({.clusterId = clusters[0], .kind = LinkKind::Click}, {}, 9).value();
    for (const TrackingEvent &event : page.items)
        verdicts << event.bot;
    QCOMPARE(verdicts, (QStringList{QString(), u"click_without_open"_s, QString(), u"click_without_open"_s}));
}

// Where merging is behind, much waits, and a merge that read it all for a question would never catch up.
void TestSegmentPlanner::whatCameLaterIsNotRead()
{
    TrackingEvent click = event(clusters[0], eventStart + 1h);
    click.recipient = u"dora@example.net"_s;
    click.kind = LinkKind::Click;
    click.ip = u"3.1.2.3"_s; // a data centre's
    click.userAgent = u"Mozilla/5.0 (X11) Firefox/128.0"_s;
    append({event(clusters[0])}); // of somebody else: opens are tracked
    append({click});
    TrackingEvent open = click;
    open.eventId = u"0199c1e2-0000-7000-8000-00000000ffff"_s;
    open.kind = LinkKind::Open;
    open.timestamp = eventStart; // by a clock that was set back
    append({open});
    QVERIFY(apply(planner().mergeBatches(2)));
    QCOMPARE(unmergedEvents(m_path), 1);
    QCOMPARE(EventReader(*m_reader).after({.clusterId = clusters[0]}, {}, 9)->items[1].bot, u"click_without_open"_s);
}

// A verdict that hangs on what nobody looked for is not given.
void TestSegmentPlanner::looksBackOverSoManySegments()
{
    const auto clickedBy = [this](const QString &recipient) {
        TrackingEvent click = event(clusters[0], eventStart + 1h);
        click.kind = LinkKind::Click;
        click.recipient = recipient;
        click.ip = u"3.1.2.3"_s; // a data centre's
        click.userAgent = u"Mozilla/5.0 (X11) Firefox/128.0"_s;
        append({click});
        if (!apply(planner().mergeBatches(1)))
            qFatal("not merged");
        return EventReader(*m_reader).before({.clusterId = clusters[0]}, {}, 1)->items.front().bot;
    };
    const auto room = SegmentJudge::leastSegments;
    for (std::int64_t i = 0; i < room; ++i) {
        append({event(clusters[0])});
        QVERIFY(apply(planner().mergeBatches(1)));
    }
    QCOMPARE(segments(), room);
    QCOMPARE(clickedBy(u"dora@example.net"_s), u"click_without_open"_s);
    QCOMPARE(segments(), room + 1);
    QCOMPARE(clickedBy(u"emil@example.net"_s), QString());
}

// Verdicts of an earlier table: one is wrong by now, one was missing, one cannot be judged again.
void TestSegmentPlanner::judgedAgainByOtherRules()
{
    const auto told = [this](const QString &agent, const QString &bot, Millis at) {
        TrackingEvent event = this->event(clusters[0], eventStart + at);
        event.recipient = u"r%1@example.net"_s.arg(at.count());
        event.userAgent = agent;
        event.bot = bot;
        return event;
    };
    const QString firefox = u"Mozilla/5.0 (X11) Firefox/128.0"_s;
    for (int i = 0; i < 40; ++i) { // more segments than one step looks at
        append({told(firefox, QString(), Millis(i) + 240h)});
        QVERIFY(apply(planner().mergeBatches(100)));
    }
    TrackingEvent hosted = told(firefox, QString(), 479h); // for which the store is asked what was opened before
    hosted.kind = LinkKind::Click;
    hosted.ip = u"3.1.2.3"_s;
    append({hosted, told(firefox, u"crawler"_s, 480h), told(u"curl/8.0"_s, QString(), 481h),
            told(firefox, u"head_request"_s, 482h), told(firefox, QString(), 483h)});
    QVERIFY(apply(planner().mergeBatches(100)));
    const auto people = [this] { return numberIn(m_path, u"SELECT sum(opens_people) FROM activity"_s); };
    QCOMPARE(people(), 42);
    const std::int64_t last = m_log->lastSeq();
    std::int64_t reached = 0;
    std::int64_t judged = 0;
    int steps = 0;
    while (reached < last) {
        const auto progress = planner().judge(clusters[0], reached, last).value();
        QVERIFY(progress.reached > reached);
        QVERIFY(progress.change.isEmpty() || apply(progress.change));
        judged += progress.change.judged;
        reached = progress.reached;
        ++steps;
    }
    QVERIFY(steps > 1);
    QCOMPARE(judged, 2);
    QCOMPARE(people(), 42);
    QStringList verdicts;
    const auto page = EventReader(*m_reader).before({.clusterId = clusters[0]}, {}, 5).value();
    for (const TrackingEvent &event : page.items)
        verdicts << event.bot;
    QCOMPARE(verdicts,
             (QStringList{QString(), u"head_request"_s, u"http_library"_s, QString(), u"click_without_open"_s}));
    // Nothing more is found, and segments stay.
    const auto again = planner().judge(clusters[0], last - 5, last).value();
    QVERIFY(again.change.isEmpty());
    QCOMPARE(again.reached, last);
}

void TestSegmentPlanner::anyInterleaving_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed)
        QTest::addRow("%llu", static_cast<unsigned long long>(seed)) << seed;
}

// Commits, merges that are applied late or never, prunes, restarts; readers in both directions with pages of any size
// that go on from their cursors: each sees every event once, in order.
void TestSegmentPlanner::anyInterleaving()
{
    QFETCH(quint64, seed);
    FakeRandom random(seed * 7919);
    m_maker.random = FakeRandom(seed);
    if (seed % 3 == 0)
        addRows(300);
    const QString cluster = clusters[0];
    struct Follower
    {
        QString cursor = {};
        QStringList seen = {};
    };
    std::array<Follower, 3> followers;
    QStringList expected = storedIds(m_path);
    int day = 0;
    std::optional<SegmentChange> prepared;
    for (int step = 0; step < 400; ++step) {
        switch (random.below(9)) {
        case 0:
        case 1:
        case 2: {
            std::vector<TrackingEvent> events;
            for (std::uint32_t i = random.below(30); i > 0; --i) {
                events.push_back(event(clusters[random.below(3)], eventStart + day * 24h + Millis(random.below(1000))));
                if (events.back().clusterId == cluster)
                    expected << events.back().eventId;
            }
            append(events);
            break;
        }
        case 3:
            prepared = planner().mergeBatches(1 + random.below(100)).value();
            break;
        case 4:
            prepared = random.below(2) ? planner().compact(clusters[random.below(3)]).value()
                                       : planner().mergeRows(1 + static_cast<int>(random.below(60))).value();
            break;
        case 5:
            if (prepared)
                (void)m_log->apply(*prepared).value();
            break;
        case 6:
            if (random.below(4) == 0) { // a restart: what was prepared is gone
                cleanup();
                open();
                prepared.reset();
            }
            day += random.below(3) == 0;
            break;
        default: {
            Follower &follower = followers[random.below(3)];
            const auto page =
                EventReader(*m_reader)
                    .after({.clusterId = cluster}, follower.cursor, 1 + static_cast<int>(random.below(50)))
                    .value();
            for (const TrackingEvent &found : page.items)
                follower.seen << found.eventId;
            if (!page.next.isEmpty())
                follower.cursor = page.next;
            QCOMPARE(follower.seen, expected.first(follower.seen.size()));
        }
        }
        if (step % 50 == 0) {
            QStringList newest;
            QString cursor;
            do {
                const auto page = EventReader(*m_reader).before({.clusterId = cluster}, cursor,
                                                                1 + static_cast<int>(random.below(80)));
                for (const TrackingEvent &found : page->items)
                    newest.prepend(found.eventId);
                cursor = page->next;
            } while (!cursor.isEmpty());
            QCOMPARE(newest, expected);
        }
    }
    QCOMPARE(storedIds(m_path), expected);
    QVERIFY(expected.size() > 500);
    QCOMPARE(numberIn(m_path, u"SELECT sum(opens) FROM activity WHERE cluster_id = '%1'"_s.arg(cluster)),
             expected.size() - (seed % 3 == 0 ? 150 : 0)); // the rows' sums are older than this test
    // Of what is pruned nothing comes back, and what is younger stays.
    const auto pruned = m_log->prune(eventStart + 48h, 1000);
    QVERIFY(pruned.ok());
    const QStringList left = storedIds(m_path);
    QCOMPARE(left, expected.last(left.size()));
}

UNMTA_TEST(TestSegmentPlanner)

} // namespace unmta::tst_segment_planner

#include "tst_segment_planner.moc"
