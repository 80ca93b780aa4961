// Segments as bytes: what goes in comes out, whatever is damaged is told, and filters never miss.
#include "domain/events/PackedEvents.h"
#include "store/EventSamples.h"
#include "store/StoreFixture.h"
#include "store/events/EventFilter.h"
#include "store/events/segments/KeyFilter.h"
#include "store/events/segments/SegmentCodec.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_segments {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString cluster = u"0a0b0c0d"_s;

struct Sample
{
    std::vector<TrackingEvent> events;
    EventRun run;

    explicit Sample(std::vector<TrackingEvent> made, std::int64_t step = 1)
        : events(std::move(made))
        , run(decodeBatch(packEvents(events), 0).value())
    {
        for (std::size_t i = 0; i < run.items.size(); ++i)
            run.items[i].seq = 1000 + static_cast<std::int64_t>(i) * step;
    }
};

// As ordinary mail brings them: many recipients and messages, some agents, one host.
std::vector<TrackingEvent> ordinaryEvents(int count)
{
    EventMaker maker;
    FakeRandom random(7);
    std::vector<TrackingEvent> events;
    for (int i = 0; i < count; ++i) {
        TrackingEvent event = maker.event(i % 5 == 0 ? LinkKind::Click : LinkKind::Open, u"track.example.com"_s,
                                          eventStart + Millis(i * 37 + random.below(20)));
        event.recipient = u"reader.%1@example%2.net"_s.arg(random.below(1'000'000)).arg(random.below(50));
        event.messageId = u"<%1.%2@mail.example.com>"_s.arg(random.hex(8), random.hex(4));
        event.ip = u"%1.%2.%3.%4"_s.arg(random.below(223))
                       .arg(random.below(256))
                       .arg(random.below(256))
                       .arg(random.below(256));
        event.userAgent =
            u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%1.0.0.0 "
            "Safari/537.36"_s.arg(80 + random.below(50));
        events.push_back(event);
    }
    return events;
}

QList<TrackingEvent> eventsOf(const EventRun &run)
{
    QList<TrackingEvent> events;
    for (const auto &item : run.items)
        events << toEvent(item.event);
    return events;
}

} // namespace

class TestSegments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("step");
        for (const int count : {1, 2, 63, 64, 65, 1000, 9000})
            QTest::addRow("%d", count) << count << 1;
        QTest::newRow("between others") << 500 << 3;
    }
    void comesBack()
    {
        QFETCH(int, count);
        QFETCH(int, step);
        Sample sample(ordinaryEvents(count), step);
        const Segment segment = encodeSegment(cluster, sample.run.items);
        QCOMPARE(segment.firstSeq, 1000);
        QCOMPARE(segment.lastSeq, 1000 + (count - 1) * step);
        QCOMPARE(segment.events, count);
        const auto decoded = decodeSegment(cluster, segment.firstSeq, segment.events, segment.body);
        QVERIFY(decoded.ok());
        QCOMPARE(eventsOf(*decoded), QList(sample.events.begin(), sample.events.end()));
        for (std::size_t i = 0; i < decoded->items.size(); ++i)
            QCOMPARE(decoded->items[i].seq, sample.run.items[i].seq);
    }

    void oddEvents()
    {
        EventMaker maker;
        std::vector<TrackingEvent> events;
        for (int i = 0; i < 40; ++i) {
            TrackingEvent event = maker.event(LinkKind::Click);
            event.eventId = u"00000000-0000-4000-8000-0000000000%1"_s.arg(i + 10); // no time in it
            event.timestamp = eventStart - Millis(std::int64_t{i} * 100'000'000);  // backwards
            event.domainId = i % 2 ? 0 : 1'000'000'000'000;
            event.linkIndex = i % 3 ? 0 : 2'000'000'000;
            event.messageId = QString(i * 500, u'ü');
            event.meta = {{u"key%1"_s.arg(i), QString(i, u'\n')}, {u"z"_s, {}}};
            events.push_back(event);
        }
        Sample sample(events);
        const Segment segment = encodeSegment(cluster, sample.run.items);
        QCOMPARE(segment.firstTime, toUnixMs(events.back().timestamp));
        QCOMPARE(segment.lastTime, toUnixMs(events.front().timestamp));
        const auto decoded = decodeSegment(cluster, 1000, 40, segment.body);
        QCOMPARE(eventsOf(*decoded), QList(events.begin(), events.end()));
    }

    // Ordinary mail: recipient, message id, user agent, address. The bound is the promise of events.md.
    void isSmall()
    {
        Sample sample(ordinaryEvents(8192));
        const Segment segment = encodeSegment(cluster, sample.run.items);
        const auto bytes = segment.body.size() + segment.filter.size();
        qInfo("%.1f bytes an event, of them filter %.1f", double(bytes) / 8192, double(segment.filter.size()) / 8192);
        QVERIFY2(bytes <= 80 * 8192, QByteArray::number(bytes / 8192).constData());
    }

    void damageIsTold()
    {
        Sample sample(ordinaryEvents(50));
        const Segment segment = encodeSegment(cluster, sample.run.items);
        int unnoticed = 0;
        for (qsizetype i = 0; i < segment.body.size(); ++i) {
            QByteArray body = segment.body;
            body[i] = static_cast<char>(body[i] ^ 0x55);
            const auto decoded = decodeSegment(cluster, 1000, 50, body);
            unnoticed += decoded.ok();
            if (!decoded)
                QCOMPARE(decoded.error().code, u"store.corrupt"_s);
            QCOMPARE(codeOf(decodeSegment(cluster, 1000, 50, segment.body.first(i))), u"store.corrupt"_s);
        }
        // Texts and ids have no redundancy of their own; the file system and SQLite's pages are there for that.
        QVERIFY(unnoticed < segment.body.size());
        QCOMPARE(codeOf(decodeSegment(cluster, 1000, 51, segment.body)), u"store.corrupt"_s);
    }

    void randomBytesAreNoSegment()
    {
        FakeRandom random;
        for (int i = 0; i < 2000; ++i) {
            QByteArray bytes = random.bytes(120);
            bytes[0] = 1;
            QCOMPARE(codeOf(decodeSegment(cluster, 1, 5, bytes)), u"store.corrupt"_s);
        }
    }

    void filterNeverMisses()
    {
        Sample sample(ordinaryEvents(3000));
        const Segment segment = encodeSegment(cluster, sample.run.items);
        const auto may = [&segment](const EventFilter &filter) {
            return EventMatcher(filter).mayMatch(segment.firstTime, segment.lastTime, segment.filter);
        };
        for (const TrackingEvent &event : sample.events) {
            QVERIFY(may({.clusterId = cluster, .recipient = event.recipient.toUpper()}));
            QVERIFY(may({.clusterId = cluster, .messageId = event.messageId}));
            QVERIFY(may({.clusterId = cluster, .trackingHost = event.trackingHost}));
            QVERIFY(event.url.isEmpty() || may({.clusterId = cluster, .url = event.url}));
        }
        int wrong = 0;
        for (int i = 0; i < 3000; ++i)
            wrong += may({.clusterId = cluster, .recipient = u"nobody%1@example.org"_s.arg(i)});
        QVERIFY2(wrong < 150, QByteArray::number(wrong).constData());
        QVERIFY(!may({.clusterId = cluster, .until = fromUnixMs(segment.firstTime)}));
        QVERIFY(!may({.clusterId = cluster, .since = fromUnixMs(segment.lastTime + 1)}));
        QVERIFY(may({.clusterId = cluster, .since = fromUnixMs(segment.lastTime)}));
    }

    // The vectors of resources/docs/contributor/events.md.
    void filterVector()
    {
        QCOMPARE(filterHash(FilterKey::Recipient, "ann@example.net"), std::uint64_t{0x5437f62389de5cef});
        const QByteArray filter = makeFilter({filterHash(FilterKey::Recipient, "ann@example.net")});
        QCOMPARE(filter.toHex(), QByteArray("050000040100802008"));
        QVERIFY(mayHold(filter, filterHash(FilterKey::Recipient, "ann@example.net")));
        QVERIFY(!mayHold(filter, filterHash(FilterKey::MessageId, "ann@example.net")));
        QVERIFY(mayHold({}, 1)); // no filter rules nothing out
    }
};

UNMTA_TEST(TestSegments)

} // namespace unmta::tst_segments

#include "tst_segments.moc"
