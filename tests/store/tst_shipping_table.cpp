// Where events are shipped to and how far, as it is stored; and how much waits.
#include "store/EventSamples.h"
#include "store/StoreFixture.h"
#include "store/events/EventBacklog.h"
#include "store/events/EventLog.h"
#include "store/events/SegmentPlanner.h"
#include "support/TestMain.h"

#include <QFile>

namespace unmta::tst_shipping_table {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString cluster = u"0a0b0c0d"_s;

ShippingTarget bucket()
{
    ShippingTarget target;
    target.kind = ShippingKind::S3;
    target.endpoint = u"https://s3.example.net"_s;
    target.region = u"eu-central-1"_s;
    target.bucket = u"events"_s;
    target.accessKey = u"AKIA0EXAMPLE"_s;
    target.secretKey = u"planted-secret-5d1c"_s;
    target.prefix = u"a/b"_s;
    target.compression = ShippingCompression::Zstd;
    target.interval = 90s;
    target.maxBytes = 123'456;
    return target;
}

ShippedObject object(std::int64_t first, TimePoint at)
{
    return {u"object %1"_s.arg(first), first, first + 9, 8, 700, "0f"_ba, at};
}

} // namespace

class TestShippingTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<StoreFixture>();
        QVERIFY(m_fixture->open());
        QVERIFY(m_fixture->addCluster(cluster));
    }

    void comesBack()
    {
        const auto progress = ShippingProgress::from(7).planned(90, {{u"one"_s, 20'000}, {u"two"_s, 20'001}});
        QVERIFY(table().set(cluster, bucket(), progress));
        QVERIFY(m_fixture->open());
        const auto all = table().all();
        QVERIFY(all.ok());
        QCOMPARE(all->size(), 1);
        QCOMPARE(all->first().clusterId, cluster);
        QCOMPARE(all->first().target, bucket());
        QCOMPARE(all->first().progress, progress);
        QVERIFY(!all->first().lastObject);
        // The second part alone.
        QVERIFY(table().setProgress(cluster, progress.written()));
        QCOMPARE(**table().progress(cluster), progress.written());
    }

    void secretsAreSealed()
    {
        if (isOnPostgres())
            QSKIP("looks into SQLite's file");
        QVERIFY(table().set(cluster, bucket(), {}));
        QVERIFY(m_fixture->store->database().emptyLog());
        m_fixture->store.reset();
        QFile file(m_fixture->path(u"engine.db"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains("AKIA0EXAMPLE"));
        QVERIFY(!bytes.contains("planted-secret"));
    }

    void switchedOff()
    {
        QCOMPARE(codeOf(table().switchOff(cluster)), u"store.not_found"_s);
        const auto progress = ShippingProgress::from(7).planned(90, {{u"one"_s, 20'000}});
        QVERIFY(table().set(cluster, bucket(), progress));
        QVERIFY(table().switchOff(cluster));
        QVERIFY(table().all()->isEmpty());
        QVERIFY(!*table().of(cluster));
        QCOMPARE(**table().progress(cluster), progress);
        QCOMPARE(codeOf(table().switchOff(cluster)), u"store.not_found"_s);
        QVERIFY(table().set(cluster, bucket(), progress));
        QCOMPARE((*table().of(cluster))->target, bucket());
    }

    void goesWithItsCluster()
    {
        QVERIFY(m_fixture->addCluster(u"11111111"_s));
        QVERIFY(table().set(cluster, bucket(), {}));
        QVERIFY(table().addObject(cluster, {}, object(1, start)));
        QVERIFY(m_fixture->store->clusters.remove(cluster, start));
        QVERIFY(!*table().progress(cluster));
        QVERIFY(table().unlisted(cluster, hourOf(start) + 9)->objects.isEmpty());
    }

    void objectsAndTheirHours()
    {
        QVERIFY(table().set(cluster, bucket(), {}));
        const TimePoint hour{std::chrono::hours(500'000)};
        QVERIFY(table().addObject(cluster, ShippingProgress::from(10), object(1, hour + 5min)));
        QVERIFY(table().addObject(cluster, ShippingProgress::from(20), object(11, hour + 59min)));
        QVERIFY(table().addObject(cluster, ShippingProgress::from(30), object(21, hour + 60min)));
        const auto shipping = table().of(cluster);
        QCOMPARE((*shipping)->objects, 3);
        QCOMPARE((*shipping)->events, 24);
        QCOMPARE((*shipping)->progress.cursor(), 30);
        QCOMPARE(*(*shipping)->lastObject, object(21, hour + 60min));

        QVERIFY(table().unlisted(cluster, 500'000)->objects.isEmpty());
        const auto first = table().unlisted(cluster, 500'009);
        QCOMPARE(first->hour, 500'000);
        QCOMPARE(first->objects, (QList{object(1, hour + 5min), object(11, hour + 59min)}));
        // One that comes while its manifest is written (the clock was set back) stands in another.
        QVERIFY(table().addObject(cluster, ShippingProgress::from(40), object(31, hour + 30min)));
        QVERIFY(table().setListed(cluster, *first));
        const auto late = table().unlisted(cluster, 500'009);
        QCOMPARE(late->objects, QList{object(31, hour + 30min)});
        QVERIFY(table().setListed(cluster, *late));
        const auto second = table().unlisted(cluster, 500'009);
        QCOMPARE(second->hour, 500'001);
        QVERIFY(table().setListed(cluster, *second));
        QVERIFY(table().unlisted(cluster, 500'009)->objects.isEmpty());
        QCOMPARE((*table().of(cluster))->lastObject->firstSeq, 31);
    }

    // Batches, segments, and segments of which a part is shipped, of two clusters.
    void backlog()
    {
        const QString path = m_fixture->path(u"events.db"_s);
        const auto writer = Database::open({path, u"events"_s});
        const auto reader = Database::open({path, u"events"_s, true});
        EventLog log(**writer);
        QVERIFY(log.open());
        EventMaker maker;
        for (int i = 1; i <= 10; ++i) {
            auto mine = maker.event(LinkKind::Open, u"track.example.com"_s, eventStart + Millis(i));
            auto other = mine;
            other.clusterId = u"11111111"_s;
            QVERIFY(log.append(packEvents(std::vector{mine, other}))); // numbers 2i - 1 and 2i
            if (i == 6)
                QVERIFY(*log.apply(*SegmentPlanner(**reader).mergeBatches(100)));
        }
        const auto after = [&](std::int64_t seq) { return *backlogBehind(**reader, cluster, seq); };
        QCOMPARE(after(0), (EventBacklog{10, eventStart + 1ms}));
        QCOMPARE(after(5), (EventBacklog{7, eventStart + 4ms}));
        QCOMPARE(after(12), (EventBacklog{4, eventStart + 7ms}));
        QCOMPARE(after(18), (EventBacklog{1, eventStart + 10ms}));
        QCOMPARE(after(19), EventBacklog());
        QCOMPARE(*backlogBehind(**reader, u"22222222"_s, 0), EventBacklog());
    }

private:
    ShippingTable &table() { return m_fixture->store->shipping; }

    std::unique_ptr<StoreFixture> m_fixture;
};

UNMTA_TEST(TestShippingTable)

} // namespace unmta::tst_shipping_table

#include "tst_shipping_table.moc"
