// What becomes of a full disk: room is given up for what matters, the operator hears of it once, and it ends by itself.
#include "service/upkeep/StoreGuard.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QSignalSpy>
#include <QTest>

namespace unmta::tst_store_guard {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct GuardHarness : ServiceHarness
{
    [[nodiscard]] QStringList told() const
    {
        QStringList kinds;
        const auto page = store->notifications.list({}, {}, 100).value();
        for (const Notification &notification : page.items)
            kinds.prepend(notification.kind);
        return kinds;
    }
    [[nodiscard]] QJsonObject lastArgs() const
    {
        return store->notifications.list({}, {}, 1).value().items.first().args;
    }
    void failing(quint64 dropped)
    {
        events.healthy = false;
        events.error = Error(u"store.full"_s);
        events.dropped = dropped;
    }
    void well()
    {
        events.healthy = true;
        events.error = Error();
    }

    RecorderStatus events;
    bool paused = false;
    int tries = 0;
    store::Ballast ballast{directory.path()};
    StoreGuard guard{{ballast, notifications, clock, [this] { return events; },
                      [this](bool isPaused) { paused = isPaused; },
                      [this] {
                          events.untold = 0;
                          events.droppingSince.reset();
                      },
                      [this] { ++tries; }}};
};

} // namespace

class TestStoreGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsToldWhileAllIsWell()
    {
        GuardHarness h;
        h.guard.look();
        QVERIFY(h.ballast.isHeld());
        h.events.error = Error(u"recorder.overloaded"_s); // too many events are no matter of room
        h.events.healthy = false;
        h.guard.look();
        QVERIFY(h.ballast.isHeld() && !h.paused && h.told().isEmpty());
        QCOMPARE(h.tries, 2);
    }

    void incidentIsToldOnceAndItsEndOnce()
    {
        GuardHarness h;
        QSignalSpy recovered(&h.guard, &StoreGuard::recovered);
        h.events.dropped = 5; // of an earlier incident
        h.guard.look();
        const TimePoint began = h.clock.now();
        h.failing(9);
        h.guard.look();
        QVERIFY(!h.ballast.isHeld() && h.paused);
        QCOMPARE(h.told(), QStringList{u"store.trouble"_s});
        QCOMPARE(h.lastArgs().value(u"dropped"_s).toString(), u"4"_s);
        QCOMPARE(h.lastArgs().value(u"since_at"_s).toString(), toIso8601(began));
        for (int i = 0; i < 6; ++i) { // there is room, and still events cannot be written
            h.clock.advance(2s);
            h.guard.look();
        }
        QCOMPARE(h.told().size(), 1);
        QCOMPARE(recovered.count(), 0);
        h.events.dropped = 105;
        h.well();
        for (int i = 0; i < 3; ++i)
            h.guard.look();
        QCOMPARE(h.told(), (QStringList{u"store.trouble"_s, u"store.recovered"_s}));
        QCOMPARE(h.lastArgs().value(u"dropped"_s).toString(), u"100"_s);
        QVERIFY(h.ballast.isHeld() && !h.paused);
        QCOMPARE(recovered.count(), 1);
    }

    void whatAnEarlierRunLostIsTold_data()
    {
        QTest::addColumn<bool>("isOver");
        QTest::newRow("there is room again") << true;
        QTest::newRow("the disk is full still") << false;
    }

    void whatAnEarlierRunLostIsTold()
    {
        QFETCH(bool, isOver);
        GuardHarness h;
        const TimePoint since = h.clock.now() - 3h;
        h.events.dropped = 1009;
        h.events.untold = 1000;
        h.events.droppingSince = since;
        if (!isOver) {
            h.failing(1009);
            h.guard.look();
            QCOMPARE(h.told(), QStringList{u"store.trouble"_s});
            QCOMPARE(h.lastArgs().value(u"dropped"_s).toString(), u"1000"_s);
            QCOMPARE(h.lastArgs().value(u"since_at"_s).toString(), toIso8601(since));
            h.events.dropped = 1011;
            h.events.untold = 1002;
            h.well();
            h.guard.look();
        }
        h.guard.look();
        QCOMPARE(h.told().last(), u"store.recovered"_s);
        QCOMPARE(h.lastArgs().value(u"dropped"_s).toString(), isOver ? u"1000"_s : u"1002"_s);
        QCOMPARE(h.lastArgs().value(u"since_at"_s).toString(), toIso8601(since));
        QVERIFY(!h.events.droppingSince);
        const auto toldSoFar = h.told();
        h.guard.look();
        QCOMPARE(h.told(), toldSoFar);
        QVERIFY(!h.guard.trouble() && !h.paused);
    }

    void writeThatFindsNoRoomIsTriedOnceMore()
    {
        GuardHarness h;
        QVERIFY(!h.guard.makeRoom()); // there is nothing to give up yet
        h.guard.look();
        QVERIFY(h.guard.makeRoom());
        QVERIFY(!h.ballast.isHeld() && h.paused);
        QVERIFY(!h.guard.makeRoom());
        QCOMPARE(h.told(), QStringList{u"store.trouble"_s});
    }

    void ballastIsRealRoom()
    {
        GuardHarness h;
        const QString path = h.directory.filePath(u"ballast"_s);
        QVERIFY(h.ballast.hold());
        QVERIFY(h.ballast.hold());
        QCOMPARE(QFileInfo(path).size(), store::Ballast::size);
        if (isUnix()) {
            QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
            QVERIFY(bytesOnDisk(path) >= store::Ballast::size);
        }
        h.ballast.release();
        QVERIFY(!h.ballast.isHeld() && !QFile::exists(path));
    }
};

UNMTA_TEST(TestStoreGuard)

} // namespace unmta::tst_store_guard

#include "tst_store_guard.moc"
