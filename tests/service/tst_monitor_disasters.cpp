// No fault of DNS, network or clock downgrades a healthy domain, and true changes are found all the same. With
// UNMTA_DISASTER_DOMAINS the number of domains is another than 500; tests/soak runs it with 10,000.
#include "DisasterWorld.h"
#include "support/TestMain.h"
#include "support/stores/PostgresServer.h"

#include <QTest>

namespace unmta::tst_monitor_disasters {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 3;
constexpr int trueChanges = 10;

// The matrix of resolvers is wide; fewer domains do there. So they do on a server, whose part in it is the same for
// each of them, and to which each of some hundred thousand statements goes and comes back.
int domainCount(bool isWide)
{
    const int asked = qEnvironmentVariableIntValue("UNMTA_DISASTER_DOMAINS");
    if (asked > 0)
        return asked;
    if (isOnPostgres())
        return isWide ? 40 : 100;
    return isWide ? 100 : 500;
}

// A store has the same part in it whichever resolvers were asked, so for the second one each disaster happens once.
QStringList asked(const QStringList &resolverSets)
{
    return isOnPostgres() ? resolverSets.first(1) : resolverSets;
}

// An answer that comes too late strikes nobody, on a machine that is busy otherwise, too. Where nobody is silent on
// purpose it costs nothing to wait for longer.
Millis queryTimeout(Disaster disaster, const QString &resolvers)
{
    const QList silent{Disaster::Silent, Disaster::ZoneSilent, Disaster::Loss, Disaster::Latency,
                       Disaster::ResolverRestart};
    const bool waits = resolvers.contains(u's') || silent.contains(disaster);
    return waits ? DisasterWorld::usualTimeout : 5 * DisasterWorld::usualTimeout;
}

} // namespace

class TestMonitorDisasters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsDowngradedAndTrueChangesAreFound_data();
    void nobodyIsDowngradedAndTrueChangesAreFound();
    void setsBehindTheRightRecordAreFound_data();
    void setsBehindTheRightRecordAreFound();
};

void TestMonitorDisasters::nobodyIsDowngradedAndTrueChangesAreFound_data()
{
    QTest::addColumn<Disaster>("disaster");
    QTest::addColumn<bool>("isHeld"); // whether rounds must have been held for it
    QTest::addColumn<QString>("resolvers");
    // What each row has to say is said with one resolver and with several, one of them silent.
    const auto row = [](const char *name, Disaster disaster, const QStringList &sets) {
        for (const QString &set : asked(sets))
            QTest::newRow(qPrintable(u"%1, resolvers %2"_s.arg(QLatin1StringView(name), set)))
                << disaster << false << set;
    };
    const QStringList all{u"g"_s, u"gh"_s, u"sg"_s, u"gs"_s, u"sgh"_s};
    row("NODATA without AA", Disaster::NodataWithoutAa, all);
    row("NXDOMAIN without AA", Disaster::NxdomainWithoutAa, all);
    row("NODATA without SOA", Disaster::NodataWithoutSoa, all);
    row("NXDOMAIN without SOA", Disaster::NxdomainWithoutSoa, all);
    row("self-referral", Disaster::SelfReferral, all);
    row("BADVERS", Disaster::BadVers, all);
    row("SERVFAIL kept", Disaster::KeptServfail, all);
    const QStringList withSecond{u"gh"_s, u"hg"_s, u"shg"_s, u"hgs"_s};
    row("one invents addresses", Disaster::OneInvents, withSecond);
    row("one denies everything", Disaster::OneDenies, withSecond);
    row("nothing", Disaster::None, {u"gh"_s, u"sg"_s, u"gs"_s, u"sgh"_s});
    row("zones silent", Disaster::ZoneSilent, {u"g"_s, u"gh"_s, u"sgh"_s});
    row("zones refuse", Disaster::ZoneRefuses, {u"g"_s, u"gh"_s, u"sgh"_s});
    row("zones lame", Disaster::ZoneLame, {u"g"_s, u"gh"_s, u"sgh"_s});
    QTest::newRow("silent") << Disaster::Silent << true << u"g"_s;
    QTest::newRow("SERVFAIL") << Disaster::Servfail << true << u"g"_s;
    QTest::newRow("REFUSED") << Disaster::Refused << true << u"g"_s;
    QTest::newRow("everything NXDOMAIN") << Disaster::EverythingMissing << true << u"g"_s;
    QTest::newRow("everything the same address") << Disaster::OneAddress << true << u"g"_s;
    QTest::newRow("30 % loss") << Disaster::Loss << false << u"g"_s;
    QTest::newRow("10 s latency") << Disaster::Latency << true << u"g"_s;
    QTest::newRow("lame") << Disaster::Lame << false << u"g"_s;
    QTest::newRow("only canaries dead") << Disaster::CanariesDead << true << u"g"_s;
    QTest::newRow("own zone dead") << Disaster::OwnZoneDead << true << u"g"_s;
    QTest::newRow("resolver restart mid-round") << Disaster::ResolverRestart << false << u"g"_s;
    QTest::newRow("clock +48 h") << Disaster::ClockJump << false << u"g"_s;
}

void TestMonitorDisasters::nobodyIsDowngradedAndTrueChangesAreFound()
{
    QFETCH(const Disaster, disaster);
    QFETCH(const bool, isHeld);
    QFETCH(const QString, resolvers);
    const bool isWide = QByteArray(QTest::currentDataTag()).contains("resolvers");
    const int count = domainCount(isWide);
    DisasterWorld world(count, resolvers, queryTimeout(disaster, resolvers));
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
        const int which = i * count / trueChanges;
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

void TestMonitorDisasters::setsBehindTheRightRecordAreFound_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("resolvers");
    const auto row = [](const QString &type, const QString &value, const QStringList &sets) {
        for (const QString &set : asked(sets))
            QTest::newRow(qPrintable(u"%1 beside, resolvers %2"_s.arg(type, set))) << type << value << set;
    };
    row(u"CNAME"_s, u"elsewhere.example.net"_s,
        {u"g"_s, u"gh"_s, u"hg"_s, u"sg"_s, u"gs"_s, u"sgh"_s, u"gsh"_s, u"ghs"_s});
    row(u"A"_s, u"192.0.2.1"_s, {u"gh"_s, u"sgh"_s, u"ghs"_s});
    row(u"TXT"_s, u"\"hello\""_s, {u"gh"_s, u"sgh"_s, u"ghs"_s});
    row(u"MX"_s, u"10 mx.example.net."_s, {u"gh"_s, u"sgh"_s, u"ghs"_s});
}

// The monitor by itself, by its daily checks: no resolver shows what is wrong, only the zones' own servers do.
void TestMonitorDisasters::setsBehindTheRightRecordAreFound()
{
    QFETCH(const QString, type);
    QFETCH(const QString, value);
    QFETCH(const QString, resolvers);
    constexpr int count = 30;
    const QList<int> spoilt{3, 14, 27};
    // A check that gets no answer in time strikes nobody, and here each has to: on a machine that is busy otherwise,
    // too.
    DisasterWorld world(count, resolvers, 5 * DisasterWorld::usualTimeout);
    QVERIFY(world.passDay());
    QCOMPARE(world.struck(), QStringList());
    QStringList names;
    for (const int i : spoilt) {
        world.spoil(i, type, value);
        names << world.hostAt(i);
    }
    names.sort();
    QVERIFY(world.passDay());
    QCOMPARE(world.struck(), names);
    QCOMPARE(world.active(), count); // the first strike
    for (const QString &name : std::as_const(names)) {
        const auto domain = world.domains.find(world.cluster(), name);
        QCOMPARE(world.store->checks.latest(domain->fields().id)->value().code, u"illegal_set"_s);
    }
    QVERIFY(world.passDay());
    QCOMPARE(world.struck(), names);
    QCOMPARE(world.active(), count - spoilt.size());
    QCOMPARE(world.told(u"domain.warning"_s), spoilt.size());
    QCOMPARE(world.told(u"domain.downgraded"_s), spoilt.size());
    QCOMPARE(world.told(u"monitor.held"_s), 0);
}

UNMTA_TEST(TestMonitorDisasters)

} // namespace unmta::tst_monitor_disasters

#include "tst_monitor_disasters.moc"
