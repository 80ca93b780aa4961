// Lists of events, as readers of their own give them: what a naive filter gives, whatever is merged meanwhile and
// however short the time; and nobody waits for anybody's long list.
#include "service/events/EventReaders.h"

#include "store/Database.h"
#include "store/EventProbes.h"
#include "store/EventSamples.h"
#include "store/StoreFixture.h"
#include "store/events/EventLog.h"
#include "store/events/SegmentPlanner.h"
#include "support/Patience.h"
#include "support/TestMain.h"
#include "support/stores/StorePlace.h"

#include <QTest>

#include <future>

namespace unmta::tst_event_readers {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Order = EventQuery::Order;

namespace {

const QStringList clusters{u"0a0b0c0d"_s, u"11111111"_s};
const QStringList hosts{u"track.example.com"_s, u"links.example.org"_s, u"c-0a0b0c0d.track.example.net"_s};
const QStringList recipients{u"ann@example.net"_s, u"Ann@Example.net"_s, u"bob@example.net"_s, u"zoë@example.org"_s};
const QStringList messages{u"<1@example.com>"_s, u"<2@example.com>"_s, u"3"_s};
const QStringList urls{u"https://example.com/"_s, u"https://example.com/a?b=c&d"_s, u"http://example.org/x"_s};
const QStringList names{QString(), u"offer"_s, u"footer"_s};

const QString &oneOf(const QStringList &list, FakeRandom &random)
{
    return list[random.below(static_cast<std::uint32_t>(list.size()))];
}

// What the query says, said plainly.
bool fits(const EventQuery &query, const TrackingEvent &event)
{
    return event.clusterId == query.clusterId &&
           (query.trackingHost.isEmpty() || event.trackingHost == query.trackingHost) &&
           (!query.kind || event.kind == *query.kind) &&
           (query.recipient.isEmpty() || event.recipient.toLower() == query.recipient.toLower()) &&
           (query.messageId.isEmpty() || event.messageId == query.messageId) &&
           (query.url.isEmpty() || event.url == query.url) &&
           (query.linkName.isEmpty() || event.linkName == query.linkName) &&
           (!query.since || event.timestamp >= *query.since) && (!query.until || event.timestamp < *query.until) &&
           (!query.people || event.bot.isEmpty() == *query.people);
}

QStringList idsOf(const QList<EventPage::Item> &items)
{
    QStringList ids;
    for (const EventPage::Item &item : items)
        ids << item.event.eventId;
    return ids;
}

} // namespace

class TestEventReaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = freshEvents(m_directory->filePath(u"events.db"_s));
        m_writer = Database::open({m_path, u"events"_s}).value();
        m_reader = Database::open({m_path, u"events"_s, true}).value();
        m_log.emplace(*m_writer);
        QVERIFY(m_log->open());
        m_events.clear();
        m_at = eventStart;
    }
    void cleanup()
    {
        m_log.reset();
        m_reader.reset();
        m_writer.reset();
    }
    void listsLikeANaiveFilter_data();
    void listsLikeANaiveFilter();
    void followersDoNotLookAgain();
    void newestFirstEndsWhereItEnds();
    void nobodyWaitsForALongList();
    void tooManyAreRefused();
    void shortTimeGivesShortPages();
    void whoHasLeftIsAnsweredEarly();
    void strangeCursors();
    void endsWithListsWaiting();
    void topLinksAreCounted_data();
    void topLinksAreCounted();

private:
    // At a person's pace, so that no merge finds out programs.
    void append(FakeRandom &random, int count)
    {
        std::vector<TrackingEvent> events;
        for (int i = 0; i < count; ++i) {
            m_at += 20s;
            const auto kind = random.below(2) ? LinkKind::Click : LinkKind::Open;
            TrackingEvent event = m_maker.event(kind, oneOf(hosts, random), m_at);
            event.clusterId = oneOf(clusters, random);
            event.recipient = oneOf(recipients, random);
            event.messageId = oneOf(messages, random);
            if (kind == LinkKind::Click) {
                event.url = oneOf(urls, random);
                event.linkName = oneOf(names, random);
            }
            if (random.below(4) == 0)
                event.bot = u"head_request"_s;
            events.push_back(event);
            m_events.append(event);
        }
        QVERIFY(m_log->append(packEvents(events)));
    }
    void mergeSome(FakeRandom &random)
    {
        const SegmentPlanner planner(*m_reader);
        const auto change = random.below(3) == 0 ? planner.compact(oneOf(clusters, random))
                                                 : planner.mergeBatches(1 + random.below(60));
        QVERIFY(m_log->apply(change.value()));
    }
    [[nodiscard]] static EventPage get(EventReaders &readers, const EventQuery &query, const QString &after = {},
                                       int limit = 100, EventReaders::IsAwaited isAwaited = {})
    {
        std::promise<Result<EventPage>> promise;
        readers.list(query, after, limit, std::move(isAwaited), [&promise](const Result<EventPage> &page) {
            promise.set_value(page);
            return [] {};
        });
        auto got = promise.get_future();
        if (got.wait_for(patience) != std::future_status::ready)
            qFatal("no page");
        return got.get().value();
    }

    [[nodiscard]] static TopLinksSeen topLinks(EventReaders &readers, const EventQuery &query, int limit)
    {
        std::promise<Result<TopLinksSeen>> promise;
        readers.topLinks(query, limit, {}, [&promise](const Result<TopLinksSeen> &seen) {
            promise.set_value(seen);
            return [] {};
        });
        auto got = promise.get_future();
        if (got.wait_for(patience) != std::future_status::ready)
            qFatal("no links");
        return got.get().value();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    DatabasePlace m_path;
    std::unique_ptr<Database> m_writer;
    std::unique_ptr<Database> m_reader;
    std::optional<EventLog> m_log;
    EventMaker m_maker;
    QList<TrackingEvent> m_events; // in their order
    TimePoint m_at;
};

void TestEventReaders::listsLikeANaiveFilter_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("sliceMs");
    QTest::addColumn<int>("longestMs");
    for (quint64 seed = 1; seed <= 4; ++seed) {
        QTest::addRow("seed %llu, all at once", seed) << seed << 1'000 << 60'000;
        QTest::addRow("seed %llu, piece by piece", seed) << seed << 0 << 60'000;
        QTest::addRow("seed %llu, one piece per page", seed) << seed << 0 << 0;
    }
}

void TestEventReaders::listsLikeANaiveFilter()
{
    QFETCH(const quint64, seed);
    QFETCH(const int, sliceMs);
    QFETCH(const int, longestMs);
    FakeRandom random(seed * 7919);
    m_maker.random = FakeRandom(seed);
    for (int i = 0; i < 60; ++i) {
        append(random, static_cast<int>(random.below(12)));
        if (random.below(2) == 0)
            mergeSome(random);
    }
    EventReaders readers(m_path, {.slice = Millis(sliceMs), .longest = Millis(longestMs)});
    readers.start();
    const auto maybe = [&random](const QStringList &list) {
        return random.below(3) == 0 ? oneOf(list, random) : QString();
    };
    const auto sometime = [&]() -> std::optional<TimePoint> {
        if (random.below(3) != 0)
            return std::nullopt;
        return eventStart + Millis(random.below(static_cast<std::uint32_t>((m_at - eventStart).count())));
    };
    for (int round = 0; round < 40; ++round) {
        EventQuery query{.clusterId = oneOf(clusters, random),
                         .trackingHost = maybe(hosts),
                         .recipient = maybe(recipients),
                         .messageId = maybe(messages),
                         .url = maybe(urls),
                         .linkName = maybe(names),
                         .since = sometime(),
                         .until = sometime()};
        if (random.below(3) == 0)
            query.kind = random.below(2) ? LinkKind::Click : LinkKind::Open;
        if (random.below(3) == 0)
            query.people = random.below(2) == 0;
        query.order = random.below(2) ? Order::Newest : Order::Oldest;
        QStringList expected;
        for (const TrackingEvent &event : std::as_const(m_events)) {
            if (fits(query, event))
                query.order == Order::Newest ? expected.prepend(event.eventId) : expected.append(event.eventId);
        }
        QList<EventPage::Item> found;
        const int limit = 1 + static_cast<int>(random.below(40));
        for (QString after;;) {
            const EventPage page = get(readers, query, after, limit);
            QVERIFY(page.items.size() <= limit);
            found += page.items;
            QVERIFY(!page.more || page.next != after);
            if (!page.more)
                break;
            after = page.next;
            if (random.below(8) == 0)
                mergeSome(random);
        }
        QCOMPARE(idsOf(found), expected);
        // From any event on, by its own cursor.
        if (!found.isEmpty()) {
            const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(found.size())));
            QStringList rest;
            for (QString after = found[at].cursor;;) {
                const EventPage page = get(readers, query, after, limit);
                rest += idsOf(page.items);
                if (!page.more)
                    break;
                after = page.next;
            }
            QCOMPARE(rest, expected.mid(at + 1));
        }
    }
}

void TestEventReaders::followersDoNotLookAgain()
{
    EventReaders readers(m_path);
    readers.start();
    const EventPage nothing = get(readers, {.clusterId = clusters[0]});
    QVERIFY(nothing.items.isEmpty() && nothing.next.isEmpty() && !nothing.more);
    FakeRandom random;
    append(random, 50);
    const EventPage none = get(readers, {.clusterId = u"ffffffff"_s});
    QVERIFY(none.items.isEmpty() && !none.more);
    QCOMPARE(none.next, u"50"_s);
    QVERIFY(m_log->apply(SegmentPlanner(*m_reader).mergeBatches(1'000).value()));
    QCOMPARE(get(readers, {.clusterId = u"ffffffff"_s}).next, u"50"_s);
    // All have gone: the cursor stays where it was.
    QCOMPARE(*m_log->prune(m_at + 24h, 100), 50);
    QCOMPARE(get(readers, {.clusterId = u"ffffffff"_s}, u"50"_s).next, u"50"_s);
    append(random, 1);
    QCOMPARE(get(readers, {.clusterId = m_events.last().clusterId}, u"50"_s).items.size(), 1);
}

void TestEventReaders::newestFirstEndsWhereItEnds()
{
    FakeRandom random;
    append(random, 30);
    EventReaders readers(m_path);
    readers.start();
    EventQuery query{.clusterId = clusters[0], .order = Order::Newest};
    const int all = static_cast<int>(
        std::count_if(m_events.begin(), m_events.end(), [](const auto &e) { return e.clusterId == clusters[0]; }));
    for (const int limit : {all, all + 1}) {
        const EventPage page = get(readers, query, {}, limit);
        QCOMPARE(page.items.size(), all);
        QVERIFY(page.next.isEmpty() && !page.more);
    }
    const EventPage page = get(readers, query, {}, all - 1);
    QVERIFY(page.more);
    QCOMPARE(get(readers, query, page.next, 10).items.size(), 1);
    QVERIFY(get(readers, query, u"1"_s).items.isEmpty());
}

void TestEventReaders::nobodyWaitsForALongList()
{
    FakeRandom random;
    for (int i = 0; i < 200; ++i)
        append(random, 1);
    EventReaders readers(m_path, {.threads = 1, .slice = Millis(0), .longest = Millis(600'000)});
    QStringList order;
    const auto tell = [&order](const QString &which) {
        return [&order, which](const Result<EventPage> &page) {
            return [&order, which, page] { order << which + u' ' + QString::number(page.value().items.size()); };
        };
    };
    EventQuery all{.clusterId = clusters[0]};
    EventQuery rare = all;
    rare.linkName = u"nothing of that name"_s;
    readers.list(rare, {}, 10, {}, tell(u"rare"_s));
    readers.list({.clusterId = clusters[0], .order = Order::Newest}, {}, 1, {}, tell(u"newest"_s));
    readers.list(all, {}, 1, {}, tell(u"oldest"_s));
    readers.start();
    QTRY_COMPARE(order.size(), 3);
    QCOMPARE(order.last(), u"rare 0"_s);
}

void TestEventReaders::tooManyAreRefused()
{
    FakeRandom random;
    append(random, 10);
    EventReaders readers(m_path, {.mostWaiting = 2});
    QStringList codes;
    const auto tell = [&codes](const Result<EventPage> &page) {
        return [&codes, code = codeOf(page)] { codes << code; };
    };
    for (int i = 0; i < 4; ++i)
        readers.list({.clusterId = clusters[0]}, {}, 10, {}, tell);
    QTRY_COMPARE(codes, (QStringList{u"event.busy"_s, u"event.busy"_s}));
    readers.start();
    QTRY_COMPARE(codes.size(), 4);
    QCOMPARE(codes.mid(2), (QStringList{u"ok"_s, u"ok"_s}));
    // And there is room again.
    QVERIFY(get(readers, {.clusterId = clusters[0]}).items.size() > 0);
}

void TestEventReaders::shortTimeGivesShortPages()
{
    FakeRandom random;
    for (int i = 0; i < 20; ++i)
        append(random, 1);
    EventReaders readers(m_path, {.slice = Millis(0), .longest = Millis(0)});
    readers.start();
    const EventQuery nothing{.clusterId = clusters[0], .linkName = u"nothing of that name"_s};
    const EventPage first = get(readers, nothing);
    QVERIFY(first.items.isEmpty() && first.more);
    QCOMPARE(first.next, u"1"_s);
    EventQuery newest = nothing;
    newest.order = Order::Newest;
    const EventPage last = get(readers, newest);
    QVERIFY(last.items.isEmpty() && last.more);
    QCOMPARE(last.next, u"20"_s);
}

void TestEventReaders::whoHasLeftIsAnsweredEarly()
{
    FakeRandom random;
    for (int i = 0; i < 20; ++i)
        append(random, 1);
    EventReaders readers(m_path, {.slice = Millis(0), .longest = Millis(600'000)});
    readers.start();
    const EventQuery nothing{.clusterId = clusters[0], .linkName = u"nothing of that name"_s};
    QVERIFY(get(readers, nothing, {}, 10, [] { return false; }).more);
    QVERIFY(!get(readers, nothing, {}, 10, [] { return true; }).more);
}

void TestEventReaders::strangeCursors()
{
    EventReaders readers(m_path);
    readers.start();
    for (const QString &cursor : {u"x"_s, u"-1"_s, u"1.5"_s, u"99999999999999999999"_s}) {
        QString code;
        readers.list({.clusterId = clusters[0]}, cursor, 10, {},
                     [&code](const Result<EventPage> &page) { return [&code, told = codeOf(page)] { code = told; }; });
        QTRY_COMPARE(code, u"store.bad_cursor"_s);
    }
}

void TestEventReaders::endsWithListsWaiting()
{
    FakeRandom random;
    append(random, 100);
    bool isAnswered = false;
    {
        EventReaders readers(m_path);
        for (int i = 0; i < 10; ++i)
            readers.list({.clusterId = clusters[0]}, {}, 10, {},
                         [&isAnswered](const Result<EventPage> &) { return [&isAnswered] { isAnswered = true; }; });
        readers.start();
    }
    QCoreApplication::sendPostedEvents();
    QVERIFY(!isAnswered); // nothing of it is left that would be called
}

void TestEventReaders::topLinksAreCounted_data()
{
    QTest::addColumn<int>("sliceMs");
    QTest::addColumn<int>("longestMs");
    QTest::newRow("all at once") << 1'000 << 60'000;
    QTest::newRow("piece by piece") << 0 << 60'000;
    QTest::newRow("the time is over") << 0 << 0;
}

void TestEventReaders::topLinksAreCounted()
{
    QFETCH(const int, sliceMs);
    QFETCH(const int, longestMs);
    FakeRandom random(3);
    for (int i = 0; i < 40; ++i) {
        append(random, 10);
        if (random.below(2) == 0)
            mergeSome(random);
    }
    EventReaders readers(m_path, {.slice = Millis(sliceMs), .longest = Millis(longestMs)});
    readers.start();
    const EventQuery query{.clusterId = clusters[0]};
    const TopLinksSeen seen = topLinks(readers, query, 2);
    // What was counted lies behind that time, all of it.
    EventQuery counted = query;
    counted.kind = LinkKind::Click;
    counted.since = seen.countedSince;
    QHash<QString, std::int64_t> clicks;
    QHash<QString, std::int64_t> byPeople;
    std::int64_t all = 0;
    for (const TrackingEvent &event : std::as_const(m_events)) {
        if (!fits(counted, event))
            continue;
        ++all;
        ++clicks[event.url];
        byPeople[event.url] += event.bot.isEmpty() ? 1 : 0;
    }
    QVERIFY(all > 0);
    QCOMPARE(seen.countedSince.has_value(), longestMs == 0);
    QCOMPARE(seen.clicks, all);
    QCOMPARE(seen.links.size(), std::min<qsizetype>(2, clicks.size()));
    for (const LinkFigures &link : seen.links) {
        const QString url = QString::fromUtf8(link.url);
        QCOMPARE(link.clicks, clicks.value(url));
        QCOMPARE(link.clicksByPeople, byPeople.value(url));
        clicks.remove(url);
        for (const std::int64_t other : std::as_const(clicks))
            QVERIFY(seen.links.last().url != link.url || other <= link.clicks);
    }
    QVERIFY(topLinks(readers, {.clusterId = u"ffffffff"_s}, 2).links.isEmpty());
}

UNMTA_TEST(TestEventReaders)

} // namespace unmta::tst_event_readers

#include "tst_event_readers.moc"
