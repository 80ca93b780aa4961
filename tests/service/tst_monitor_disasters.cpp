// No fault of DNS, network or clock downgrades a healthy domain, and true changes are found all the same. With
// UNMTA_DISASTER_DOMAINS the number of domains is another than 500; tests/soak runs it with 10,000.
#include "DisasterWorld.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_monitor_disasters {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 3;
constexpr int trueChanges = 10;

int domainCount()
{
    const int asked = qEnvironmentVariableIntValue("UNMTA_DISASTER_DOMAINS");
    return asked > 0 ? asked : 500;
}

} // namespace

class TestMonitorDisasters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsDowngradedAndTrueChangesAreFound_data();
    void nobodyIsDowngradedAndTrueChangesAreFound();
};

void TestMonitorDisasters::nobodyIsDowngradedAndTrueChangesAreFound_data()
{
    QTest::addColumn<Disaster>("disaster");
    QTest::addColumn<bool>("isHeld"); // whether rounds must have been held for it
    QTest::newRow("silent") << Disaster::Silent << true;
    QTest::newRow("SERVFAIL") << Disaster::Servfail << true;
    QTest::newRow("REFUSED") << Disaster::Refused << true;
    QTest::newRow("everything NXDOMAIN") << Disaster::EverythingMissing << true;
    QTest::newRow("everything the same address") << Disaster::OneAddress << true;
    QTest::newRow("30 % loss") << Disaster::Loss << false;
    QTest::newRow("10 s latency") << Disaster::Latency << true;
    QTest::newRow("lame") << Disaster::Lame << false;
    QTest::newRow("only canaries dead") << Disaster::CanariesDead << true;
    QTest::newRow("own zone dead") << Disaster::OwnZoneDead << true;
    QTest::newRow("resolver restart mid-round") << Disaster::ResolverRestart << false;
    QTest::newRow("clock +48 h") << Disaster::ClockJump << false;
}

void TestMonitorDisasters::nobodyIsDowngradedAndTrueChangesAreFound()
{
    QFETCH(const Disaster, disaster);
    QFETCH(const bool, isHeld);
    const int count = domainCount();
    DisasterWorld world(count);
    QVERIFY(world.passDay()); // all is well, and the canary has been seen
    QCOMPARE(world.told(u"monitor.held"_s), 0);

    world.strike(disaster);
    for (int round = 0; round < rounds; ++round)
        QVERIFY(world.passDay());
    QCOMPARE(world.struck(), QStringList());
    QCOMPARE(world.active(), count);
    QCOMPARE(world.toldCustomers(), 0);
    QVERIFY(world.told(u"monitor.held"_s) <= 1);
    if (isHeld)
        QCOMPARE(world.told(u"monitor.held"_s), 1);

    world.strike(Disaster::None);
    QStringList changed;
    for (int i = 0; i < trueChanges; ++i) {
        const int which = i * (count / trueChanges) + i;
        world.change(which);
        changed << world.hostAt(which);
    }
    changed.sort();
    for (int round = 0; round < 5 && world.active() > count - trueChanges; ++round)
        QVERIFY(world.passDay());
    QCOMPARE(world.struck(), changed);
    QCOMPARE(world.active(), count - trueChanges);
    QCOMPARE(world.told(u"domain.warning"_s), trueChanges);
    QCOMPARE(world.told(u"domain.downgraded"_s), trueChanges);
    QCOMPARE(world.toldCustomers(), 2 * trueChanges);
}

UNMTA_TEST(TestMonitorDisasters)

} // namespace unmta::tst_monitor_disasters

#include "tst_monitor_disasters.moc"
