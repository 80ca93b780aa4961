#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_monitor_service {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Many active domains that are all due, and a monitor that takes no breath between checks.
struct MonitorHarness : ServiceHarness
{
    explicit MonitorHarness(int count, int fewStrikes = 10)
    {
        for (int i = 0; i < count; ++i)
            activate(nameOf(i));
        clock.advance(27h); // behind every jittered due time
        MonitorService::Limits limits;
        limits.startsPerSecond = 100'000;
        limits.atOnce = 1000;
        limits.fewStrikes = fewStrikes;
        limits.canaryPause = 1ms;
        monitor = makeMonitor(limits);
    }
    static QString nameOf(int i) { return u"t%1.example.com"_s.arg(i); }

    [[nodiscard]] int activeCount() const { return static_cast<int>(store->domains.counts()->active); }
    [[nodiscard]] int strikeCount() const
    {
        int strikes = 0;
        (void)store->domains.forEach([&](const TrackingDomain &domain) { strikes += domain.fields().strikes; });
        return strikes;
    }
    [[nodiscard]] QStringList kinds() const
    {
        QStringList result;
        const auto page = store->notifications.list({}, {}, 1000).value();
        for (const auto &notification : page.items)
            result.prepend(notification.kind);
        return result;
    }
    // Everything that was due has been looked at, and the round is over.
    [[nodiscard]] bool isQuiet() const
    {
        return store->domains.due(DomainStatus::Active, clock.now(), 1)->isEmpty() && monitor->status().running == 0;
    }
    [[nodiscard]] bool isHeld() const { return monitor->status().nextTry.has_value(); }

    std::unique_ptr<MonitorService> monitor;
};

} // namespace

class TestMonitorService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFewTrueChangesAmongManyAreFoundAndNothingElse()
    {
        MonitorHarness h(100);
        const QStringList changed{u"t3.example.com"_s, u"t50.example.com"_s, u"t99.example.com"_s};
        for (const QString &name : changed)
            h.checker.answers.insert(name, FakeRecordChecker::changed());
        QTRY_COMPARE(h.strikeCount(), 3);
        QTRY_VERIFY(h.isQuiet());
        QCOMPARE(h.activeCount(), 100);
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_COMPARE(h.activeCount(), 97);
        for (const QString &name : changed)
            QVERIFY(!h.domains.find(h.cluster(), name)->isActive());
        QCOMPARE(h.kinds().count(u"domain.downgraded"_s), 3);
    }

    void canariesDecideBeforeAnythingIsChecked_data()
    {
        QTest::addColumn<bool>("inventsAnswers");
        QTest::addColumn<bool>("canaryMissing");
        QTest::newRow("the resolver answers for names that cannot exist") << true << false;
        QTest::newRow("the canary has gone") << false << true;
    }
    void canariesDecideBeforeAnythingIsChecked()
    {
        QFETCH(bool, inventsAnswers);
        QFETCH(bool, canaryMissing);
        MonitorHarness h(5);
        QTRY_VERIFY(h.isQuiet()); // the default canary has been seen alive
        h.canaries.inventsAnswers = inventsAnswers;
        h.canaries.state = canaryMissing ? Canary::Missing : Canary::Alive;
        for (int i = 0; i < 5; ++i)
            h.checker.answers.insert(h.nameOf(i), FakeRecordChecker::changed());
        h.checker.asked.clear();
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_VERIFY(h.isHeld());
        QCOMPARE(h.monitor->status().held, MonitorService::HoldReason::Canaries);
        QVERIFY(h.checker.asked.isEmpty());
        QCOMPARE(h.strikeCount(), 0);
        QCOMPARE(h.kinds().count(u"monitor.held"_s), 1);

        // DNS recovers: the round is tried again by itself.
        h.canaries.inventsAnswers = false;
        h.canaries.state = Canary::Alive;
        h.checker.answers.clear();
        h.clock.advance(15min);
        h.monitor->lookAgain();
        QTRY_VERIFY(!h.isHeld() && h.isQuiet());
        // That the incident is over is told when it has been good for a while, and once.
        QCOMPARE(h.kinds().count(u"monitor.resumed"_s), 0);
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_COMPARE(h.kinds().count(u"monitor.resumed"_s), 1);
        QTRY_VERIFY(h.isQuiet());
        QCOMPARE(h.strikeCount(), 0);
    }

    void defaultCanaryThatWasNeverThereIsNoSign()
    {
        ServiceHarness h;
        h.activate(u"a.example.com"_s);
        h.canaries.state = Canary::Missing;
        h.clock.advance(27h);
        h.checker.answers.insert(u"a.example.com"_s, FakeRecordChecker::changed());
        const auto monitor = h.makeMonitor();
        QTRY_COMPARE(h.domains.find(h.cluster(), u"a.example.com"_s)->fields().strikes, 1);
        QCOMPARE(h.canaries.lastNames, QStringList{u"track.unmta.net"_s});
    }

    void canaryThatTheOperatorNamedMustBeThere()
    {
        ServiceHarness h;
        h.activate(u"a.example.com"_s);
        QVERIFY(h.settings.update({{u"dns.canaries"_s, u"www.example.org"_s}}));
        h.canaries.state = Canary::Silent;
        h.clock.advance(27h);
        MonitorService::Limits limits;
        limits.canaryPause = 1ms;
        const auto monitor = h.makeMonitor(limits);
        QTRY_COMPARE(monitor->status().held, MonitorService::HoldReason::Canaries);
        QCOMPARE(h.canaries.lastNames, QStringList{u"www.example.org"_s});
    }

    void tooManyChangesAtOnceAreHeldUntilTheyAreNoLongerThere()
    {
        MonitorHarness h(100);
        for (int i = 0; i < 100; ++i)
            h.checker.answers.insert(h.nameOf(i), FakeRecordChecker::changed());
        QTRY_VERIFY(h.isHeld());
        QCOMPARE(h.monitor->status().held, MonitorService::HoldReason::Breaker);
        QCOMPARE(h.monitor->status().wouldStrikeCount, 100);
        QCOMPARE(h.strikeCount(), 0);
        QCOMPARE(h.kinds().count(u"domain.warning"_s), 0);
        QCOMPARE(h.kinds().count(u"monitor.held"_s), 1);
        // It is tried again and again, with one message only.
        for (int i = 0; i < 3; ++i) {
            const int asked = static_cast<int>(h.checker.asked.size());
            h.clock.advance(16min);
            h.monitor->lookAgain();
            QTRY_VERIFY(h.checker.asked.size() >= asked + 100 && h.isHeld());
        }
        QCOMPARE(h.kinds().count(u"monitor.held"_s), 1);
        h.checker.answers.clear();
        h.clock.advance(16min);
        h.monitor->lookAgain();
        QTRY_VERIFY(!h.isHeld() && h.isQuiet());
        QCOMPARE(h.strikeCount(), 0);
        QCOMPARE(h.activeCount(), 100);
    }

    void operatorMayReleaseWhatIsHeld()
    {
        MonitorHarness h(30);
        for (int i = 0; i < 20; ++i)
            h.checker.answers.insert(h.nameOf(i), FakeRecordChecker::changed());
        QTRY_VERIFY(h.isHeld());
        QVERIFY(h.monitor->release());
        QCOMPARE(h.strikeCount(), 20);
        QVERIFY(!h.isHeld());
        QCOMPARE(h.monitor->release().error().code, u"monitor.not_held"_s);
        // The same again a day later is a new incident, which the operator must hear of.
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_VERIFY(h.isHeld());
        QCOMPARE(h.kinds().count(u"monitor.held"_s), 2);
    }

    void whatIsReleasedWhileItIsTriedAgainIsStruckAtTheEnd()
    {
        MonitorHarness h(30);
        for (int i = 0; i < 20; ++i)
            h.checker.answers.insert(h.nameOf(i), FakeRecordChecker::changed());
        QTRY_VERIFY(h.isHeld());
        h.checker.held = true;
        h.checker.asked.clear();
        h.clock.advance(2min);
        h.monitor->lookAgain();
        QTRY_COMPARE(h.checker.asked.size(), 20); // those that matched are not due again
        QVERIFY(!h.isHeld());
        QVERIFY(h.monitor->release());
        QCOMPARE(h.strikeCount(), 0);
        h.checker.held = false;
        h.checker.answerAll();
        QTRY_COMPARE(h.strikeCount(), 20);
        QTRY_COMPARE(h.monitor->status().held, MonitorService::HoldReason::None);
    }

    void operatorMayGoOnWithoutTheDefaultCanary()
    {
        MonitorHarness h(5);
        QTRY_VERIFY(h.isQuiet());
        h.canaries.state = Canary::Missing; // the record at the zone's own name was taken away, and that is right
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_VERIFY(h.isHeld());
        h.checker.asked.clear();
        QVERIFY(h.monitor->release());
        QTRY_VERIFY(h.isQuiet() && h.monitor->status().held == MonitorService::HoldReason::None);
        QCOMPARE(h.checker.asked.size(), 5);
        QCOMPARE(h.kinds().count(u"monitor.held"_s), 1);
    }

    void madeUpAnswersCannotBeReleased()
    {
        MonitorHarness h(5);
        QTRY_VERIFY(h.isQuiet());
        h.canaries.inventsAnswers = true;
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_VERIFY(h.isHeld());
        h.checker.asked.clear();
        QVERIFY(h.monitor->release());
        QTRY_VERIFY(h.isHeld());
        QVERIFY(h.checker.asked.isEmpty());
        QCOMPARE(h.kinds().count(u"monitor.held"_s), 1);
    }

    void troubleThatComesAndGoesIsOneIncident()
    {
        MonitorHarness h(5);
        QTRY_VERIFY(h.isQuiet());
        for (int i = 0; i < 4; ++i) {
            h.canaries.state = Canary::Missing;
            auto fields = h.domains.find(h.cluster(), h.nameOf(0))->fields();
            fields.nextCheckAt = h.clock.now();
            QVERIFY(h.store->domains.update(TrackingDomain::fromStore(fields)));
            h.monitor->lookAgain();
            QTRY_VERIFY(h.isHeld());
            h.canaries.state = Canary::Alive;
            h.clock.advance(16min);
            h.monitor->lookAgain();
            QTRY_VERIFY(!h.isHeld() && h.isQuiet());
        }
        QCOMPARE(h.kinds().count(u"monitor.held"_s), 1);
        QCOMPARE(h.kinds().count(u"monitor.resumed"_s), 0);
    }

    void canaryThatDoesNotAnswerIsAskedAgainFirst()
    {
        MonitorHarness h(5);
        QTRY_VERIFY(h.isQuiet());
        h.canaries.silentTimes = 2;
        h.canaries.asked = 0;
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_VERIFY(h.isQuiet());
        QCOMPARE(h.canaries.asked, 3);
        QCOMPARE(h.kinds().count(u"monitor.held"_s), 0);
    }

    void rateRaisesItself_data()
    {
        QTest::addColumn<int>("domains");
        QTest::addColumn<QString>("interval");
        QTest::addColumn<int>("checksPerSecond");
        QTest::newRow("few domains a day") << 40 << u"24h"_s << 5;
        QTest::newRow("as many as five per second manage") << 40 << u"10s"_s << 5;
        QTest::newRow("more than that: with a quarter to spare") << 40 << u"5s"_s << 10;
        QTest::newRow("all of them each second") << 40 << u"1s"_s << 50;
    }
    void rateRaisesItself()
    {
        QFETCH(int, domains);
        QFETCH(QString, interval);
        QFETCH(int, checksPerSecond);
        ServiceHarness h;
        QVERIFY(h.settings.update({{u"monitor.interval"_s, interval}}));
        for (int i = 0; i < domains; ++i)
            h.activate(MonitorHarness::nameOf(i));
        h.clock.advance(27h);
        QElapsedTimer timer;
        timer.start();
        const auto monitor = h.makeMonitor();
        QTRY_VERIFY(monitor->status().checkedInRound >= 8);
        QCOMPARE(monitor->status().checksPerSecond, checksPerSecond);
        const double seconds = static_cast<double>(timer.elapsed()) / 1000.0;
        QVERIFY2(static_cast<double>(h.checker.asked.size()) <= checksPerSecond * seconds + 3,
                 qPrintable(u"%1 checks in %2 s"_s.arg(h.checker.asked.size()).arg(seconds)));
    }

    void dueTimesOfAnotherClockAreBroughtForward_data()
    {
        QTest::addColumn<int>("days");
        QTest::newRow("400 days ahead") << 400;
        QTest::newRow("30 years ahead") << 10'957;
    }
    // The clock was set back while no engine ran, or was wrong when the domains were added.
    void dueTimesOfAnotherClockAreBroughtForward()
    {
        QFETCH(int, days);
        ServiceHarness h;
        for (int i = 0; i < 50; ++i)
            h.activate(MonitorHarness::nameOf(i));
        h.clock.jumpWall(-std::chrono::hours(24 * days));
        const auto monitor = h.makeMonitor();
        int soon = 0;
        (void)h.store->domains.forEach([&](const TrackingDomain &domain) {
            const Millis left = *domain.fields().nextCheckAt - h.clock.now();
            soon += left >= Millis(0) && left <= 30h ? 1 : 0;
        });
        QCOMPARE(soon, 50);
        QVERIFY(h.checker.asked.isEmpty());
    }

    void clockThatWasWrongAtStartDoesNotPutChecksOff()
    {
        ServiceHarness h;
        h.activate(u"a.example.com"_s);
        h.clock.jumpWall(-std::chrono::hours(24 * 365 * 50)); // a computer without a battery
        const auto monitor = h.makeMonitor();
        h.clock.jumpWall(std::chrono::hours(24 * 365 * 50)); // then it hears of the time
        monitor->lookAgain();
        const auto next = *h.domains.find(h.cluster(), u"a.example.com"_s)->fields().nextCheckAt;
        QVERIFY(next - h.clock.now() <= 30h);
    }

    void slowDisasterDoesNotSlipThroughInSmallPortions()
    {
        // Three domains due per round: each round alone would be below the limit.
        MonitorHarness h(60, 5);
        QTRY_VERIFY(h.isQuiet());
        for (int i = 0; i < 60; ++i) {
            h.checker.answers.insert(h.nameOf(i), FakeRecordChecker::changed());
            auto fields = h.domains.find(h.cluster(), h.nameOf(i))->fields();
            fields.nextCheckAt = h.clock.now() + 24h + (i / 3) * 1min;
            QVERIFY(h.store->domains.update(TrackingDomain::fromStore(fields)));
        }
        h.clock.advance(24h);
        for (int round = 0; round < 20 && !h.isHeld(); ++round) {
            const auto asked = h.checker.asked.size();
            h.monitor->lookAgain();
            QTRY_VERIFY(h.checker.asked.size() > asked);
            QTRY_VERIFY(h.isHeld() || h.isQuiet());
            h.clock.advance(1min);
        }
        QVERIFY(h.isHeld());
        QVERIFY(h.strikeCount() <= 6);
    }

    void unconfirmedAndUnknownNeverStrike()
    {
        MonitorHarness h(2);
        h.checker.answers.insert(h.nameOf(0), FakeRecordChecker::unknown());
        h.checker.answers.insert(h.nameOf(1), FakeRecordChecker::changed(u"wrong_target"_s, false));
        for (int i = 0; i < 5; ++i) {
            QTRY_VERIFY(h.isQuiet());
            h.clock.advance(61min);
            h.monitor->lookAgain();
        }
        QVERIFY(h.checker.asked.size() >= 8); // asked again soon
        QCOMPARE(h.strikeCount(), 0);
        QCOMPARE(h.activeCount(), 2);
    }

    void wallClockThatIsSetNeitherMakesNorHastensStrikes_data()
    {
        QTest::addColumn<int>("hours");
        QTest::newRow("an hour back") << -1;
        QTest::newRow("two days forth") << 48;
        QTest::newRow("two days back") << -48;
        QTest::newRow("400 days forth") << 24 * 400;
    }
    void wallClockThatIsSetNeitherMakesNorHastensStrikes()
    {
        QFETCH(int, hours);
        MonitorHarness h(3);
        QTRY_VERIFY(h.isQuiet());
        h.checker.answers.insert(h.nameOf(0), FakeRecordChecker::changed());
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_COMPARE(h.strikeCount(), 1);
        QTRY_VERIFY(h.isQuiet());
        const auto asked = h.checker.asked.size();

        h.clock.jumpWall(std::chrono::hours(hours));
        h.monitor->lookAgain();
        // What was due in a day is still due in a day, and nothing is checked now.
        const auto hoursLeft = [&] {
            const auto next = *h.domains.find(h.cluster(), h.nameOf(0))->fields().nextCheckAt;
            return std::chrono::duration<double, std::ratio<3600>>(next - h.clock.now()).count();
        };
        QTRY_VERIFY(hoursLeft() > 19 && hoursLeft() < 27);
        QCOMPARE(h.checker.asked.size(), asked);

        // Even a check that comes too early, by whatever way, counts nothing.
        const auto early = h.domains.find(h.cluster(), h.nameOf(0)).value();
        QVERIFY(h.domains.recordCheck(early.fields().id, FakeRecordChecker::changed())->isActive());
        h.clock.advance(27h);
        h.monitor->lookAgain();
        QTRY_COMPARE(h.activeCount(), 2);
    }

    void restartDoesNotShortenTheGapWhateverTheWallClockSays()
    {
        ServiceHarness h;
        const auto domain = h.activate(u"a.example.com"_s);
        h.checker.answers.insert(u"a.example.com"_s, FakeRecordChecker::changed());
        {
            h.clock.advance(27h);
            const auto monitor = h.makeMonitor();
            QTRY_COMPARE(h.domains.find(h.cluster(), u"a.example.com"_s)->fields().strikes, 1);
            monitor->stop();
        }
        // While no engine runs somebody sets the clock two days forth.
        h.clock.jumpWall(48h);
        MonitorClock restarted(*h.store, h.clock);
        QVERIFY(restarted.load());
        const auto fields = h.domains.find(h.cluster(), u"a.example.com"_s)->fields();
        QVERIFY(restarted.now().uptime - *fields.lastStrikeUptime < 1h);
        const auto again = TrackingDomain::fromStore(fields).checked(CheckOutcome::Changed, true, restarted.now(),
                                                                     h.domains.monitorPolicy(), h.random);
        QVERIFY(again.domain.isActive());
    }

    void noBurstAfterAStandstill()
    {
        ServiceHarness h;
        for (int i = 0; i < 40; ++i)
            h.activate(MonitorHarness::nameOf(i));
        h.clock.advance(72h);
        QElapsedTimer timer;
        timer.start();
        const auto monitor = h.makeMonitor(); // 5 checks per second
        QTRY_VERIFY(h.checker.asked.size() >= 5);
        const double seconds = static_cast<double>(timer.elapsed()) / 1000.0;
        QVERIFY2(static_cast<double>(h.checker.asked.size()) <= 5 * seconds + 2,
                 qPrintable(u"%1 checks in %2 s"_s.arg(h.checker.asked.size()).arg(seconds)));
    }

    void pendingDomainsAreTriedWhileActiveOnesAreHeld()
    {
        MonitorHarness h(20);
        for (int i = 0; i < 20; ++i)
            h.checker.answers.insert(h.nameOf(i), FakeRecordChecker::changed());
        QTRY_VERIFY(h.isHeld());
        h.add(u"new.example.com"_s);
        h.clock.advance(1min);
        h.monitor->lookAgain();
        QTRY_VERIFY(h.domains.find(h.cluster(), u"new.example.com"_s)->isActive());
    }

    void pendingDomainIsTriedWhenTheOldAnswerHasLeftTheCaches()
    {
        ServiceHarness h;
        const auto domain = h.add(u"a.example.com"_s);
        auto check = FakeRecordChecker::changed(u"wrong_target"_s);
        check.cachedFor = 20s;
        const auto after = h.domains.recordCheck(domain.fields().id, check).value();
        QCOMPARE(*after.fields().nextCheckAt, h.clock.now() + 25s);
    }

    void whoeverVerifiesByHandGetsTheCheckUnderWay()
    {
        MonitorHarness h(1);
        h.checker.held = true;
        h.checker.answers.insert(h.nameOf(0), FakeRecordChecker::changed());
        QTRY_COMPARE(h.checker.asked.size(), 1);
        bool answered = false;
        h.verification.verify(h.domains.find(h.cluster(), h.nameOf(0)).value(), true,
                              [&](const auto &outcome) { answered = outcome.ok(); });
        h.checker.answerAll();
        QVERIFY(answered);
        QCOMPARE(h.checker.asked.size(), 1);
        QCOMPARE(h.strikeCount(), 1);
        QTRY_VERIFY(h.isQuiet()); // the monitor does not strike for the same check once more
        QCOMPARE(h.strikeCount(), 1);
    }
};

UNMTA_TEST(TestMonitorService)

} // namespace unmta::tst_monitor_service

#include "tst_monitor_service.moc"
