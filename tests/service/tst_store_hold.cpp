// Nothing is changed while the store is moved, and that ends by itself, unless the store is elsewhere by then.
#include "service/upkeep/StoreHold.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>
#include <QTimer>

namespace unmta::tst_store_hold {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestStoreHold : public QObject
{
    Q_OBJECT

    ServiceHarness m_world;
    std::optional<Error> m_events;
    bool m_areStill = false;

    [[nodiscard]] StoreHold::Dependencies dependencies(Millis keptFor)
    {
        return {m_world.store->database(), m_world.clock, [this](const std::optional<Error> &why) { m_events = why; },
                [this] { return m_areStill; }, keptFor};
    }
    [[nodiscard]] QString change() const
    {
        const auto set = m_world.store->settings.set(u"x"_s, u"y"_s, false);
        return set ? u"done"_s : set.error().code;
    }

private Q_SLOTS:
    void isRenewedAndReleased();
    void endsByItself();
    void staysOnceItIsElsewhere();
};

void TestStoreHold::isRenewedAndReleased()
{
    StoreHold hold(dependencies(Millis(patienceMs)));
    QCOMPARE(change(), u"done"_s);
    m_areStill = false;
    const StoreHold::State first = hold.hold();
    QVERIFY(!first.isStill);
    QCOMPARE(first.since, m_world.clock.now());
    QCOMPARE(change(), u"store.moving"_s);
    const auto begun = store::Transaction::begin(m_world.store->database());
    QCOMPARE(begun ? u"done"_s : begun.error().code, u"store.moving"_s);
    QVERIFY(m_world.store->settings.value(u"x"_s).ok());
    QVERIFY(m_events && m_events->code == u"store.moving"_s);
    m_world.clock.advance(Millis(1000));
    m_areStill = true;
    const StoreHold::State again = hold.hold();
    QVERIFY(again.isStill);
    QCOMPARE(again.since, first.since);
    hold.release();
    QVERIFY(!m_events);
    QCOMPARE(change(), u"done"_s);
    QVERIFY(hold.hold().since > first.since);
    hold.release();
}

void TestStoreHold::endsByItself()
{
    StoreHold hold(dependencies(Millis(20)));
    hold.hold();
    QCOMPARE(change(), u"store.moving"_s);
    QTRY_COMPARE(change(), u"done"_s);
    QVERIFY(!m_events);
}

void TestStoreHold::staysOnceItIsElsewhere()
{
    StoreHold hold(dependencies(Millis(1)));
    hold.hold();
    hold.leave(u"/data"_s, u"postgresql://db/unmta"_s);
    hold.release();
    hold.hold();
    bool wouldHaveEnded = false;
    QTimer::singleShot(20, this, [&wouldHaveEnded] { wouldHaveEnded = true; });
    QTRY_VERIFY(wouldHaveEnded);
    const auto refused = m_world.store->settings.set(u"x"_s, u"y"_s, false);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"store.moved"_s);
    QCOMPARE(refused.error().context.value(u"to"_s), u"postgresql://db/unmta"_s);
    QCOMPARE(m_events->code, u"store.moved"_s);
    m_world.store->database().refuseChanges({});
}

UNMTA_TEST(TestStoreHold)

} // namespace unmta::tst_store_hold

#include "tst_store_hold.moc"
